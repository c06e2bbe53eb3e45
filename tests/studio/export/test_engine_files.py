"""Files for engines as a job: where they go, what they never replace, what is credited."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from engine_sprites import named, walking
from PIL import Image

from sprite_studio.art.export.collection import Arrangement, Collection
from sprite_studio.art.export.credits import Origin
from sprite_studio.art.export.formats.catalogue import FORMAT_NAMES, find_format
from sprite_studio.art.palette import Palette
from sprite_studio.studio.export.destination import DestinationError
from sprite_studio.studio.export.engine_files import engine_destination
from sprite_studio.studio.export.export import export
from sprite_studio.studio.jobs.export import EngineFiles, ExportJob, ExportResult

GODOT = EngineFiles(walking(), ("godot",), (Origin("base", "0", ("a pack",), True, ("1",), 14),))


def result(job: ExportJob) -> ExportResult:
    *_, last = export(job)
    assert isinstance(last, ExportResult)
    return last


def test_files_and_credits_lie_in_the_folder(tmp_path: Path) -> None:
    done = result(ExportJob(GODOT, tmp_path))
    assert [path.name for path in done.files] == [
        "knight.tres", "knight.tscn", "knight.png", "CREDITS.txt"
    ]  # fmt: skip
    assert all(path.is_file() for path in done.files)
    assert "a pack" in (tmp_path / "CREDITS.txt").read_text()


def test_a_scene_that_was_changed_by_hand_is_kept(tmp_path: Path) -> None:
    result(ExportJob(GODOT, tmp_path))
    (tmp_path / "knight.tscn").write_text("with a script")
    done = result(ExportJob(GODOT, tmp_path))
    assert done.kept == (tmp_path / "knight.tscn",)
    assert (tmp_path / "knight.tscn").read_text() == "with a script"


@pytest.mark.parametrize("before", [True, False])
def test_scenes_that_are_kept_show_the_same_sprites_of_another_sheet(
    tmp_path: Path, before: bool
) -> None:
    """Args: before: whether the first export had a scene for each sprite, too."""
    each = Arrangement(scene_each=True)
    first = Collection("art", named("shield", "imp"), (), each if before else Arrangement())
    second = Collection("art", named("axe", "bow", "imp", "shield"), (), each)
    result(ExportJob(EngineFiles(first, ("godot",)), tmp_path))
    done = result(ExportJob(EngineFiles(second, ("godot",)), tmp_path))
    names = ("shield.tscn", "imp.tscn") if before else ()
    assert {path.name for path in done.kept} == set(names)
    fresh = tmp_path / "fresh"
    result(ExportJob(EngineFiles(second, ("godot",)), fresh, make_folder=True))
    for path in fresh.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name
    for scene in tmp_path.glob("*.tscn"):  # of the first export, too
        text = scene.read_text()
        assert "Rect2" not in text
        [resource] = re.findall(r'path="([^"]*)"', text)
        assert (fresh / resource).is_file()


def test_code_that_was_not_made_here_is_not_replaced(tmp_path: Path) -> None:
    grid = ExportJob(EngineFiles(walking(), ("grid",)), tmp_path)
    result(grid)
    result(grid)
    (tmp_path / "knight.py").write_text("print('mine')")
    before = (tmp_path / "knight.png").read_bytes()
    with pytest.raises(DestinationError, match=r"knight.py is there already and was not made here"):
        result(grid)
    assert (tmp_path / "knight.py").read_text() == "print('mine')"
    assert (tmp_path / "knight.png").read_bytes() == before


def test_credits_of_somebody_else_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "CREDITS.txt").write_text("Thanks to my mother")
    done = result(ExportJob(GODOT, tmp_path))
    assert done.files[-1] == tmp_path / "knight-CREDITS.txt"
    assert (tmp_path / "CREDITS.txt").read_text() == "Thanks to my mother"


def test_it_never_replaces_what_it_was_read_from(tmp_path: Path) -> None:
    source = tmp_path / "knight.png"
    source.write_bytes(b"the original")
    content = EngineFiles(walking(), ("png",), sources=(source,))
    with pytest.raises(DestinationError, match=r"this would replace .*knight\.png, which it reads"):
        result(ExportJob(content, tmp_path))
    assert source.read_bytes() == b"the original"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["knight.png"]


def test_a_missing_folder_is_made_if_that_was_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "deep"
    with pytest.raises(DestinationError, match="does not exist; make it first"):
        result(ExportJob(GODOT, folder))
    assert not folder.exists()
    result(ExportJob(GODOT, folder, make_folder=True))
    assert (folder / "knight.tres").is_file()


def test_sprites_are_put_into_the_palette_if_that_was_asked_for(tmp_path: Path) -> None:
    grey = replace(walking(), palette=Palette("Greys", ("000000", "808080", "ffffff")))
    result(ExportJob(EngineFiles(grey, ("png",)), tmp_path / "as-they-are", make_folder=True))
    asked = EngineFiles(grey, ("png",), recolour=True)
    result(ExportJob(asked, tmp_path / "grey", make_folder=True))

    def colours(folder: str) -> set[tuple[int, ...]]:
        with Image.open(tmp_path / folder / "knight.png") as picture:
            pixels = np.asarray(picture.convert("RGBA"))
        return {tuple(pixel[:3].tolist()) for pixel in pixels[pixels[..., 3] > 0]}

    assert colours("grey") <= {(0, 0, 0), (128, 128, 128), (255, 255, 255)}
    assert not colours("as-they-are") <= colours("grey")


def test_all_formats_together(tmp_path: Path) -> None:
    done = result(ExportJob(EngineFiles(walking(), FORMAT_NAMES), tmp_path))
    folders = {path.relative_to(tmp_path).parts[0] for path in done.files}
    assert folders == {*FORMAT_NAMES, "CREDITS.txt"}


@pytest.mark.parametrize(
    ("asked", "formats", "folder", "name"),
    [
        ("out", ["png"], "out", "knight"),
        ("out/hero.png", ["png"], "out", "hero"),
        ("hero.tres", ["godot"], ".", "hero"),
        ("hero.tscn", ["godot"], ".", "hero"),
        ("out", ["png", "godot"], "out", "knight"),
    ],
)
def test_a_file_gives_its_name_and_a_folder_takes_the_collection_s(
    asked: str, formats: list[str], folder: str, name: str
) -> None:
    found = engine_destination(asked, [find_format(one) for one in formats], "knight")
    assert found == (Path(folder), name)


@pytest.mark.parametrize(
    ("asked", "formats", "told"),
    [
        ("hero.png", ["sprites"], "Single PNGs cannot be one file called so; name a folder"),
        ("hero.jpg", ["godot"], r"name a folder, or a file that ends in .tres or .tscn"),
        ("hero.png", ["png", "godot"], "name a folder"),
        ("con", ["png"], "Windows keeps the name con"),
    ],
)
def test_what_a_format_cannot_be_called_is_told(asked: str, formats: list[str], told: str) -> None:
    with pytest.raises(DestinationError, match=told):
        engine_destination(asked, [find_format(one) for one in formats], "knight")
