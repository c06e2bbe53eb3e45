"""Sets: every way to import one, what is left out and why, and a split that never changes."""

import os
import struct
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sprite_studio.art.image_file import ImageError
from sprite_studio.art.sheet import Grid, pack_sheet
from sprite_studio.art.sprite import Sprite
from sprite_studio.art.spriteset import (
    MOST_FRAMES,
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


def write_manifest(folder: Path, rows: Iterable[str], columns: str = "file,category") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.csv").write_text("\n".join([columns, *rows]), encoding="utf-8")


def header_only_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    ihdr = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", ihdr) + chunk(b"IDAT", zlib.compress(b"\0"))


# -- folders of categories


@pytest.mark.parametrize(
    ("folder", "category"),
    [
        ("hero", "hero"),
        ("Heroes", "hero"),
        ("nonhero", "non-hero"),
        ("non-hero", "non-hero"),
        ("monster", "non-hero"),
        ("food", "food"),
        ("spells", "spell"),
        ("side", "side-facing"),
        ("Side Facing", "side-facing"),
    ],
)
def test_a_folder_names_the_category(tmp_path: Path, folder: str, category: str) -> None:
    pixels = noise(1)
    save(tmp_path / "mine" / folder / "x.png", pixels)
    found = load_set(tmp_path / "mine")
    assert found.name == "mine"
    assert found.categories() == {category: 1}
    np.testing.assert_array_equal(found.sprites[0].pixels, pixels)


def test_other_folders_become_words_and_a_flat_folder_has_no_category(tmp_path: Path) -> None:
    save(tmp_path / "a" / "Furniture" / "food" / "chair.png", noise(1))
    save(tmp_path / "b" / "chair.png", noise(2))
    assert load_set(tmp_path / "a").sprites[0].words[:2] == ("furniture", "food")
    flat = load_set(tmp_path / "b")
    assert flat.categories() == {"": 1}
    assert flat.sprites[0].category is None


def test_words_come_from_names_and_colours_from_pixels(tmp_path: Path) -> None:
    red = np.full((16, 16, 4), (230, 20, 20, 255), np.uint8)
    save(tmp_path / "food" / "apple_left_0.png", red)
    assert load_set(tmp_path).sprites[0].words == (
        "food",
        "kind:apple",
        "facing:left",
        "colour:red",
    )


@pytest.mark.parametrize(
    ("names", "subjects"),
    [
        (["walk_0", "walk_1", "walk-12", "walk_f2", "walk3"], 1),
        (["wolf", "wolf2", "wolf_3"], 1),
        (["elf", "el_1"], 2),
        (["0", "1", "002", "_3"], 4),
        (["knight_left", "knight_right"], 2),
    ],
)
def test_numbered_frames_are_one_subject(tmp_path: Path, names: list[str], subjects: int) -> None:
    for seed, name in enumerate(names):
        save(tmp_path / "set" / "hero" / f"{name}.png", noise(seed))
    found = load_set(tmp_path / "set")
    assert len(found.sprites) == len(names)
    assert len({sprite.subject for sprite in found.sprites}) == subjects
    assert all(sprite.subject.startswith("set/") for sprite in found.sprites)


def test_sprites_named_by_numbers_alone_reach_every_part_of_the_split(tmp_path: Path) -> None:
    for i in range(60):
        save(tmp_path / "set" / "hero" / f"{i}.png", noise(i))
    found = load_set(tmp_path / "set")
    assert all(found.part(part).sprites for part in PARTS)


def test_alpha_is_kept_and_hidden_colour_is_dropped(tmp_path: Path) -> None:
    pixels = noise(1)
    pixels[..., 3] = np.arange(256, dtype=np.uint8).reshape(16, 16)
    save(tmp_path / "hero" / "soft.png", pixels)
    read = load_set(tmp_path).sprites[0].pixels
    np.testing.assert_array_equal(read[..., 3], pixels[..., 3])
    assert read[0, 0].tolist() == [0, 0, 0, 0]
    assert read[15, 15].tolist() == pixels[15, 15].tolist()


@pytest.mark.parametrize(
    ("height", "width", "top", "left"), [(8, 8, 4, 4), (1, 1, 7, 7), (15, 10, 0, 3), (16, 2, 0, 7)]
)
def test_a_smaller_sprite_is_centred(
    tmp_path: Path, height: int, width: int, top: int, left: int
) -> None:
    pixels = noise(1, height, width)
    read = load_set(save(tmp_path / "small.png", pixels)).sprites[0].pixels
    np.testing.assert_array_equal(read[top : top + height, left : left + width], pixels)
    assert np.count_nonzero(read[..., 3]) == height * width


def test_what_is_left_out_is_counted_with_reasons(tmp_path: Path) -> None:
    good = noise(1)
    save(tmp_path / "hero" / "a.png", good)
    save(tmp_path / "hero" / "b.png", noise(2))
    save(tmp_path / "spell" / "again.png", good)
    save(tmp_path / "hero" / "blank.png", np.full((16, 16, 4), (9, 9, 9, 0), np.uint8))
    save(tmp_path / "hero" / "large.png", noise(3, 17, 16))
    (tmp_path / "hero" / "text.png").write_text("this is not a picture")
    (tmp_path / "hero" / "huge.png").write_bytes(header_only_png(50_000, 50_000))
    cut = save(tmp_path / "hero" / "cut.png", noise(4))
    cut.write_bytes(cut.read_bytes()[:200])
    (tmp_path / "hero" / "notes.txt").write_text("ignored")
    found = load_set(tmp_path)
    assert [sprite.origin for sprite in found.sprites] == [
        os.path.join("hero", "a.png"),  # noqa: PTH118 - as the platform writes it
        os.path.join("hero", "b.png"),  # noqa: PTH118
    ]
    assert (found.blanks, found.duplicates) == (1, 1)
    reasons = " | ".join(found.rejected)
    assert len(found.rejected) == 4
    for name, why in [
        ("large.png", "16×17 pixels; a sprite is at most 16×16"),
        ("text.png", "not a picture"),
        ("huge.png", "far too large"),
        ("cut.png", "damaged or cut short"),
    ]:
        line = next(line for line in found.rejected if name in line)
        assert why in line, reasons


def test_a_folder_with_one_sprite_is_a_set(tmp_path: Path) -> None:
    save(tmp_path / "hero" / "only.png", noise(1))
    found = load_set(tmp_path)
    assert len(found.sprites) == 1
    assert sum(len(found.part(part).sprites) for part in PARTS) == 1


# -- manifests


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
    write_manifest(tmp_path, ["apple_left.png,food,colour:teal mood:calm"], "file,category,words")
    assert load_set(tmp_path).sprites[0].words == ("food", "colour:teal", "mood:calm")


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
        (b"file,category\n\xff\xfe,hero\n", "cannot be read"),
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


# -- sheets and single pictures


def test_a_sheet_with_a_guessed_grid(tmp_path: Path) -> None:
    tiles = [noise(i) for i in range(6)]
    tiles[4] = tiles[1]
    path = save(tmp_path / "heroes.png", pack_sheet(tiles, 4, padding=1))
    found = load_set(path)
    assert found.name == "heroes"
    assert [sprite.subject for sprite in found.sprites] == [f"heroes/{i}" for i in (0, 1, 2, 3, 5)]
    assert (found.blanks, found.duplicates) == (2, 1)
    np.testing.assert_array_equal(found.sprites[-1].pixels, tiles[5])


def test_a_sheet_with_a_given_grid(tmp_path: Path) -> None:
    tiles = [noise(i, 8, 8) for i in range(6)]
    path = save(tmp_path / "tiny.png", pack_sheet(tiles, 3, padding=3))
    found = load_set(path, Grid(8, 0, 3))
    assert len(found.sprites) == 6
    for tile, sprite in zip(tiles, found.sprites, strict=True):
        np.testing.assert_array_equal(sprite.pixels[4:12, 4:12], tile)


def test_a_grid_also_cuts_a_picture_of_sprite_size(tmp_path: Path) -> None:
    path = save(tmp_path / "four.png", noise(1))
    assert len(load_set(path, Grid(8)).sprites) == 4
    assert len(load_set(path).sprites) == 1


def test_a_single_sprite(tmp_path: Path) -> None:
    pixels = noise(1)
    found = load_set(save(tmp_path / "bat_left.png", pixels))
    assert found.name == "bat_left"
    assert found.sprites[0].subject == "bat_left"
    assert found.sprites[0].words[:2] == ("kind:bat", "facing:left")
    np.testing.assert_array_equal(found.sprites[0].pixels, pixels)


def test_a_sheet_that_no_grid_fits_asks_for_one(tmp_path: Path) -> None:
    path = save(tmp_path / "odd.png", noise(1, 21, 107))
    with pytest.raises(SpriteSetError, match=r"odd\.png is 107×21 pixels .* give the tile size"):
        load_set(path)


def test_tiles_larger_than_a_sprite_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "large.png", noise(1, 32, 32))
    with pytest.raises(ImageError, match="tile 0 is 32×32 pixels"):
        load_set(path, Grid(32))


def test_a_grid_without_a_whole_tile_holds_no_sprites(tmp_path: Path) -> None:
    path = save(tmp_path / "x.png", noise(1, 20, 20))
    with pytest.raises(SpriteSetError, match="holds no sprites"):
        load_set(path, Grid(16, margin=8))


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


def test_many_numbered_sprites_are_many_subjects_and_few_are_frames_of_one(tmp_path):
    rng = np.random.default_rng(5)
    for category, name, count in (("hero", "walk", 4), ("food", "sprite", MOST_FRAMES + 1)):
        (tmp_path / category).mkdir()
        for i in range(count):
            pixels = rng.integers(0, 256, (16, 16, 4), np.uint8)
            pixels[..., 3] = 255
            Image.fromarray(pixels).save(tmp_path / category / f"{name}_{i:03}.PNG", "PNG")
    subjects = Counter(sprite.subject for sprite in load_set(tmp_path).sprites)
    assert len(subjects) == 1 + MOST_FRAMES + 1
    assert max(subjects.values()) == 4
