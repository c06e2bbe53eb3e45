"""The program's icon, in every size that a desktop asks for.

`python -m sprite_studio.ui.app_icon` draws the files anew from resources/icons/sprite-studio.svg:
PNG files in the folders of an icon theme, and one file each for Windows and macOS.
"""

from math import lcm
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from PIL.Image import Image

NAME = "sprite-studio"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
MACOS_SIZES = (32, 64, 128, 256, 512, 1024)
_PIXELS = 16
"""The drawing is so many pixels high and wide."""


def app_icon(icons: Path) -> QIcon:
    """Args: icons: the folder of our icons."""
    icon = QIcon()
    for size in SIZES:
        icon.addFile(str(png_of(icons, size)))
    return icon


def png_of(icons: Path, size: int) -> Path:
    """Where the file of a size lies, as an icon theme has it."""
    return icons / "hicolor" / f"{size}x{size}" / "apps" / f"{NAME}.png"


def draw_files(icons: Path) -> None:
    """Draw every file anew from the drawing in `icons`."""
    pixels = _render(icons / f"{NAME}.svg")
    for size in SIZES:
        file = png_of(icons, size)
        file.parent.mkdir(parents=True, exist_ok=True)
        _sized(pixels, size).save(file, optimize=True)
    for suffix, sizes in (("ico", WINDOWS_SIZES), ("icns", MACOS_SIZES)):
        images = [_sized(pixels, size) for size in sizes]
        images[-1].save(
            icons / f"{NAME}.{suffix}",
            sizes=[image.size for image in images],
            append_images=images[:-1],
        )


def _render(drawing: Path) -> "Image":
    """One pixel for each of the drawing's."""
    from PIL import Image

    picture = QImage(_PIXELS, _PIXELS, QImage.Format.Format_RGBA8888)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(drawing)).render(painter, QRectF(0, 0, _PIXELS, _PIXELS))
    painter.end()
    return Image.frombytes("RGBA", (_PIXELS, _PIXELS), bytes(picture.constBits()))


def _sized(pixels: "Image", size: int) -> "Image":
    """Pixels stay pixels; where the size is no multiple, only those on a boundary are mixed."""
    from PIL.Image import Resampling

    both = lcm(_PIXELS, size)
    large = pixels.resize((both, both), Resampling.NEAREST)
    return large.resize((size, size), Resampling.BOX)


if __name__ == "__main__":
    from sprite_studio import paths

    draw_files(paths.resources() / "icons")
