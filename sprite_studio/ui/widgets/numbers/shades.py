"""Numbers as shades of the theme's colours: how strong something is, or how far from 0."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from sprite_studio.art.sprite import Pixels
from sprite_studio.ui import theme


def strength_picture(values: NDArray[np.floating], most: float | None = None) -> Pixels:
    """(H, W) from 0 up → (H, W, 4): from the ground of plots at 0 to the accent at `most`, which is
    the largest of them unless it is given."""
    return _mixed(_parts(values, most), "accent", "accent")


def signed_picture(values: NDArray[np.floating], most: float | None = None) -> Pixels:
    """(H, W) around 0 → (H, W, 4): the accent above 0, blue below, the ground of plots at 0. Args:
    most: distance from 0 at which a colour is full; the largest there is unless it is given."""
    return _mixed(_parts(values, most), "accent", "sky")


def _parts(values: NDArray[np.floating], most: float | None) -> NDArray[np.float64]:
    """From -1 to 1; 0 throughout where `most` is 0."""
    most = float(np.abs(values).max()) if most is None else most
    if most == 0:
        return np.zeros(values.shape)
    return (values.astype(np.float64) / most).clip(-1, 1)


def _mixed(parts: NDArray[np.float64], above: str, below: str) -> Pixels:
    ground, high, low = (
        _numbers(QColor(getattr(theme.colours(), token))) for token in ("sunken", above, below)
    )
    signed = parts[..., np.newaxis]
    colour = ground + np.abs(signed) * (np.where(signed < 0, low, high) - ground)
    solid = np.full((*parts.shape, 1), 255.0)
    return np.concatenate([colour, solid], axis=-1).round().astype(np.uint8)


def _numbers(colour: QColor) -> NDArray[np.float64]:
    return np.array([colour.red(), colour.green(), colour.blue()], float)
