"""PNG files: the pixels exactly, the recipe, and not a byte that differs between two runs."""

import io
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image

from sprite_studio.art.export.png import encode_png, save_png
from sprite_studio.art.forge import forge
from sprite_studio.art.sheet import pack_sheet
from sprite_studio.stepwise import completed

TEXTS = {"parameters": "hero, élan", "sprite_studio": '{"words": "剣"}'}


def chunks_of(data: bytes) -> list[tuple[str, bytes]]:
    """Every chunk's name and data."""
    found, at = [], 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        found.append((data[at + 4 : at + 8].decode(), data[at + 8 : at + 8 + size]))
        at += size + 12
    return found


@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 20), st.integers(1, 20), st.just(4))),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_every_pixel_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, pixels: np.ndarray, has_texts: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "sprite.png"
    save_png(path, pixels, TEXTS if has_texts else None)
    with Image.open(path) as image:
        assert image.mode == "RGBA"
        # Colour under clear pixels too.
        np.testing.assert_array_equal(np.asarray(image), pixels)
        assert getattr(image, "text", {}) == (TEXTS if has_texts else {})


@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(4))),
    st.integers(1, 7),
)
@settings(max_examples=40, deadline=None)
def test_enlarged_each_pixel_is_a_square_and_each_row_a_step(
    pixels: np.ndarray, scale: int
) -> None:
    steps = encode_png(pixels, scale=scale)
    shares = []
    while True:
        try:
            shares.append(next(steps))
        except StopIteration as end:
            file = end.value
            break
    assert shares == [pytest.approx((i + 1) / len(pixels)) for i in range(len(pixels))]
    with Image.open(io.BytesIO(file)) as image:
        large = np.asarray(image)
    np.testing.assert_array_equal(large, pixels.repeat(scale, axis=0).repeat(scale, axis=1))


def test_a_sheet_of_pixel_art_is_no_larger_than_pillow_makes_it() -> None:
    sheet = pack_sheet([forge(seed).pixels for seed in range(64)], 8, 4)
    usual = io.BytesIO()
    Image.fromarray(sheet).save(usual, "PNG", optimize=True)
    ours = completed(encode_png(sheet[::4, ::4], scale=4))
    assert len(ours) < 0.8 * len(usual.getvalue())


def test_same_pixels_and_recipe_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (16, 16, 4), dtype=np.uint8)
    (tmp_path / "secret-folder").mkdir()
    one, two = tmp_path / "one.png", tmp_path / "secret-folder" / "two.png"
    save_png(one, pixels, TEXTS)
    save_png(two, np.asfortranarray(pixels), TEXTS)
    assert one.read_bytes() == two.read_bytes()


def test_the_file_holds_no_path_and_no_date(tmp_path: Path) -> None:
    path = tmp_path / "secret-name.png"
    save_png(path, np.zeros((16, 16, 4), np.uint8), TEXTS)
    data = path.read_bytes()
    chunks = chunks_of(data)
    assert {name for name, _ in chunks} == {"IHDR", "iTXt", "IDAT", "IEND"}
    texts = [body for name, body in chunks if name == "iTXt"]
    assert [text.split(b"\0")[0].decode() for text in texts] == list(TEXTS)
    for secret in (str(tmp_path), tmp_path.name, "secret-name"):
        assert secret.encode() not in data


def test_every_chunk_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    save_png(path, np.zeros((16, 16, 4), np.uint8), TEXTS)
    data, at = path.read_bytes(), 8
    for name, body in chunks_of(data):
        end = at + 8 + len(body)
        crc = int.from_bytes(data[end : end + 4], "big")
        assert crc == zlib.crc32(name.encode() + body)
        at = end + 4
    assert at == len(data)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="gone does not exist"):
        save_png(tmp_path / "gone" / "a.png", np.zeros((16, 16, 4), np.uint8))
