from pathlib import Path

import pytest
import torch
from walkers import listed, write

from sprite_studio.art.spriteset import split_of
from sprite_studio.diffusion.networks.cast import FRAMES
from sprite_studio.diffusion.networks.checkpoint import Card, load_checkpoint, save_checkpoint
from sprite_studio.stepwise import completed
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import Source, TrainJob, TrainProgress, TrainResult
from sprite_studio.studio.train import train
from sprite_studio.studio.train.casting.characters import (
    cast_batches,
    cast_validation,
    load_cast_data,
)
from sprite_studio.studio.train.casting.lessons import load_data


@pytest.fixture
def walks(tmp_path: Path) -> tuple[Source, ...]:
    folder = tmp_path / "walkers"
    folder.mkdir()
    write(folder, listed(folder, 20))
    return (Source(folder, 0.5), Source(Path("forge"), 0.5))


def test_subjects_are_kept_apart(walks):
    data = completed(load_cast_data(walks))
    assert {split_of(one.subject) for one in data.characters} == {"train"}
    assert {split_of(one.subject) for one in data.held_out_characters} == {"validation"}
    assert len(data.train) == FRAMES * len(data.characters)
    assert data.forge_share == 0.5
    assert data.credits == ("the Forge", "pack")


def test_a_batch_tells_words_and_what_is_given(walks):
    data = completed(load_cast_data(walks))
    words = ("hero", "style:forge", "style:pack")
    config = train.TrainConfig(steps=5, batch_size=6)
    batch = cast_batches(data, words, config)(3)
    assert batch.x0.shape == (6, 48, 16, 16)
    assert batch.weights.shape == (6, 3 + FRAMES)
    assert torch.equal(batch.x0, cast_batches(data, words, config)(3).x0)
    assert cast_validation(data, words) is not None


def test_most_characters_are_told_from_head_to_foot(walks):
    data = completed(load_cast_data(walks[1:]))
    slots = ("clothes:", "shirt-colour:", "kind:")
    known = sorted(
        {w for one in data.held_out_characters for w in one.words if w.startswith(slots)}
    )
    words = ("hero", "style:forge", *known)
    batch = cast_batches(data, words, train.TrainConfig(steps=5, batch_size=64))(0)
    details, given = batch.weights[:, 2 : len(words)], batch.weights[:, len(words) :]
    # Of those from words alone: a tenth are told nothing, and six tenths of the others all.
    told = details[~given.any(dim=1)].sum(dim=1)
    assert (told >= 2).float().mean() > 0.45


def test_a_folder_without_walks_says_so(tmp_path):
    with pytest.raises(JobError, match=r"has no walks\.csv"):
        completed(load_data("cast", (Source(tmp_path),), ""))
    with pytest.raises(JobError, match="needs data"):
        completed(load_data("cast", (), ""))


def test_a_run_stops_and_goes_on_exactly(walks, training, small_cast, tmp_path):
    start = tmp_path / "start.safetensors"
    save_checkpoint(start, small_cast, Card(name="start"))

    def losses(job: TrainJob, until: int = 9) -> list[float]:
        found, events = [], training(job)
        for event in events:
            if isinstance(event, TrainProgress):
                found.append(event.loss)
                if event.step == until:
                    break
            if isinstance(event, TrainResult):
                model, card = load_checkpoint(event.model)
                assert model.config == small_cast.config
                assert card.history[-1].validation is not None
        events.close()
        return found

    def new(name: str) -> TrainJob:
        return TrainJob(walks, tmp_path / name, 4, start_from=str(start), network="cast")

    whole = losses(new("whole"))
    first = losses(new("parts"), until=2)
    rest = losses(TrainJob((), tmp_path / "parts", resume=True))
    assert first + rest == whole


def test_networks_that_cannot_begin_with_one_another_say_so(
    walks, data, training, small_cast, tmp_path
):
    start = tmp_path / "start.safetensors"
    save_checkpoint(start, small_cast, Card(name="start"))
    with pytest.raises(JobError, match="--network cast"):
        next(training(TrainJob(data, tmp_path / "run", 4, start_from=str(start))))
    with pytest.raises(JobError, match="begin with the model 'base'"):
        next(training(TrainJob(walks, tmp_path / "run", 4, start_from="base", network="cast")))
