"""What people hold in their hands, as seen from the front at the right of the picture."""

from sprite_studio.art.forge.wear import Piece

SWORD = """
.lb.
.lb.
.lb.
.lb.
.lb.
.lb.
LLBB
.33.
"""
DAGGER = """
.lb
.lb
.lb
LBB
.3.
"""
AXE = """
.3bb
.3lb
.3bb
.2.b
.3..
.3..
.3..
.2..
"""
HAMMER = """
bbbb
llbb
bbdd
.32.
.32.
.32.
.32.
"""
MACE = """
.bb.
blbb
bbbd
.dd.
.32.
.32.
.32.
"""
STAFF = """
.BB.
BLBB
BBBD
.BD.
.32.
.32.
.32.
.32.
.32.
.32.
.32.
"""
WAND = """
.B.
BLB
.B.
.3.
.3.
.3.
"""
BOW = """
33..
.33.
w.32
w..3
w..3
w..3
w..3
w.32
.33.
33..
"""
PITCHFORK = """
b.b.b
b.b.b
bbbbb
..3..
..3..
..3..
..3..
..3..
..2..
"""
TORCH = """
.B.
BLB
BLB
BBB
.3.
.3.
.2.
"""
SCEPTRE = """
.B.
BLB
.B.
.b.
.b.
.b.
.b.
"""
LUTE = """
....bb
...22.
.332..
34433.
343k3.
.3333.
..33..
"""
BOOK = """
BBBB
BLLB
BLLB
BBBD
wwww
"""

HELD = {
    "sword": Piece(SWORD, 5, 12),
    "dagger": Piece(DAGGER, 8, 12),
    "axe": Piece(AXE, 5, 12),
    "hammer": Piece(HAMMER, 6, 12),
    "mace": Piece(MACE, 6, 12),
    "staff": Piece(STAFF, 4, 12),
    "wand": Piece(WAND, 7, 12),
    "bow": Piece(BOW, 4, 12),
    "pitchfork": Piece(PITCHFORK, 5, 11),
    "torch": Piece(TORCH, 6, 12),
    "sceptre": Piece(SCEPTRE, 6, 12),
    "lute": Piece(LUTE, 8, 9),
    "book": Piece(BOOK, 9, 11),
}
"""Held things by name."""

SHIELD = """
LLLLB
LbbbB
LblbB
LbbbB
.LBB.
"""
OFFHAND = {"shield": Piece(SHIELD, 9, 0)}
"""Things for the other hand."""
