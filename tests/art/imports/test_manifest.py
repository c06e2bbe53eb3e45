"""Manifests: what a table tells of sprites, in any program's spelling, and never of other files."""

import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sprite_studio.art.imports import manifest
from sprite_studio.art.spriteset import SpriteSetError, load_set


def noise(seed: int, height: int = 16, width: int = 16) -> np.ndarray:
    """A picture whose every pixel can be seen, so that importing keeps it as it is."""
    rng = np.random.default_rng(seed)
    return rng.integers(1, 256, (height, width, 4), dtype=np.uint8)


def save(path: Path, pixels: np.ndarray) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)
    return path


def write_manifest(folder: Path, rows: Iterable[str], columns: str = "file,category") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.csv").write_text("\n".join([columns, *rows]), encoding="utf-8")


def test_a_manifest_names_category_subtype_and_group(tmp_path: Path) -> None:
    folder = tmp_path / "mypack"
    save(folder / "art" / "a_left.png", noise(1))
    save(folder / "art" / "b.png", noise(2))
    save(folder / "art" / "unlisted.png", noise(3))
    write_manifest(
        folder,
        ["art/a_left.png,nonhero,bat,mypack/bat", "art/b.png,unheard-of,,"],
        "file,category,subtype,group",
    )
    bat, other = load_set(folder).sprites
    assert bat.subject == "mypack/bat"
    assert bat.words[:4] == ("non-hero", "style:mypack", "facing:left", "kind:bat")
    assert bat.words[4].startswith("colour:")
    assert bat.origin == "mypack/art/a_left.png"
    assert other.subject == "mypack/b"
    assert other.category is None
    assert other.words[0] == "style:mypack"


def test_listed_words_take_the_place_of_guessed_ones(tmp_path: Path) -> None:
    save(tmp_path / "apple_left.png", noise(1))
    listed = '"Colour:Teal mood:calm,-(Tasty)"'
    write_manifest(tmp_path, [f"apple_left.png,food,{listed}"], "file,category,words")
    assert load_set(tmp_path).sprites[0].words == ("food", "colour:teal", "mood:calm", "tasty")


@pytest.mark.parametrize(
    ("folder", "style"),
    [
        ("Kenney", "style:kenney"),
        ("My Pack (old)", "style:my-pack-old"),
        ("my_pack", "style:my_pack"),
        ("16", "style:16"),
    ],
)
def test_a_folder_s_name_becomes_a_style_that_can_be_said(
    tmp_path: Path, folder: str, style: str
) -> None:
    save(tmp_path / folder / "x.png", noise(1))
    write_manifest(tmp_path / folder, ["x.png,hero"])
    assert load_set(tmp_path / folder).sprites[0].words[:2] == ("hero", style)


def test_a_folder_whose_name_says_nothing_gives_no_style(tmp_path: Path) -> None:
    save(tmp_path / "=,!" / "x.png", noise(1))
    write_manifest(tmp_path / "=,!", ["x.png,hero"])
    assert load_set(tmp_path / "=,!").sprites[0].words[1].startswith("colour:")


def test_a_folder_of_folders_with_manifests(tmp_path: Path) -> None:
    for seed, name in enumerate(["one", "two"]):
        save(tmp_path / name / "x.png", noise(seed))
        write_manifest(tmp_path / name, ["x.png,hero"])
    found = load_set(tmp_path)
    assert [sprite.subject for sprite in found.sprites] == ["one/x", "two/x"]
    assert found.categories() == {"hero": 2}


def test_spreadsheets_leave_a_byte_order_mark(tmp_path: Path) -> None:
    save(tmp_path / "x.png", noise(1))
    (tmp_path / "manifest.csv").write_bytes(b"\xef\xbb\xbffile,category\r\nx.png,hero\r\n")
    assert load_set(tmp_path).categories() == {"hero": 1}


