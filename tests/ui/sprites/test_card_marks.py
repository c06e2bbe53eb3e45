from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from sprite_studio.ui.sprites.card_marks import draw_count

CELL = QRect(0, 0, 112, 96)


def counted(place: QRectF, behind: str) -> QImage:
    """A card whose pixels are of one colour, with its count."""
    image = QImage(CELL.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    painter = QPainter(image)
    painter.fillRect(place, QColor(behind))
    draw_count(painter, 12, CELL, place)
    painter.end()
    return image


def strip(image: QImage) -> QImage:
    """Of the count, less the round ends of its ground."""
    return image.copy(QRect(86, 78, 16, 6))


def test_how_many_frames_there_are_is_read_whatever_the_pixels_below(theme):
    filled = QRectF(0, 0, 112, 88)
    seen = strip(counted(filled, "white"))
    assert seen == strip(counted(filled, "black"))
    assert len({seen.pixel(x, y) for x in range(seen.width()) for y in range(seen.height())}) > 1


def test_where_there_is_room_it_lies_beside_the_pixels(theme):
    place = QRectF(4, 8, 64, 80)
    assert strip(counted(place, "white")) == strip(counted(place, "black"))
    seen = counted(place, "white").copy(place.toRect())
    white = QImage(seen.size(), seen.format())
    white.fill(QColor("white"))
    assert seen == white
