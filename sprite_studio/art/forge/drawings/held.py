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
l.l
lbl
l3l
.3.
.3.
.3.
.3.
.3.
.2.
"""
HAMMER = """
lbd
lbd
bbd
.3.
.3.
.3.
.3.
.3.
.2.
"""
MACE = """
.b.
lhb
bbd
.B.
.3.
.3.
.3.
.3.
.2.
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
.3.
.3.
"""
BOW = """
.33
..3
l.3
l.3
l.3
l33
.3.
"""
BOW_GRIP = "l.3"
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
.b.
.b.
"""
LUTE = """
.....3
.....3
....3.
.bb3..
bbbb3.
bbkb3.
bbb33.
.333..
"""
LUTE_NECK = """
..3
..3
.3.
3..
"""
BOOK = """
2343w
2BL4w
2LB4w
2222w
"""

HOE = """
lbb
.3b
.3.
.3.
.3.
.3.
.3.
.3.
.3.
.2.
"""
BASKET = """
.333.
3...3
32223
34343
.333.
"""

HELD = {
    "sword": Piece(SWORD, 5, 12),
    "dagger": Piece(DAGGER, 8, 12),
    "axe": Piece(AXE, 4, 12),
    "hammer": Piece(HAMMER, 4, 12),
    "mace": Piece(MACE, 4, 12),
    "staff": Piece(STAFF, 4, 12),
    "wand": Piece(WAND, 5, 12),
    "bow": Piece(BOW, 6, 12),
    "pitchfork": Piece(PITCHFORK, 3, 12),
    "hoe": Piece(HOE, 4, 12),
    "basket": Piece(BASKET, 8, 10),
    "torch": Piece(TORCH, 3, 12),
    "sceptre": Piece(SCEPTRE, 4, 12),
    "lute": Piece(LUTE, 6, 9),
    "book": Piece(BOOK, 9, 10),
}
"""Held things by name."""

SEEN_FROM_BEHIND = {"lute": Piece(LUTE_NECK, 6, 12)}
"""What is seen from behind of a thing that the body hides but for that part."""

BEFORE_THE_BODY = ("lute", "book", "basket")
"""Those held before the chest rather than beside it."""

BLADES = ("sword", "dagger", "axe")
"""Held things that are never of gold: a blade of gold reads as a flame or a fruit."""

STEEL_TOOLS = ("pitchfork", "hoe", "hammer")
"""Held things that are always of the lightest metal, so that tines are seen."""

LOW_THINGS = ("bow", "basket", "book")
"""Held things that are never raised: they would hide the nose."""

SHIELD = """
LLLB
LblB
LbbB
.LB.
"""
SHIELD_SIDE = """
LLB
LbB
LbB
.B.
"""

STRAP = """
2.....
.2....
..22..
....2.
"""
QUIVER_SIDE = """
b.b.
332.
.332
..32
"""
QUIVER_BACK = """
bbb
333
333
332
"""
OFFHAND = {
    "shield": Wear(Piece(SHIELD, 9, 1), Piece(SHIELD_SIDE, 9, 2), Piece(SHIELD, 9, 11)),
    "quiver": Wear(Piece(STRAP, 10, 5), Piece(QUIVER_SIDE, 8, 1), Piece(QUIVER_BACK, 9, 9)),
}
"""Things for the other hand or on the back."""

ON_THE_BACK = ("quiver",)
"""Those of them that hang from a strap."""