@pytest.mark.parametrize("place", ["../secret.png", "../pack-2/secret.png", "{root}/secret.png"])
def test_a_manifest_cannot_reach_outside_its_folder(tmp_path: Path, place: str) -> None:
    save(tmp_path / "secret.png", noise(1))
    save(tmp_path / "pack-2" / "secret.png", noise(2))
    save(tmp_path / "pack" / "x.png", noise(3))
    named = place.format(root=tmp_path)
    write_manifest(tmp_path / "pack", ["x.png,hero", f"{named},hero"])
    found = load_set(tmp_path / "pack")
    assert [sprite.subject for sprite in found.sprites] == ["pack/x"]
    assert found.rejected == (f"{named}: lies outside the set's folder",)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_nor_through_a_link(tmp_path: Path) -> None:
    save(tmp_path / "secret.png", noise(1))
    save(tmp_path / "pack" / "x.png", noise(2))
    (tmp_path / "pack" / "link.png").symlink_to(tmp_path / "secret.png")
    write_manifest(tmp_path / "pack", ["x.png,hero", "link.png,hero"])
    found = load_set(tmp_path / "pack")
    assert len(found.sprites) == 1
    assert "outside" in found.rejected[0]


def test_rows_that_name_nothing_usable_are_rejected_one_by_one(tmp_path: Path) -> None:
    save(tmp_path / "x.png", noise(1))
    write_manifest(tmp_path, ["gone.png,hero", ",hero", "x.png", f"{'a' * 300}.png,hero", "x.png,"])
    found = load_set(tmp_path)
    assert len(found.sprites) == 1
    assert found.duplicates == 1
    assert len(found.rejected) == 3
    assert "gone.png does not exist" in found.rejected[0]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"name;kind\nx.png;hero\n", "needs the columns file and category"),
        (b"file\nx.png\n", "needs the columns file and category"),
        (b"file,category\n\xff\xfe,hero\n", "ÿþ does not exist"),
        (b"\xff\xfef\0i", "not a text file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a text file"),
        (b"file,category\na\0b.png,hero\n", "not a text file"),
        (b"file,category\n" + b"x" * 200_000, "cannot be read"),
        (b"file,category\n", r"holds no sprites that can be used \(0 blank, 0 rejected\)"),
        (b"", "holds no sprites"),
    ],
)
def test_a_malformed_manifest_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "manifest.csv").write_bytes(data)
    with pytest.raises(SpriteSetError, match=why) as caught:
        load_set(tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_of_any_spreadsheet_is_read(
    tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    save(tmp_path / "épée.png", noise(1))
    lines = [("Category", " FILE ", "group"), ("spell", "épée.png", "a, b; c"), ("", "", "")]
    text = end.join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    (tmp_path / "manifest.csv").write_bytes(text.encode(encoding))
    (found,) = load_set(tmp_path).sprites
    assert (found.category, found.subject) == ("spell", "a, b; c")


def test_a_spreadsheet_s_hint_at_its_delimiter_is_no_row(tmp_path: Path) -> None:
    save(tmp_path / "x.png", noise(1))
    (tmp_path / "manifest.csv").write_bytes(b"sep=;\r\nfile;category\r\nx.png;hero\r\n")
    assert load_set(tmp_path).categories() == {"hero": 1}


def test_folders_as_windows_writes_them(tmp_path: Path) -> None:
    save(tmp_path / "pack" / "art" / "bat_left.png", noise(1))
    write_manifest(tmp_path / "pack", [r"art\bat_left.png,hero"])
    (found,) = load_set(tmp_path / "pack").sprites
    assert found.subject == "pack/bat_left"
    assert "facing:left" in found.words


@pytest.mark.parametrize(
    "named",
    [
        "/etc/hostname",
        "../../../../../../etc/hostname",
        r"..\..\secret.png",
        r"C:\secret.png",
        "C:secret.png",
        r"\\server\share\secret.png",
        "//server/share/secret.png",
        r"\\?\C:\secret.png",
    ],
)
def test_what_lies_elsewhere_is_not_even_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    save(tmp_path / "secret.png", noise(1))
    save(tmp_path / "pack" / "x.png", noise(2))
    write_manifest(tmp_path / "pack", ["x.png,hero", f"{named},hero"])
    opened: list[object] = []
    open_ = os.open

    def record(path: str, *arguments: int) -> int:
        opened.append(path)
        return open_(path, *arguments)

    monkeypatch.setattr(os, "open", record)
    found = load_set(tmp_path / "pack")
    assert len(found.sprites) == 1
    assert found.rejected == (f"{named}: lies outside the set's folder",)
    assert {Path(str(path)).name for path in opened} == {"manifest.csv", "x.png"}


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_that_lead_nowhere_and_pipes_are_rejected(tmp_path: Path) -> None:
    save(tmp_path / "x.png", noise(1))
    (tmp_path / "loop.png").symlink_to("loop.png")
    (tmp_path / "gone.png").symlink_to("nothing.png")
    os.mkfifo(tmp_path / "pipe.png")
    write_manifest(tmp_path, [f"{name}.png,hero" for name in ("x", "loop", "gone", "pipe")])
    found = load_set(tmp_path)
    assert len(found.sprites) == 1
    for line, why in zip(
        found.rejected, ("leads back to itself", "does not exist", "is a pipe"), strict=True
    ):
        assert why in line


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_manifest_that_is_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "manifest.csv")
    save(tmp_path / "hero" / "x.png", noise(1))
    assert load_set(tmp_path).categories() == {"hero": 1}


def test_hidden_folders_hold_no_sets(tmp_path: Path) -> None:
    for name in (".thumbnails", "pack"):
        save(tmp_path / name / "x.png", noise(len(name)))
        write_manifest(tmp_path / name, ["x.png,hero"])
    assert [sprite.subject for sprite in load_set(tmp_path).sprites] == ["pack/x"]


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "MOST_ROWS", 3)
    write_manifest(tmp_path, ["x.png,hero"] * 4)
    with pytest.raises(SpriteSetError, match="has more than 3 rows; split it"):
        load_set(tmp_path)


