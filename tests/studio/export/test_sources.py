"""What is exported, gathered: sheets that say what is on them, single pictures, folders, sets."""

from pathlib import Path

import numpy as np
import pytest
from engine_sprites import made, named, saved, sprite, standing, walking
from PIL import Image

from sprite_studio.art.export.collection import Arrangement, Clip, ExportError
from sprite_studio.art.export.formats import aseprite_file, aseprite_json
from sprite_studio.art.export.png import save_png
from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.image_file import ImageError
from sprite_studio.art.palette import Palette
from sprite_studio.art.sheet import Layout
from sprite_studio.studio.export.characters import FRAME_NAMES
from sprite_studio.studio.export.export import export
from sprite_studio.studio.export.model_credits import ModelCredits
from sprite_studio.studio.export.sources import Gathered, collection_of, gather
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import CharacterSheet, ExportJob, Sheet
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe


@pytest.mark.parametrize("scale", [1, 4])
@pytest.mark.parametrize("encode", [aseprite_json.encode, aseprite_file.encode])
def test_what_was_exported_is_gathered_as_it_was(tmp_path: Path, encode, scale: int) -> None:
    collection = standing(walking(Arrangement(scale=scale, padding=1)))
    saved(made(encode, collection), tmp_path)
    [path] = [path for path in tmp_path.iterdir() if path.suffix in (".png", ".aseprite")]
    found = gather([str(path)])
    assert found.name == "knight"
    assert [one.name for one in found.sprites[:2]] == ["red potion", "shield"]
    assert len(found.sprites) == 14
    for one, cell in zip(found.sprites, collection.cells, strict=True):
        assert (one.pixels == np.where(cell[..., 3:] > 0, cell, one.pixels)).all()
    assert [clip.frames for clip in found.clips] == [clip.frames for clip in collection.clips]
    assert [clip.name for clip in found.clips] == [clip.name for clip in collection.clips]
    times = [(150, 100, 150, 100)] * 4 + [(150,)] * 4
    assert [clip.milliseconds for clip in found.clips] == times


def test_a_drawn_character_is_one_whether_or_not_a_json_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "s.png"
    frames = walking_character(1).frames[None].copy()
    frames[0, 3, 2] = frames[0, 3, 1]  # two that look alike are two frames nevertheless
    drawing = Drawing(model="cast", mix={"hero": 1.0}, count=1)
    recipe = Recipe(version="1", model_hash="0", styles=({},), drawing=drawing, edit=Cast())
    list(export(ExportJob(CharacterSheet(frames, recipe, 1, "hash"), path)))
    for _ in range(2):
        found = gather([str(path)])
        assert [one.name for one in found.sprites] == list(FRAME_NAMES)
        assert sorted(clip.frames for clip in found.clips)[:2] == [(0,), (0, 1, 0, 2)]
        assert (found.origins[0].sprites, found.origins[0].frames) == (12, 12)
        path.with_suffix(".json").unlink(missing_ok=True)


def test_a_drawn_sheet_knows_its_sprites_its_model_and_its_recipe(tmp_path: Path) -> None:
    path = tmp_path / "s.png"
    images = np.stack([sprite(number) for number in range(6)])
    drawing = Drawing(model="base", mix={"hero": 1.0}, seed=10, count=6)
    recipe = Recipe(version="1", model_hash="0", styles=({},) * 6, drawing=drawing)
    list(export(ExportJob(Sheet(images, recipe, Layout(3, 2, 1)), path)))
    learned = ModelCredits(("a pack",), True)
    for _ in range(2):  # with its JSON, and without
        found = gather([str(path)], credits_of=lambda name: learned)
        assert [one.name for one in found.sprites] == [f"hero-{seed}" for seed in range(10, 16)]
        assert (found.sprites[5].pixels == images[5]).all()
        [origin] = found.origins
        assert (origin.model, origin.sprites, origin.packs) == ("base", 6, ("a pack",))
        assert len(origin.recipes) == 1
        path.with_suffix(".json").unlink(missing_ok=True)


def test_a_folder_gives_its_pictures_and_those_below_it(tmp_path: Path) -> None:
    folder = tmp_path / "Forest"
    for name in ("b.png", "a.png", "hero/a.png", ".hidden/c.png"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        save_png(path, sprite(len(name)))
    (folder / "notes.txt").write_text("no picture")
    found = gather([str(folder)])
    assert found.name == "Forest"
    assert [one.name for one in found.sprites] == ["a", "b", "hero/a"]
    assert len(found.files) == 3


def test_an_animation_is_a_clip(tmp_path: Path) -> None:
    frames = [Image.fromarray(sprite(number)) for number in range(3)]
    frames[0].save(tmp_path / "ghost.gif", save_all=True, append_images=frames[1:], duration=80)
    found = gather([str(tmp_path / "ghost.gif")])
    assert [clip.name for clip in found.clips] == ["ghost"]
    assert found.clips[0].frames == (0, 1, 2)


def test_figures_of_one_name_stay_figures_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "army"
    for name in ("a/knight.gif", "b/knight.gif", "b/knight.png"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        frames = [Image.fromarray(sprite(len(name) + number)) for number in range(2)]
        frames[0].save(path, save_all=True, append_images=frames[1:], duration=80)
    found = gather([str(folder)])
    assert [clip.owner for clip in found.clips] == ["a_knight", "b_knight", "b_knight_2"]
    two = Gathered("x", named("f", "g"), (Clip("walk", (0, 1), (9, 9), owner="knight_1"),))
    found = gather(["set:x", "set:x", str(folder)], lambda name: two)
    assert [clip.owner for clip in found.clips[:2]] == ["knight_1", "knight_1_2"]
    assert len({clip.owner for clip in found.clips}) == 5


def test_several_sources_are_joined_and_a_set_brings_its_palette(tmp_path: Path) -> None:
    saved(made(aseprite_file.encode, walking()), tmp_path)
    palette = Palette("p", ("ff0000", "000000"))
    forest = Gathered("Forest", named("imp"), palette=palette, arrangement=Arrangement(scale=3))
    sets = {"forest": forest}
    found = gather(["set:Forest", str(tmp_path / "knight.aseprite")], lambda n: sets.get(n.lower()))
    assert [one.name for one in found.sprites[:3]] == ["imp", "red potion", "shield"]
    assert found.clips[0].frames == (3, 4, 5, 4)
    assert (found.palette, found.arrangement) == (palette, Arrangement(scale=3))
    collection = collection_of(found, "x", Arrangement(), palette, "1")
    seen = np.concatenate([c.pixels[c.pixels[..., 3] > 0] for c in collection.sprites])
    assert {pixel[:3].tobytes().hex() for pixel in seen} <= set(palette.colours)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "no.png").write_bytes(b"no picture")
    for source, kind, told in (
        ("set:Dungeon", ExportError, "there is no set of the name 'Dungeon'"),
        (str(tmp_path / "empty"), ExportError, "there is no picture in"),
        (str(tmp_path / "gone.png"), ImageError, "does not exist"),
        (str(tmp_path / "no.png"), ImageError, "not a picture"),
    ):
        with pytest.raises(kind, match=told):
            gather([source])
    with pytest.raises(ExportError, match="name what to export"):
        gather([])
