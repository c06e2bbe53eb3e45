"""Palettes made by other tools: each kind gives its colours in order, whatever it is called."""

import os
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sprite_studio.art.palette import MAX_PALETTE, Palette, PaletteError
from sprite_studio.art.palettes.palette_file import MOST_BYTES, SUFFIXES, load_palette

COLOUR = st.from_regex(r"[0-9a-f]{6}", fullmatch=True)
PALETTES = st.lists(COLOUR, min_size=1, max_size=20, unique=True)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def rows_of(colours: list[str]) -> list[str]:
    return ["{} {} {}".format(*bytes.fromhex(colour)) for colour in colours]


def hex_lines(colours: list[str]) -> bytes:
    return "\n".join(colours).encode()


def gimp(colours: list[str]) -> bytes:
    return "\n".join(["GIMP Palette", "Name: Any", "#", *rows_of(colours)]).encode()


def jasc(colours: list[str], end: str = "\r\n") -> bytes:
    return end.join(["JASC-PAL", "0100", str(len(colours)), *rows_of(colours), ""]).encode()


def paint_net(colours: list[str]) -> bytes:
    return "\r\n".join(["; paint.net Palette File", *(f"FF{c.upper()}" for c in colours)]).encode()


def riff(colours: list[str], before: bytes = b"") -> bytes:
    body = struct.pack("<HH", 0x300, len(colours)) + b"".join(
        bytes.fromhex(colour) + b"\0" for colour in colours
    )
    chunks = b"PAL " + before + b"data" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


def swatch(model: bytes, *parts: float, name: str = "Swatch") -> bytes:
    """A block of a colour."""
    told = (name + "\0").encode("utf-16-be")
    body = struct.pack(">H", len(name) + 1) + told + model
    body += struct.pack(f">{len(parts)}f", *parts) + struct.pack(">H", 2)
    return struct.pack(">HI", 1, len(body)) + body


def adobe(*blocks: bytes) -> bytes:
    return b"ASEF" + struct.pack(">HHI", 1, 0, len(blocks)) + b"".join(blocks)


def swatches(colours: list[str]) -> bytes:
    parts = [[part / 255 for part in bytes.fromhex(colour)] for colour in colours]
    return adobe(*(swatch(b"RGB ", *rgb) for rgb in parts))


WRITERS = {
    ".gpl": gimp,
    ".hex": hex_lines,
    ".pal": jasc,
    ".PAL": riff,
    ".ase": swatches,
    ".txt": paint_net,
}