def test_words_that_could_not_be_shown_are_left_out(tmp_path: Path) -> None:
    save(tmp_path / "x.png", noise(1))
    write_manifest(tmp_path, ["x.png,hero,mood:calm \x1b[2J <b>"], "file,category,words")
    assert load_set(tmp_path).sprites[0].words[:2] == ("hero", "mood:calm")


def test_backgrounds_go_unless_the_table_lists_words(tmp_path: Path) -> None:
    pixels = np.full((16, 16, 4), 255, np.uint8)
    pixels[4:12, 4:12, :3] = (10, 20, 30)
    for name, columns in (("theirs", "file,category"), ("ours", "file,category,words")):
        save(tmp_path / name / "x.png", pixels)
        write_manifest(tmp_path / name, ["x.png,hero,mood:calm"], columns)
    assert load_set(tmp_path / "theirs").changes == {"cleared": 1}
    assert load_set(tmp_path / "theirs", keep_background=True).changes == {}
    np.testing.assert_array_equal(load_set(tmp_path / "ours").sprites[0].pixels, pixels)


CELLS = st.sampled_from(
    ["x.png", "hero", "..", "/", "\\", '"', ",", ";", "\n", "a\u202e", "\udcff"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(CELLS | st.text(max_size=6), max_size=30), st.booleans())
def test_any_table_is_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str], has_head: bool
) -> None:
    folder = tmp_path_factory.getbasetemp() / "fuzzed"
    save(folder / "x.png", noise(1))
    text = ("file,category\n" if has_head else "") + ",".join(cells)
    (folder / "manifest.csv").write_bytes(text.encode(errors="surrogateescape"))
    told = ()
    try:
        told = load_set(folder).rejected
    except SpriteSetError as error:
        told = (str(error),)
    assert all(line.isprintable() for line in told)
