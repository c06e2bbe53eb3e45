"""Sprites on screen: whole device pixels, never smoothed."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.ui import theme

CHECKS = 4
"""Sprite pixels a checkerboard square covers: smaller ones would look like drawing."""


def to_qimage(pixels: Pixels) -> QImage:
    """(H, W, 4) uint8 straight RGBA → an image that owns its memory."""
    height, width = pixels.shape[:2]
    data = np.ascontiguousarray(pixels)
    image = QImage(data.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.copy()  # QImage only borrows the array


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
