"""Sprites on screen: whole device pixels, never smoothed."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPen, QPixmap

from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.studio.jobs.base import Images
from sprite_studio.ui import theme

CHECKS = 4
"""Sprite pixels a checkerboard square covers: smaller ones would look like drawing."""


def to_qimage(pixels: Pixels) -> QImage:
    """(H, W, 4) uint8 straight RGBA → an image that owns its memory."""
    height, width = pixels.shape[:2]
    data = np.ascontiguousarray(pixels)
    image = QImage(data.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.copy()  # QImage only borrows the array


def to_pixels(image: QImage) -> Pixels:
    """The other way: (H, W, 4) uint8 straight RGBA."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).copy()


def integer_zoom(room: float, pixels: int, device_pixel_ratio: float) -> float:
    """Logical pixels a sprite pixel takes, so that it covers a whole number of device pixels.

    Args:
        room: logical pixels at hand for `pixels` sprite pixels.
        device_pixel_ratio: of the screen, 1.25 for example.
    """
    device_pixels = max(1, int(room * device_pixel_ratio / pixels))
    return device_pixels / device_pixel_ratio


def draw_checkerboard(painter: QPainter, place: QRectF) -> None:
    """Behind a sprite, so that clear pixels can be told from painted ones."""
    painter.fillRect(place, QColor(theme.colours().checker_dark))
    side = place.width() / SIZE * CHECKS
    for row in range(SIZE // CHECKS):
        for column in range(row % 2, SIZE // CHECKS, 2):
            square = QRectF(place.x() + column * side, place.y() + row * side, side, side)
            painter.fillRect(square, QColor(theme.colours().checker_light))


def checkerboard(side: float, ratio: float) -> QPixmap:
    """The same, to be drawn many times. Args: side: logical pixels; ratio: device pixels of one."""
    ground = QPixmap(round(side * ratio), round(side * ratio))
    ground.setDevicePixelRatio(ratio)
    painter = QPainter(ground)
    draw_checkerboard(painter, QRectF(0, 0, side, side))
    painter.end()
    return ground


GAP, ROUND = 2, 3
"""Logical pixels: between the sprites of a row, and the radius of the corners behind each."""


def sprite_row(
    images: Images | None, count: int, zoom: int, ratio: float, framed: bool = False
) -> QIcon:
    """Sprites side by side; the same where they are selected, and not tinted.

    Args:
        images: (N, 16, 16, 4), or None while there are none: the ground alone keeps their place.
        count: places in the row.
        zoom: logical pixels a sprite pixel, at least one; as many device pixels as are whole.
        ratio: device pixels a logical pixel.
        framed: whether they stand out.
    """
    side = integer_zoom(SIZE * zoom + 0.5 / ratio, SIZE, ratio) * SIZE
    width = count * side + (count - 1) * GAP
    row = QPixmap(round(width * ratio), round(side * ratio))
    row.setDevicePixelRatio(ratio)
    row.fill(Qt.GlobalColor.transparent)
    painter = QPainter(row)
    painter.setPen(Qt.PenStyle.NoPen)
    for i in range(count):
        left = round(i * (side + GAP) * ratio) / ratio
        place = QRectF(left, 0, side, side)
        painter.setBrush(QColor(theme.colours().checker_dark))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(place, ROUND, ROUND)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if images is not None and i < len(images):
            painter.drawImage(place, to_qimage(images[i]))
    if framed:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.colours().accent), 2))
        painter.drawRoundedRect(QRectF(1, 1, width - 2, side - 2), ROUND, ROUND)
    painter.end()
    icon = QIcon(row)
    icon.addPixmap(row, QIcon.Mode.Selected)
    return icon