@given(PALETTES, st.sampled_from(list(WRITERS)))
@settings(max_examples=120, deadline=None)
def test_every_kind_gives_its_colours_in_order(
    tmp_path_factory: pytest.TempPathFactory, colours: list[str], suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(WRITERS[suffix](colours))
    assert load_palette(path) == Palette("any", tuple(colours))


@given(PALETTES, ENDS, st.booleans())
@settings(max_examples=40, deadline=None)
def test_a_hex_file_in_any_spelling(
    tmp_path_factory: pytest.TempPathFactory, colours: list[str], end: str, is_loud: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.hex"
    lines = [f"#{colour.upper()}" if is_loud else colour for colour in colours]
    path.write_bytes((end.join(lines) + end).encode())
    assert load_palette(path) == Palette("any", tuple(colours))


@given(PALETTES, ENDS, st.sampled_from(["", "\tA name", " 12 Red"]))
@settings(max_examples=40, deadline=None)
def test_a_gpl_file_in_any_spelling(
    tmp_path_factory: pytest.TempPathFactory, colours: list[str], end: str, named: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.gpl"
    rows = ["{:3d} {:3d}\t{:3d}".format(*bytes.fromhex(colour)) + named for colour in colours]
    lines = ["GIMP Palette", "Name: Any", "Columns: 4", "# a comment", "", *rows]
    path.write_bytes(end.join(lines).encode())
    assert load_palette(path) == Palette("any", tuple(colours))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("writer", [gimp, jasc, paint_net])
def test_any_encoding(tmp_path: Path, writer, encoding: str) -> None:
    text = writer(["ff0000", "000001"]).decode().replace("Any", "Café").replace("Swatch", "é")
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert load_palette(path).colours == ("ff0000", "000001")


@pytest.mark.parametrize("writer", [gimp, jasc, riff, swatches])
@pytest.mark.parametrize("suffix", [".hex", ".pal", ".txt", ".palette", ""])
def test_a_palette_by_another_name_is_known_by_its_first_bytes(
    tmp_path: Path, writer, suffix: str
) -> None:
    path = tmp_path / f"named{suffix}"
    path.write_bytes(writer(["0a0b0c"]))
    assert load_palette(path).colours == ("0a0b0c",)


def test_a_gpl_file_with_alpha_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "SOFT.GPL"
    path.write_text(
        "GIMP Palette\nChannels: RGBA\n#\n  0   0   0 255 Untitled\n255 128 0 64 Untitled\n",
        encoding="utf-8-sig",
    )
    assert load_palette(path).colours == ("000000", "ff8000")


def test_a_jasc_file_with_alpha(tmp_path: Path) -> None:
    path = tmp_path / "a.pal"
    path.write_bytes(b"JASC-PAL\r\n0100\r\n2\r\n0 0 0 255\r\n255 128 0 0\r\n")
    assert load_palette(path).colours == ("000000", "ff8000")


def test_paint_net_s_remarks_and_clear_entries(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("; ff0000\n\nFF00FF00\n00FFFFFF\n80abcdef\n112233\n#445566\n")
    assert load_palette(path).colours == ("00ff00", "abcdef", "112233", "445566")


def test_microsoft_s_may_hold_other_chunks_before(tmp_path: Path) -> None:
    path = tmp_path / "a.pal"
    path.write_bytes(riff(["010203"], before=b"LIST" + struct.pack("<I", 3) + b"abc\0"))
    assert load_palette(path).colours == ("010203",)


def test_swatches_in_groups_and_in_other_models(tmp_path: Path) -> None:
    path = tmp_path / "a.ase"
    path.write_bytes(
        adobe(
            struct.pack(">HI", 0xC001, 4) + b"\0\1\0\0",  # a group's beginning and its end
            swatch(b"RGB ", 1, 0.5, 0, name=""),
            swatch(b"CMYK", 0, 1, 1, 0.5, name="絵"),
            swatch(b"Gray", 0.2),
            swatch(b"RGB ", 1.0000001, -1e-9, 0),
            struct.pack(">HI", 0xC002, 0),
        )
    )
    assert load_palette(path).colours == ("ff8000", "800000", "333333", "ff0000")


@pytest.mark.parametrize("suffix", [".png", ".gif", ".bmp", ".webp"])
def test_the_colours_of_a_picture_row_by_row(tmp_path: Path, suffix: str) -> None:
    pixels = np.full((2, 3, 4), 255, np.uint8)
    pixels[0, 1, :3] = (1, 2, 3)
    pixels[1, 0, :3] = (200, 0, 0)
    Image.fromarray(pixels).convert("RGB").save(tmp_path / f"p{suffix}", lossless=True)
    assert load_palette(tmp_path / f"p{suffix}").colours == ("ffffff", "010203", "c80000")


def test_clear_pixels_are_no_colours(tmp_path: Path) -> None:
    pixels = np.zeros((1, 2, 4), np.uint8)
    pixels[0, 0] = (9, 9, 9, 0)
    Image.fromarray(pixels).save(tmp_path / "clear.png")
    with pytest.raises(PaletteError, match=r"clear\.png holds 0 colours"):
        load_palette(tmp_path / "clear.png")
    pixels[0, 1] = (7, 8, 9, 255)
    Image.fromarray(pixels).save(tmp_path / "clear.png")
    assert load_palette(tmp_path / "clear.png").colours == ("070809",)


def test_a_photograph_is_no_palette(tmp_path: Path) -> None:
    Image.new("L", (1025, 1024)).save(tmp_path / "large.png")
    with pytest.raises(PaletteError, match="of 1025×1024 pixels, far more than a palette has"):
        load_palette(tmp_path / "large.png")


def test_repeated_colours_are_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "twice.hex"
    path.write_text("ff0000\n00ff00\nFF0000\n")
    assert load_palette(path).colours == ("ff0000", "00ff00")


NAN, INFINITE = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.hex", b"ff00\n", "not a colour written rrggbb"),
        ("a.hex", b"ff0000 00ff00\n", "not a colour written rrggbb"),
        ("a.hex", b"gg0000\n", "not a colour written rrggbb"),
        ("a.hex", b"ff0000ff\n", "not a colour written rrggbb"),
        ("a.hex", b"", "holds 0 colours"),
        ("a.hex", b"\n \n", "holds 0 colours"),
        ("a.hex", b"\xff\xfe\x00", "not a text file"),
        ("a.hex", b"\x1b[31m\n", r"'\\x1b\[31m' is not a colour"),
        ("a.gpl", b"", "does not begin with"),
        ("a.gpl", b"GIMP Palette 2\n", "does not begin with"),
        ("a.gpl", b"GIMP Palette\n", "holds 0 colours"),
        ("a.gpl", b"GIMP Palette\n1 2\n", "not a colour written R G B"),
        ("a.gpl", b"GIMP Palette\n1 2 256\n", "not a colour written R G B"),
        ("a.gpl", b"GIMP Palette\n-1 2 3\n", "not a colour written R G B"),
        ("a.gpl", b"GIMP Palette\nnan nan nan\n", "not a colour written R G B"),
        ("a.gpl", b"GIMP Palette\n0.5 0.5 0.5\n", "not a colour written R G B"),
        ("a.gpl", "GIMP Palette\n１ ２ ３\n".encode(), "not a colour written R G B"),
        ("a.gpl", b"GIMP Palette\nred\n", "not a colour written R G B"),
        ("a.gpl", b"GIMP Palette\n\0\xff", "not a text file"),
        ("a.pal", b"JASC-PAL\n", "no number of colours"),
        ("a.pal", b"JASC-PAL\n0100\nmany\n", "no number of colours"),
        ("a.pal", b"JASC-PAL\n0100\n3\n0 0 0\n", "speaks of 3 colours and has 1"),
        ("a.pal", b"JASC-PAL\n0100\n-1\n", "no number of colours"),
        ("a.pal", b"JASC-PAL\n0100\n1\n0 0 300\n", "not a colour written R G B"),
        ("a.pal", bytes(range(256)) * 3, "not a text file"),
        ("a.pal", b"x" * 768, "of another kind than JASC's and Microsoft's"),
        ("a.pal", riff(["ff0000"])[:-3], "Microsoft's, but is damaged or cut short"),
        ("a.pal", b"RIFF\0\0\0\0WAVEdata", "damaged or cut short"),
        ("a.pal", b"RIFF" + b"\xff" * 40, "damaged or cut short"),
        ("a.pal", riff([]), "holds 0 colours"),
        ("a.ase", b"ff0000\n", "is not a palette that can be read; save it as .gpl"),
        ("a.ase", b"\0\0\0\0\xe0\xa5" + bytes(122), "a drawing of Aseprite's and no palette"),
        ("a.ase", b"ASEF", "swatches, but is damaged or cut short"),
        ("a.ase", adobe(), "holds 0 colours"),
        ("a.ase", b"ASEF\0\1\0\0" + b"\xff" * 4, "damaged or cut short"),
        ("a.ase", swatches(["ff0000"])[:-8], "damaged or cut short"),
        ("a.ase", adobe(struct.pack(">HI", 1, 0)), "damaged or cut short"),
        ("a.ase", adobe(swatch(b"LAB ", 1, 0, 0)), "convert its swatches to RGB"),
        ("a.ase", adobe(swatch(b"RGB ", NAN, 0, 0)), "swatch of nan, 0, 0, which is no colour"),
        ("a.ase", adobe(swatch(b"RGB ", 0, INFINITE, 0)), "which is no colour"),
        ("a.ase", adobe(swatch(b"Gray", 255.0)), "which is no colour"),
        ("a.ase", adobe(swatch(b"CMYK", 0, 0, -1, 0)), "which is no colour"),
        ("a.txt", b"FF00\n", "not a colour written aarrggbb"),
        ("a.txt", b"nothing of the kind", "not a colour written aarrggbb"),
        ("a.png", b"ff0000\n", "not a picture"),
        ("a.doc", b"ff0000\n", "is not a palette that can be read"),
        ("a", b"ff0000\n", "is not a palette that can be read"),
    ],
)
def test_malformed_files_are_refused_by_name(
    tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(PaletteError, match=why) as caught:
        load_palette(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_no_plain_file_is_refused_by_name(tmp_path: Path, suffix: str) -> None:
    folder, gone = tmp_path / f"folder{suffix}", tmp_path / f"gone{suffix}"
    folder.mkdir()
    with pytest.raises(PaletteError, match="is a folder, not a file") as caught:
        load_palette(folder)
    assert str(folder) in str(caught.value)
    with pytest.raises(PaletteError, match="does not exist") as caught:
        load_palette(gone)
    assert str(gone) in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_pipe_is_refused_at_once(tmp_path: Path, suffix: str) -> None:
    os.mkfifo(tmp_path / f"pipe{suffix}")
    with pytest.raises(PaletteError, match="is a pipe, not a file"):
        load_palette(tmp_path / f"pipe{suffix}")


@pytest.mark.parametrize("suffix", [".gpl", ".hex", ".pal", ".ase", ".txt"])
def test_a_large_file_is_not_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"large{suffix}"
    path.touch()
    os.truncate(path, MOST_BYTES + 1)
    with pytest.raises(PaletteError, match="is larger than 1 MB"):
        load_palette(path)


@pytest.mark.parametrize("count", [1, MAX_PALETTE, MAX_PALETTE + 1, 4096])
@pytest.mark.parametrize("suffix", list(WRITERS))
def test_as_many_colours_as_a_palette_may_hold(tmp_path: Path, count: int, suffix: str) -> None:
    path = tmp_path / f"many{suffix}"
    path.write_bytes(WRITERS[suffix]([f"{i:06x}" for i in range(count)]))
    if count <= MAX_PALETTE:
        assert len(load_palette(path).colours) == count
        return
    with pytest.raises(PaletteError, match=rf"holds {count} colours; 1 to 256 can be used: keep"):
        load_palette(path)


@given(
    st.sampled_from(list(WRITERS)),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), max_size=4),
    st.integers(0, 200),
    st.binary(max_size=6),
    st.none() | st.integers(0, 200),
)
@settings(max_examples=300, deadline=None)
def test_a_damaged_palette_is_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory,
    suffix: str,
    damage: list[tuple[int, int]],
    place: int,
    inserted: bytes,
    end: int | None,
) -> None:
    path = tmp_path_factory.getbasetemp() / f"damaged{suffix}"
    data = bytearray(WRITERS[suffix](["ff0000", "00ff00", "0a0b0c"]))
    for at, value in damage:
        data[at % len(data)] = value
    data[place:place] = inserted
    path.write_bytes(data[:end])
    told, colours = str(path), ()
    try:
        colours = load_palette(path).colours
    except PaletteError as error:
        told = str(error)
    assert str(path) in told
    assert told.isprintable()
    assert all(len(bytes.fromhex(colour)) == 3 for colour in colours)


@given(st.text(max_size=60), st.sampled_from(["", "GIMP Palette\n", "JASC-PAL\n0100\n1\n"]))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_palette_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, head: str
) -> None:
    for suffix in (".hex", ".gpl", ".pal", ".txt"):
        path = tmp_path_factory.getbasetemp() / f"t{suffix}"
        path.write_bytes((head + text).encode(errors="surrogatepass"))
        try:
            colours = load_palette(path).colours
        except PaletteError:
            continue
        assert all(len(bytes.fromhex(colour)) == 3 for colour in colours)
