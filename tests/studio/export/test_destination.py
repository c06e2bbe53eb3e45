"""Which file is meant by what somebody typed, and which names are refused and why."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.studio.export.destination import (
    FIGURES,
    GIF,
    PICTURE,
    REPORT,
    RUN,
    SHEET,
    DestinationError,
    Kind,
    destination,
    folder_named,
)


@pytest.mark.parametrize(
    ("asked", "kind", "name"),
    [
        ("hero", SHEET, "hero.png"),
        ("hero.png", SHEET, "hero.png"),
        ("hero.PNG", SHEET, "hero.PNG"),
        ("hero.", PICTURE, "hero.png"),
        ("  hero.png ", PICTURE, "hero.png"),
        ("hero.v2", PICTURE, "hero.v2.png"),
        ("Mr. Smith", PICTURE, "Mr. Smith.png"),
        (".hidden", PICTURE, ".hidden.png"),
        ("~hero", PICTURE, "~hero.png"),
        ("剣.png", SHEET, "剣.png"),
        ("run", GIF, "run.gif"),
        ("run", RUN, "run.gif"),
        ("run.apng", RUN, "run.apng"),
        ("run.png", RUN, "run.png"),
        ("lanes", REPORT, "lanes.png"),
        ("concert", PICTURE, "concert.png"),
        ("figures", FIGURES, "figures.json"),
    ],
)
def test_a_suffix_that_works_stays_and_a_missing_one_is_added(
    asked: str, kind: Kind, name: str
) -> None:
    assert destination(asked, kind) == Path(name)


@pytest.mark.parametrize(
    ("asked", "kind", "reason"),
    [
        ("hero.jpg", PICTURE, "a picture must end in .png, not in .jpg"),
        ("hero.gif", SHEET, "a sheet must end in .png, not in .gif"),
        ("hero.png.json", SHEET, "must end in .png, not in .json"),
        ("hero.webp", PICTURE, "not in .webp"),
        ("hero.aseprite", PICTURE, "not in .aseprite"),
        ("run.png", GIF, "an animation must end in .gif, not in .png"),
        ("run.mp4", RUN, "must end in .gif or .apng or .png, not in .mp4"),
        (".png", PICTURE, "only a suffix"),
        ("", PICTURE, "a file name, such as sprites.png"),
        ("   ", GIF, "a file name, such as sprites.gif"),
        ("...", PICTURE, "names no file"),
        ("a\nb.png", PICTURE, r"'a\nb.png' has a control character"),
        ("a\0b", PICTURE, "control character"),
        ("hero\n", PICTURE, "control character"),
        ("a\x1b[31m.png", PICTURE, "control character"),
        ("\udcff.png", PICTURE, "no text that all systems read"),
        ("CON.png", PICTURE, "Windows keeps the name CON"),
        ("aux", PICTURE, "Windows keeps the name aux"),
        ("lpt1.tar.png", PICTURE, "Windows keeps the name lpt1"),
        ("Com¹.png", PICTURE, "Windows keeps the name Com¹"),
        ("~nobody-of-that-name/x.png", PICTURE, "nobody's folder is ~nobody-of-that-name"),
        (".", PICTURE, "is a folder"),
        ("..", PICTURE, "is a folder"),
        ("/", PICTURE, "is a folder"),
        ("~", PICTURE, "is a folder"),
        ("somewhere/", PICTURE, "is a folder; name a file in it: somewhere/sprites.png"),
    ],
)
def test_a_name_that_no_such_file_can_have_is_refused_with_what_works(
    asked: str, kind: Kind, reason: str
) -> None:
    with pytest.raises(DestinationError) as caught:
        destination(asked, kind)
    assert reason in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_name_without_a_suffix_that_is_a_folder_is_not_taken_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "heroes").mkdir()
    with pytest.raises(DestinationError, match=r"heroes is a folder; name a file in it"):
        destination(str(tmp_path / "heroes"), SHEET)
    (tmp_path / "heroes.png").mkdir()  # of that one `check` speaks
    assert destination(str(tmp_path / "heroes.png"), SHEET) == tmp_path / "heroes.png"


def test_a_name_alone_lies_in_the_given_folder(tmp_path: Path) -> None:
    assert destination("hero", SHEET, tmp_path) == tmp_path / "hero.png"
    assert destination("sub/hero", SHEET, tmp_path) == tmp_path / "sub" / "hero.png"
    assert destination("/else/hero", SHEET, tmp_path) == Path("/else/hero.png")


def test_home_is_resolved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert destination("~/hero", SHEET, Path("/else")) == tmp_path / "hero.png"


def test_a_folder_may_begin_with_the_sign_of_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~mine-of-that-name").mkdir()
    assert destination("~mine-of-that-name/x", PICTURE) == Path("~mine-of-that-name/x.png")


@given(st.text(max_size=40), st.sampled_from([SHEET, GIF, RUN, REPORT]))
def test_whatever_is_typed_it_is_a_file_of_that_kind_or_a_clear_no(asked: str, kind: Kind) -> None:
    try:
        path = destination(asked, kind)
    except DestinationError as error:
        told = str(error)
    else:
        told = "a file"
        assert path.suffix.lower() in kind.suffixes
        assert path.stem
        assert destination(str(path), kind) == path
    assert told
    assert told.isprintable()


def test_a_folder_is_known_by_being_there_or_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "there.png").mkdir()
    assert folder_named(str(tmp_path / "there.png")) == tmp_path / "there.png"
    assert folder_named(str(tmp_path / "there.png") + os.sep) == tmp_path / "there.png"
    assert folder_named(str(tmp_path / "new")) is None
    with pytest.raises(DestinationError, match="does not exist; make it first"):
        folder_named(str(tmp_path / "new") + os.sep)
    assert folder_named(str(tmp_path / "new"), may_be_made=True) == tmp_path / "new"
    assert folder_named(str(tmp_path / "new.png"), may_be_made=True) is None
    with pytest.raises(DestinationError, match="Windows keeps"):
        folder_named(str(tmp_path / "nul"), may_be_made=True)
