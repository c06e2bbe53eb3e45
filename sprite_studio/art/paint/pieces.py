"""Move, flip and turn what is selected, or all where nothing is.

What is moved again floats on the same ground: nothing that it passes over is lost, nor what of it
is outside the picture for a while.
"""

from dataclasses import replace

import numpy as np

from sprite_studio.art.paint.painting import Painting, Piece


def moved(painting: Painting, down: int, right: int) -> Painting:
    """By whole pixels."""
    piece = _lifted(painting)
    return painting.with_piece(replace(piece, row=piece.row + down, column=piece.column + right))


def flipped(painting: Painting, upside_down: bool = False) -> Painting:
    """Left for right, or top for bottom."""
    piece = _lifted(painting)
    axis = 0 if upside_down else 1
    turned = replace(piece, pixels=np.flip(piece.pixels, axis), mask=np.flip(piece.mask, axis))
    return painting.with_piece(turned)


def quarter_turned(painting: Painting, clockwise: bool = True) -> Painting:
    """About its middle; where that lies between pixels, the nearest of them. Four turns bring it
    back."""
    piece = _lifted(painting)
    height, width = piece.mask.shape
    # Towards zero, so that a turn back takes the same half pixel back.
    return painting.with_piece(
        replace(
            piece,
            pixels=np.rot90(piece.pixels, -1 if clockwise else 1),
            mask=np.rot90(piece.mask, -1 if clockwise else 1),
            row=piece.row + int((height - width) / 2),
            column=piece.column + int((width - height) / 2),
        )
    )


def cleared(painting: Painting) -> Painting:
    """Without what is selected, or empty."""
    return painting.coloured(painting.may_paint, 0)


def _lifted(painting: Painting) -> Piece:
    if painting.piece is not None:
        return painting.piece
    where = painting.may_paint
    rows, columns = np.flatnonzero(where.any(axis=1)), np.flatnonzero(where.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    box = np.s_[top : rows[-1] + 1, left : columns[-1] + 1]
    ground = np.where(where[..., None], np.uint8(0), painting.pixels)
    return Piece(
        ground, painting.pixels[box], where[box], top, left, bool(painting.selection.any())
    )
