from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.forge import forge
from sprite_studio.art.sprite import Sprite
from sprite_studio.diffusion.networks.checkpoint import CheckpointError
from sprite_studio.stepwise import completed
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import Source
from sprite_studio.studio.library.models import seen_path
from sprite_studio.studio.train.seen import SeenJob, SeenResult, load_seen, remember, seen
from sprite_studio.studio.train.training_data import read_training_data


def sprite(number: int) -> Sprite:
    category = ("hero", "food")[number % 2]
    return Sprite(forge(number, [category]).pixels, (category,), f"s{number}", f"{number}.png")


def found(library, asked: Sprite, **options) -> SeenResult:
    *_, result = seen(SeenJob(asked.pixels, **options), library)
    assert isinstance(result, SeenResult)
    return result


@pytest.fixture
def record(library) -> Path:
    """Beside the model "base": that it was trained on sprites 0 to 29."""
    path = seen_path(library.find("base"))
    completed(remember(path, [sprite(i) for i in range(30)]))
    return path


def test_a_training_sprite_is_its_own_nearest_and_none_shows_pixels(library, record):
    result = found(library, sprite(7), count=3)
    assert result.among == 30
    assert result.neighbours[0].name == "7.png"
    assert len(result.neighbours) == 3
    ordered = [n.distance for n in result.neighbours]
    assert ordered == sorted(ordered)
    assert all(n.pixels is None and not n.copied for n in result.neighbours)


def test_the_record_is_no_model(library, record):
    assert [summary.name for summary in library.all()] == ["base"]


def test_pictures_are_shown_where_the_user_has_them(library, tmp_path):
    folder = tmp_path / "pack"
    for number in range(20):
        path = folder / str(sprite(number).category) / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(sprite(number).pixels).save(path)
    trained = read_training_data([Source(folder)]).train
    completed(remember(seen_path(library.find("base")), [*trained, sprite(90)]))
    result = found(library, trained[4], data=(folder,), count=30)
    first, *others = result.neighbours
    assert first.copied
    assert first.pixels is not None
    assert np.array_equal(first.pixels, trained[4].pixels)
    assert [n.name for n in others if n.pixels is None] == ["90.png"]


def write(folder: Path, numbers: range) -> Path:
    """Sprites named by their place: the same names in every folder."""
    for place, number in enumerate(numbers):
        path = folder / "hero" / f"{place}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(sprite(2 * number).pixels).save(path)
    return folder


def test_sprites_of_the_same_name_in_several_folders_are_all_remembered(library, tmp_path):
    folders = [write(tmp_path / name, range(at, at + 20)) for name, at in (("a", 0), ("b", 20))]
    folders.append(write(tmp_path / "elsewhere" / "a", range(40, 60)))
    trained = read_training_data([Source(folder) for folder in folders]).train
    path = seen_path(library.find("base"))
    completed(remember(path, trained))
    names, rows = load_seen(path)
    assert len(names) == len(set(names)) == len(rows) == len(trained)
    assert {name.split("/")[0] for name in names} >= {"a", "b", "a (2)"}
    result = found(library, trained[0], data=tuple(folders), count=len(trained))
    assert result.among == len(trained)
    shown = {n.pixels.tobytes() for n in result.neighbours if n.pixels is not None}
    assert shown == {s.pixels.tobytes() for s in trained}


def test_a_picture_that_has_another_sprite_s_name_is_not_shown_for_it(library, tmp_path):
    trained = read_training_data([Source(write(tmp_path / "then", range(12)))]).train
    completed(remember(seen_path(library.find("base")), trained))
    now = write(tmp_path / "now", range(30, 42))
    result = found(library, trained[0], data=(now,), count=12)
    assert all(n.pixels is None and not n.copied for n in result.neighbours)


def test_what_the_first_model_saw_is_kept_when_another_begins_with_it(record, tmp_path):
    later = tmp_path / "later.safetensors"
    completed(remember(later, [sprite(29), sprite(30)], record))
    names, rows = load_seen(later)
    assert names == tuple(f"{i}.png" for i in range(31))
    assert rows.shape == (31, 64)
    completed(remember(later, [], tmp_path / "nowhere.safetensors"))
    assert load_seen(later)[0] == ()


def test_a_model_without_a_record_and_a_damaged_one(library, record):
    with pytest.raises(JobError, match="one neighbour or more"):
        found(library, sprite(1), count=0)
    with pytest.raises(JobError, match="only a sprite of 16×16"):
        next(seen(SeenJob(sprite(1).pixels[:8]), library))
    whole = record.read_bytes()
    record.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CheckpointError):
        found(library, sprite(1))
    record.write_bytes(library.find("base").read_bytes())
    with pytest.raises(CheckpointError, match="is no record"):
        found(library, sprite(1))
    record.unlink()
    with pytest.raises(JobError, match="has no record of what it was trained on"):
        found(library, sprite(1))
