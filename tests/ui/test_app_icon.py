from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSize

from sprite_studio import paths
from sprite_studio.ui.app_icon import (
    MACOS_SIZES,
    SIZES,
    WINDOWS_SIZES,
    app_icon,
    draw_files,
    png_of,
)

ICONS = paths.resources() / "icons"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Path:
    icons = tmp_path_factory.mktemp("icons")
    (icons / "sprite-studio.svg").write_bytes((ICONS / "sprite-studio.svg").read_bytes())
    draw_files(icons)
    return icons


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGBA"))


@pytest.mark.parametrize("size", SIZES)
def test_the_files_are_those_of_the_drawing(size, fresh):
    """If not: python -m sprite_studio.ui.app_icon"""
    np.testing.assert_array_equal(pixels(png_of(ICONS, size)), pixels(png_of(fresh, size)))


@pytest.mark.parametrize("size", [16, 32, 48, 64, 128, 256, 512])
def test_where_the_size_is_a_multiple_pixels_stay_pixels(size, fresh):
    scale = size // 16
    small = pixels(png_of(fresh, 16))
    large = np.repeat(np.repeat(small, scale, axis=0), scale, axis=1)
    np.testing.assert_array_equal(pixels(png_of(ICONS, size)), large)


@pytest.mark.parametrize(("suffix", "sizes"), [("ico", WINDOWS_SIZES), ("icns", MACOS_SIZES)])
def test_windows_and_macos_have_one_file_of_all_sizes(suffix, sizes, fresh):
    with Image.open(ICONS / f"sprite-studio.{suffix}") as picture:
        found = {size[0] * (size[2] if len(size) == 3 else 1) for size in picture.info["sizes"]}
    assert found == set(sizes)
    np.testing.assert_array_equal(
        pixels(ICONS / f"sprite-studio.{suffix}"), pixels(fresh / f"sprite-studio.{suffix}")
    )


def test_the_window_s_icon_has_every_size_sharp(qapp):
    icon = app_icon(ICONS)
    assert {size.width() for size in icon.availableSizes()} == set(SIZES)
    for size in SIZES:
        assert icon.pixmap(QSize(size, size), 1.0).width() == size
