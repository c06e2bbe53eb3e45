"""Sets: what cannot be imported at all, joining, and a split that never changes."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sprite_studio.art.image_file import ImageError
from sprite_studio.art.sprite import Sprite
from sprite_studio.art.spriteset import (
    Part,
    SpriteSet,
    SpriteSetError,
    collect,
    load_set,
    merge,
    split_of,
)

PARTS: tuple[Part, ...] = ("train", "validation", "test")


def noise(seed: int, height: int = 16, width: int = 16) -> np.ndarray:
    """A picture whose every pixel can be seen, so that importing keeps it as it is."""
    rng = np.random.default_rng(seed)
    return rng.integers(1, 256, (height, width, 4), dtype=np.uint8)


def save(path: Path, pixels: np.ndarray) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)
    return path


def header_only_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    ihdr = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", ihdr) + chunk(b"IDAT", zlib.compress(b"\0"))


# -- what cannot be imported at all


def test_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(SpriteSetError, match="gone does not exist"):
        load_set(tmp_path / "gone")


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(SpriteSetError, match=r"holds no sprites that can be used \(0 blank, 0 rej"):
        load_set(tmp_path)


def test_a_folder_of_nothing_usable_tells_the_first_reason(tmp_path: Path) -> None:
    save(tmp_path / "blank.png", np.zeros((16, 16, 4), np.uint8))
    (tmp_path / "text.png").write_text("no picture")
    with pytest.raises(SpriteSetError, match=r"1 blank, 1 rejected; the first: .*text\.png is not"):
        load_set(tmp_path)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"just some text", "is not a picture"),
        (b"", "is not a picture"),
        (header_only_png(50_000, 50_000), "is far too large"),
        (header_only_png(9000, 16), "largest side allowed"),
        (header_only_png(16, 16), "is damaged or cut short"),
    ],
)
def test_a_file_that_is_no_usable_picture(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "bad.png"
    path.write_bytes(data)
    with pytest.raises(ImageError, match=why) as caught:
        load_set(path)
    assert str(path) in str(caught.value)


# -- the split


@pytest.mark.parametrize(
    ("subject", "part"),
    [
        ("", "validation"),
        ("hero", "train"),
        ("knight", "validation"),
        ("goblin", "test"),
        ("slime", "train"),
        ("élan", "train"),
        ("sheet/0", "train"),
        ("sheet/1", "train"),
        ("sheet/2", "test"),
        ("henry-software/apple", "train"),
        ("0x72-dungeon-ii/ox_chort", "validation"),
        ("ninja-adventure/boy", "train"),
        ("matriax-spells/sp_arcane_bolt", "train"),
        ("a", "train"),
        ("g", "validation"),
        # The nearest to either side of the two borders that 200,000 names hold.
        ("edge 90295", "train"),
        ("edge 199148", "validation"),
        ("edge 87276", "validation"),
        ("edge 173698", "test"),
    ],
)
def test_a_subject_stays_in_its_part_for_ever(subject: str, part: str) -> None:
    """Never change these: models in the world were trained on this split."""
    assert split_of(subject) == part


def test_the_shares_are_eight_one_and_one_in_ten() -> None:
    parts = [split_of(f"subject {i}") for i in range(20_000)]
    for part, share in zip(PARTS, (0.8, 0.1, 0.1), strict=True):
        assert parts.count(part) / len(parts) == pytest.approx(share, abs=0.01)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=3), max_size=40))
def test_parts_share_no_subject_and_lose_no_sprite(subjects: list[str]) -> None:
    pixels = np.full((16, 16, 4), 255, np.uint8)
    whole = SpriteSet("s", tuple(Sprite(pixels, (), subject) for subject in subjects))
    parts = [whole.part(part).sprites for part in PARTS]
    names = [{sprite.subject for sprite in part} for part in parts]
    assert names[0].isdisjoint(names[1] | names[2])
    assert names[1].isdisjoint(names[2])
    assert sorted(s.subject for part in parts for s in part) == sorted(subjects)


# -- joining sets


def sprite(seed: int, words: tuple[str, ...] = (), subject: str = "") -> Sprite:
    return Sprite(noise(seed), words, subject)


def test_collecting_drops_blanks_and_repeats_and_keeps_the_first() -> None:
    blank = Sprite(np.zeros((16, 16, 4), np.uint8))
    hidden = np.full((16, 16, 4), 255, np.uint8)
    hidden[0] = (9, 9, 9, 0)
    same = hidden.copy()
    same[0] = (1, 2, 3, 0)
    found = collect(
        "s",
        [sprite(1, ("first",)), blank, sprite(1, ("second",)), Sprite(hidden), Sprite(same)],
    )
    assert [s.words for s in found.sprites] == [("first",), ()]
    assert (found.blanks, found.duplicates, found.rejected) == (1, 2, ())


def test_blank_and_repeated_files_are_named(tmp_path: Path) -> None:
    for name, pixels in (
        ("a.png", noise(1)),
        ("b.png", noise(1)),
        ("c.png", np.zeros((16, 16, 4), np.uint8)),
    ):
        Image.fromarray(pixels).save(tmp_path / name)
    found = load_set(tmp_path)
    assert (found.blanks, found.duplicates, found.unlisted) == (1, 1, 0)
    assert found.unused == ("b.png: is the same as a.png", "c.png: is blank")


def test_the_tiles_of_a_sheet_are_not(tmp_path: Path) -> None:
    sheet = np.zeros((16, 64, 4), np.uint8)
    sheet[:, :16] = sheet[:, 16:32] = noise(1)
    Image.fromarray(sheet).save(tmp_path / "sheet.png")
    found = load_set(tmp_path / "sheet.png")
    assert (len(found.sprites), found.blanks, found.duplicates) == (1, 2, 1)
    assert found.unused == ()


def test_repeats_across_sets_are_named(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        Image.fromarray(noise(1)).save(tmp_path / name / f"{name}.png")
    both = merge("both", [load_set(tmp_path / "one"), load_set(tmp_path / "two")])
    assert both.unused == ("two.png: is the same as one.png",)


def test_merging_counts_repeats_across_sets_and_adds_up_the_rest() -> None:
    one = SpriteSet("one", (sprite(1, ("mine",)), sprite(2)), 1, 2, ("a",))
    two = SpriteSet("two", (sprite(3), sprite(1, ("yours",))), 10, 20, ("b", "c"))
    both = merge("both", [one, two])
    assert both.name == "both"
    assert [s.pixels.tobytes() for s in both.sprites] == [noise(i).tobytes() for i in (1, 2, 3)]
    assert both.sprites[0].words == ("mine",)
    assert (both.blanks, both.duplicates, both.rejected) == (11, 23, ("a", "b", "c"))


def test_merging_one_set_changes_only_its_name() -> None:
    one = SpriteSet("one", (sprite(1), sprite(2)), 1, 2, ("a",))
    again = merge("again", [one])
    assert again.sprites == one.sprites
    assert (again.blanks, again.duplicates, again.rejected) == (1, 2, ("a",))
    assert merge("none", []).sprites == ()


# -- real packs


def test_a_real_pack_is_imported_whole(packs: Path) -> None:
    found = load_set(packs / "0x72-dungeon-ii")
    assert set(found.categories()) == {"spell", "non-hero", "side-facing"}
    assert found.rejected == ()
    assert all(s.pixels.shape == (16, 16, 4) for s in found.sprites)
    assert all("style:0x72-dungeon-ii" in s.words for s in found.sprites)
    assert all(any(w.startswith("colour:") for w in s.words) for s in found.sprites)
