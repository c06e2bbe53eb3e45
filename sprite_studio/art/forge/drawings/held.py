"""What people hold in their hands, as seen from the front at the right of the picture."""

from sprite_studio.art.forge.wear import Piece, Wear

SWORD = """
.l.
.lb
.lb
.lb
.lb
.lb
LLB
.3.
"""
DAGGER = """
.l.
.lb
.lb
LBB
.3.
"""
AXE = """
3b.
3lb
3lb
3lb
3b.
3..
3..
3..
3..
2..
"""
HAMMER = """
lbbd
lbbd
bbdd
.3..
.3..
.3..
.3..
.3..
.2..
"""
MACE = """
.bb.
lhbb
bbbd
.bd.
.B..
.3..
.3..
.3..
.2..
"""
STAFF = """
.B.
BLB
BBD
.D.
.3.
.3.
.3.
.3.
.3.
.2.
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
33.
k33
k.3
k.4
k.4
k.3
k33
33.
"""
PITCHFORK = """
l.l
l.l
bbb
.3.
.3.
.3.
.3.
.3.
.3.
.3.
.2.
"""
TORCH = """
.B.
.BB
BLB
BLB
.B.
.3.
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
....22
...32.
..32..
.333..
34k33.
34332.
.332..
"""
BOOK = """
BBBB
BLLB
BLLB
BBBD
wwww
"""

HOE = """
3bb
3.b
3.b
3..
3..
3..
3..
3..
3..
3..
2..
"""
BASKET = """
.333.
3...3
BLBLB
34343
.323.
"""

HELD = {
    "sword": Piece(SWORD, 5, 12),
    "dagger": Piece(DAGGER, 8, 12),
    "axe": Piece(AXE, 3, 12),
    "hammer": Piece(HAMMER, 4, 11),
    "mace": Piece(MACE, 4, 11),
    "staff": Piece(STAFF, 4, 12),
    "wand": Piece(WAND, 7, 12),
    "bow": Piece(BOW, 6, 12),
    "pitchfork": Piece(PITCHFORK, 3, 12),
    "hoe": Piece(HOE, 3, 12),
    "basket": Piece(BASKET, 8, 10),
    "torch": Piece(TORCH, 5, 12),
    "sceptre": Piece(SCEPTRE, 6, 12),
    "lute": Piece(LUTE, 6, 9),
    "book": Piece(BOOK, 9, 11),
}
"""Held things by name."""

STEEL_TOOLS = ("pitchfork", "hoe", "hammer")
"""Held things that are never of gold."""

SHIELD = """
LLLLB
LbbbB
LblbB
.LBB.
"""
SHIELD_SIDE = """
LLB
LbB
LbB
.B.
"""

FLETCHINGS = """
b.b.
bbb.
.22.
.22.
"""
QUIVER_SIDE = """
b.b..
bbb..
.222.
.3222
..222
"""
QUIVER_BACK = """
b.b
bbb
333
323
332
.2.
"""
OFFHAND = {
    "shield": Wear(Piece(SHIELD, 9, 1), Piece(SHIELD_SIDE, 9, 2), Piece(SHIELD, 9, 10)),
    "quiver": Wear(Piece(FLETCHINGS, 2, 1), Piece(QUIVER_SIDE, 8, 1), Piece(QUIVER_BACK, 8, 9)),
}
"""Things for the other hand or on the back."""

ON_THE_BACK = ("quiver",)
"""Those of them that hang from a strap."""
