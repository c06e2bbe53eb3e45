"""Clothes, legs and capes of people. Bodies fill rows 10 to 12, legs rows 13 and 14."""

from sprite_studio.art.forge.wear import Piece, Wear

TUNIC_FRONT = """
.llbbbbbd.
lobbbbbbod
3oddBBddo3
"""
TUNIC_BACK = """
.llbbbbbd.
lobbbbbbod
3oddddddo3
"""
TUNIC_SIDE = """
.lbbb.
lbbbbd
ddddBd
"""

ARMOUR_FRONT = """
hlbbbbbbbd
lollbbddod
3obbBBbdo3
"""
ARMOUR_SIDE = """
.hlbd.
lbbbdd
dBBBBd
"""
ARMOUR_BACK = """
hlbbbbbbbd
lobbbbbdod
3obbBBbdo3
"""

ROBE = """
.llbBBbbd.
lobbBBbbod
3obbBBbbo3
.lbbBBbbd.
"""
ROBE_SIDE = """
..lbbbb..
..lbbbBd.
.llbbbBd.
.lbbbbBbd
"""

DRESS_FRONT = """
.3lb33bd3.
3oBBBBBBo3
3olbbbbdo3
lbbbbbbbbd
"""
DRESS_SIDE = """
..lbbbd..
..BBBBD..
.llbbbbd.
lbbbbbbbd
"""
DRESS_BACK = """
.3lbbbbd3.
3oBBBBBBo3
3olbbbbdo3
lbbbbbbbbd
"""

APRON_FRONT = """
.lBbbbbBd.
lobBBBBbod
3obBBBBbo3
..LBBBBD..
"""
APRON_SIDE = """
.bbbB.
bbbBBB
bbbBBB
..BBBD
"""
APRON_BACK = """
.lBbbbbBd.
lobBbbBbod
3oBBBBBBo3
"""

FUR_FRONT = """
33BBBBBB33
3o33333Bo3
3obbbbbbo3
"""
FUR_SIDE = """
3BBB33
3333B3
bbbbbd
"""
FUR_BACK = """
33BBBBBB33
3oB3333Bo3
3obbbbbbo3
"""

CLOTHES = {
    "tunic": Wear(Piece(TUNIC_FRONT, 10, 3), Piece(TUNIC_SIDE, 10, 5), Piece(TUNIC_BACK, 10, 3)),
    "armour": Wear(
        Piece(ARMOUR_FRONT, 10, 3), Piece(ARMOUR_SIDE, 10, 5), Piece(ARMOUR_BACK, 10, 3)
    ),
    "robe": Wear(
        Piece(ROBE, 10, 3),
        Piece(ROBE_SIDE, 10, 3),
        Piece(ROBE, 10, 3),
        shows_legs=False,
    ),
    "dress": Wear(
        Piece(DRESS_FRONT, 10, 3),
        Piece(DRESS_SIDE, 10, 3),
        Piece(DRESS_BACK, 10, 3),
        shows_legs=False,
        gives=2,
    ),
    "apron": Wear(Piece(APRON_FRONT, 10, 3), Piece(APRON_SIDE, 10, 5), Piece(APRON_BACK, 10, 3)),
    "fur": Wear(Piece(FUR_FRONT, 10, 3), Piece(FUR_SIDE, 10, 5), Piece(FUR_BACK, 10, 3)),
}
"""Garments by name."""

LEGS_FRONT = (
    Piece(".bb..bd.\n.BB..BB.", 13, 4),
    Piece(".bb..DD.\nBBB.....", 13, 4),
    Piece(".DD..bd.\n.....BBB", 13, 4),
)
LEGS_SIDE = (
    Piece(".bbbd.\n.BBBBB", 13, 5),
    Piece(".ddb.bbb.\n.DD..BBBB", 13, 4),
    Piece("..bbbDD..\n.BBB.....", 13, 4),
)
FEET_FRONT = (
    Piece("BB..BB", 14, 5),
    Piece("BB....\nBBB...", 13, 5),
    Piece("....BB\n...BBB", 13, 5),
)
FEET_SIDE = (
    Piece(".BBBB..", 14, 5),
    Piece(".....BB.\nDD...BBB", 13, 4),
    Piece("BB......\nBBB.....", 13, 4),
)
"""Legs and feet: standing, one foot forward, the other. The other foot is lifted, or hidden by the
hem, where it would look like the first one. A boot that steps from under a hem parts it."""

ARM_SIDE = (
    Piece("ol\nol\n33", 10, 7),
    Piece("ol...\n.oll3", 10, 7),
    Piece(".ol\n33o", 10, 5),
)
"""The near arm of one seen from the side: hanging, swung forward, swung back."""
HOLDING_ARM = Piece("ol..\nolll\n.ooo", 10, 7)
"""The near arm of one who holds something before them."""

LIFTED_HAND = "3\nx"
"""A hand a pixel higher, laid on a front or back view."""

CAPE_FRONT = """
.bbb....bbd.
bbb......bbd
bb........bd
bb........bd
"""
CAPE_SIDE = """
bbbd
lbbd
lbbd
lbbd
"""
CAPE_BACK = """
...lbbd...
...lbbd...
..lbbbbd..
.dddddddd.
"""
CAPE = Wear(Piece(CAPE_FRONT, 10, 2), Piece(CAPE_SIDE, 10, 3), Piece(CAPE_BACK, 10, 3))
