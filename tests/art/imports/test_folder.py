"""Folders: categories by their names, what is left out and why, frames of one subject."""

import errno
import json
import os
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from engine_sprites import made, saved, walking
from PIL import Image

from sprite_studio.art.export.formats.aseprite_file import encode
from sprite_studio.art.imports import folder
from sprite_studio.art.imports.folder import MOST_FRAMES
from sprite_studio.art.sheet import pack_sheet
from sprite_studio.art.spriteset import Part, SpriteSetError, load_set

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


@pytest.mark.parametrize(
    ("folder", "word"),
    [
        ("Kenney", "kenney"),
        ("My Pack (old)", "my-pack-old"),
        ("a=1, b", "a-1-b"),
        ("-d", "d"),
        ("my_pack", "my_pack"),
        ("Ünïcode 勇者", "ünïcode-勇者"),
        ("side facing", "side-facing"),
        ("Épées\u00a0longues", "épées-longues"),
        ("Non_Hero", "non-hero"),
    ],
)
def test_a_folder_s_name_becomes_a_word_that_can_be_said(
    tmp_path: Path, folder: str, word: str
) -> None:
    save(tmp_path / folder / "x.png", noise(1))
    assert load_set(tmp_path).sprites[0].words[0] == word


def test_a_folder_whose_name_says_nothing_gives_no_word(tmp_path: Path) -> None:
    save(tmp_path / "=,!" / "x.png", noise(1))
    assert load_set(tmp_path).sprites[0].words[0].startswith("colour:")


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


@pytest.mark.parametrize(
    "hidden", [".thumbnails", ".git", "__MACOSX", "@eaDir", "$RECYCLE.BIN", "hero/.cache"]
)
def test_thumbnails_and_other_hidden_folders_are_no_sprites(tmp_path: Path, hidden: str) -> None:
    save(tmp_path / "hero" / "a.png", noise(1))
    save(tmp_path / hidden / "b.png", noise(2))
    save(tmp_path / "hero" / "._a.png", noise(3))
    found = load_set(tmp_path)
    assert (len(found.sprites), found.rejected) == (1, ())


def test_a_set_may_lie_in_a_hidden_folder(tmp_path: Path) -> None:
    save(tmp_path / ".local" / "set" / "hero" / "a.png", noise(1))
    assert load_set(tmp_path / ".local" / "set").categories() == {"hero": 1}


@pytest.mark.parametrize("suffix", ["gif", "bmp", "webp", "PNG", "apng"])
def test_other_formats_are_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "food" / f"a.{suffix}"
    path.parent.mkdir()
    kind = "PNG" if suffix == "apng" else suffix.upper()
    Image.new("RGB", (16, 16), (9, 8, 7)).save(path, kind)
    assert load_set(tmp_path, keep_background=True).categories() == {"food": 1}


def test_what_may_hold_sprites_and_is_not_read_is_told(tmp_path: Path) -> None:
    save(tmp_path / "hero" / "a.png", noise(1))
    for name in ("b.kra", "c.PSD", "notes.txt", "Thumbs.db", "pack.zip"):
        (tmp_path / "hero" / name).write_bytes(b"any")
    told = load_set(tmp_path).rejected
    assert [line.partition(" is a ")[2] for line in told] == [
        ".kra file, which is not read here; export it as PNG",
        ".psd file, which is not read here; export it as PNG",
        ".zip file, which is not read here; export it as PNG",
    ]


def test_a_file_of_aseprite_s_is_read_frame_by_frame(tmp_path: Path) -> None:
    saved(made(encode, walking()), tmp_path / "hero")
    found = load_set(tmp_path)
    assert found.categories() == {"hero": 14}
    assert len({sprite.subject for sprite in found.sprites}) == 1


def test_every_frame_of_an_animation_is_a_sprite_of_one_subject(tmp_path: Path) -> None:
    (tmp_path / "set" / "hero").mkdir(parents=True)
    frames = [Image.new("RGBA", (16, 16), (i, 0, 0, 255)) for i in (50, 100, 150)]
    for suffix in ("gif", "png", "webp"):
        path = tmp_path / "set" / "hero" / f"walk-{suffix}.{suffix}"
        frames[0].save(path, save_all=True, append_images=frames[1:], lossless=True)
    found = load_set(tmp_path / "set", keep_background=True)
    assert (len(found.sprites), found.duplicates) == (3, 6)
    assert {sprite.subject for sprite in found.sprites} == {"set/walk-gif"}
    assert [sprite.origin.rpartition(" ")[2] for sprite in found.sprites] == ["0", "1", "2"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_linked_folders_are_walked_once(tmp_path: Path) -> None:
    save(tmp_path / "elsewhere" / "a.png", noise(1))
    save(tmp_path / "set" / "food" / "b.png", noise(2))
    (tmp_path / "set" / "hero").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "set" / "food" / "round").symlink_to(tmp_path / "set")
    found = load_set(tmp_path / "set")
    assert found.categories() == {"hero": 1, "food": 1}
    assert (found.duplicates, found.rejected) == (0, ())


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_folder_that_is_linked_beside_itself_keeps_its_own_name(tmp_path: Path) -> None:
    save(tmp_path / "hero" / "a.png", noise(1))
    for link in ("another", "zero"):
        (tmp_path / link).symlink_to(tmp_path / "hero")
    found = load_set(tmp_path)
    assert found.categories() == {"hero": 1}
    assert found.sprites[0].origin == str(Path("hero", "a.png"))


