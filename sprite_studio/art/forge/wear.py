"""What people wear, seen from three sides."""

from dataclasses import dataclass

from sprite_studio.art.forge.canvas import Layer

SKIN, HAIR, HAT, SHIRT, TROUSERS, LEATHER, METAL, TRIM = range(8)
"""The materials of a person; leather is wood as well, since twelve colours must do."""


@dataclass(frozen=True)
class Piece:
    """A grid and where it lies on the 16×16 canvas of a person standing in the middle."""

    grid: str
    top: int
    left: int

    def layer(
        self,
        materials: tuple[int, ...],
        *,
        shift: int = 0,
        mirrored: bool = False,
        edged: bool = False,
    ) -> Layer:
        """It as a layer in these materials; mirrored, it changes sides of the canvas too."""
        left = self.left
        if mirrored:
            width = len(self.grid.strip("\n").split("\n")[0])
            left = 16 - self.left - width
        return Layer(
            self.grid,
            self.top,
            left + shift,
            materials,
            mirrored=mirrored,
            edged=edged,
        )


@dataclass(frozen=True)
class Wear:
    """A hairdo, a hat or a garment, seen from the front, from its left (facing right), and behind.

    Attributes:
        front, side, back: the piece to draw.
        hides_hair: whether no hair is seen under it.
        shows_legs: whether legs, and not only feet, are drawn below it.
        gives: the row that is left out where it sinks in a step.
        brim: the row of the canvas down to which no hair shows beside a hat.
    """

    front: Piece
    side: Piece
    back: Piece
    hides_hair: bool = False
    shows_legs: bool = True
    gives: int = 1
    brim: int = 5