def test_pictures_that_no_manifest_names_are_told(tmp_path: Path) -> None:
    for seed, name in enumerate(["pack/a.png", "pack/b.png", "mine/hero/c.png", ".cache/d.png"]):
        save(tmp_path / name, noise(seed))
    (tmp_path / "pack" / "manifest.csv").write_text("file,category\n./a.png,hero\ngone.png,hero\n")
    (tmp_path / "pack" / "notes.txt").write_text("no picture")
    found = load_set(tmp_path)
    assert len(found.sprites) == 1
    assert found.unlisted == 2
    assert set(found.unused) == {
        f"{Path('mine', 'hero', 'c.png')}: no manifest.csv names it",
        f"{Path('pack', 'b.png')}: no manifest.csv names it",
    }
    assert len(found.rejected) == 1, "the row that names no file"


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are others there")
def test_links_to_nothing_and_pipes_are_told(tmp_path: Path) -> None:
    save(tmp_path / "hero" / "a.png", noise(1))
    (tmp_path / "food").symlink_to("gone")
    (tmp_path / "hero" / "b.png").symlink_to("gone.png")
    os.mkfifo(tmp_path / "hero" / "c.png")
    (tmp_path / "hero" / "d.png").mkdir()
    told = load_set(tmp_path).rejected
    assert [line.removeprefix(f"{tmp_path}/").partition(" is ")[::2] for line in told] == [
        ("food", "a link to a file that does not exist; delete it, or bring the file back"),
        ("hero/b.png", "a link to a file that does not exist; delete it, or bring the file back"),
        ("hero/c.png", "a pipe, not a file; save to a file what comes out of it, and name that"),
    ]


def test_a_folder_that_may_not_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path / "hero" / "a.png", noise(1))
    (tmp_path / "secret").mkdir()
    listed = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder.name == "secret":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found = load_set(tmp_path)
    assert len(found.sprites) == 1
    assert found.rejected == (f"{tmp_path / 'secret'}: cannot be looked into (Permission denied)",)


def test_somebody_s_whole_disk_is_not_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "MOST_FILES", 3)
    for i in range(4):
        save(tmp_path / f"{i}.png", noise(i))
    with pytest.raises(SpriteSetError, match="holds more than 3 files; choose the folder"):
        load_set(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be there")
def test_names_in_any_encoding_become_words_and_subjects_that_can_be_kept(tmp_path: Path) -> None:
    place = tmp_path / "set" / os.fsdecode(b"M\xfctzen\n<b>") / os.fsdecode(b"caf\xe9_\xff.png")
    save(place, noise(1))
    (found,) = load_set(tmp_path / "set").sprites
    assert found.subject == r"set/caf\udce9_\udcff"
    assert found.origin == r"M\udcfctzen\n<b>/caf\udce9_\udcff.png"
    for text in (*found.words, found.subject, found.origin):
        assert text.isprintable()
        text.encode()


@pytest.mark.parametrize("factor", [2, 3, 8])
def test_enlarged_sprites_are_read_at_their_own_size(tmp_path: Path, factor: int) -> None:
    own = noise(1)
    save(tmp_path / "hero" / "a.png", own.repeat(factor, axis=0).repeat(factor, axis=1))
    found = load_set(tmp_path)
    np.testing.assert_array_equal(found.sprites[0].pixels, own)
    assert found.changes == {"reduced": 1}


def test_a_sheet_among_sprites_that_says_where_its_tiles_lie_is_cut(tmp_path: Path) -> None:
    tiles = [noise(i) for i in range(4)]
    frames = [{"frame": {"x": x, "y": y, "w": 16, "h": 16}} for y in (0, 19) for x in (0, 19)]
    save(tmp_path / "set" / "hero" / "all.png", pack_sheet(tiles, 2, padding=3))
    (tmp_path / "set" / "hero" / "all.json").write_text(json.dumps({"frames": frames}))
    save(tmp_path / "set" / "hero" / "large.png", noise(9, 35, 35))
    found = load_set(tmp_path / "set")
    assert found.categories() == {"hero": 4}
    assert [sprite.subject for sprite in found.sprites] == [f"set/all/{i}" for i in range(4)]
    assert len(found.rejected) == 1
    assert "large.png is 35×35 pixels; a sprite is at most 16×16" in found.rejected[0]
