"""Vegetables and mushrooms."""

from sprite_studio.art.forge.thing import Shape, Thing

CARROT = """
........L..L.
.....B..LBBL.
.....BLLBBB..
......BLBBLL.
....llbBBBD..
...llbbbDB...
..bllbdbb....
..blbbbbd.... *
.bdlbbbd.....
.blbbdd......
.bbbbd.......
bbbdd........
bbd..........
d............
"""
CARROT_UPRIGHT = """
..L..L..B.
..LB.L.BB.
...BLLBB..
....BBD...
..lllbbbd.
..lhlbbdd.
..llbbbbd. *
..ddbbbbd.
...lbbbd..
...lbbddd.
...bbbbd..
....bbd...
....bbd...
.....d....
"""
TOADSTOOL = """
....bbbbb....
..bbllwwbbb..
.bwwlwwwwbbd.
bwwwlbwwbbwdd
blwwbbbbbwwwd
bllbbwwbbwwdd *
bbbbbwwbbbddd
.ddddddddddd.
....LLLBB....
....LBBBD.... *
....LBBBD....
...LBBBBDD...
....BBBBD....
~~~~~~*~~~~~~
"""
CHAMPIGNON = """
....bbbbbb....
..bblllbbbbb..
.blllllbbbbbd.
.bllllbbbbbbd.
bbllbbbbbbbbdd
bbbbbbbbbbbbdd *
.3ddddddddddd.
...2222222....
....LLBBD.....
....LBBBD..... *
....LBBBD.....
.....BBDD.....
~~~~~~*~~~~~~~
"""
CORN = """
.......bb...
......blbb..
.....blblbd.
.....lblbbd.
.B...blblbd.
.LB..lblbbdB
.LB..blblbBB *
.LLB.lblbBBD
..LB.blbbBBD
..LLBlblBBD.
...LBBbBBDD.
...LLBBBBD..
....LBBBD...
.....BDD....
"""
EGGPLANT = """
..........33
........BB3.
.......BLLB.
.....bbBBBBB
....blbbBBDB
...bllbbbdB.
..bllbbbbdd.
.bllhbbbbdd. *
.blhlbbbbd..
bbllbbbbdd..
bbbbbbbbd...
bbbbbbbdd...
.bbbbddd....
...ddd......
"""
TOMATO = """
......3.....
...B.BB.BB..
..bBBLBBBb..
.bllBBBDBbb.
bllhbBbbDbbd
bllbbbbbbbbd
blbbbbbbbbdd *
bbbbbbbbbbdd
bbbbbbbbbddd
.bbbbbbbddd.
..bbdddddd..
~~~*~~~~~~~~
"""

THINGS = (
    Thing(
        "carrot",
        "food",
        (Shape(CARROT), Shape(CARROT_UPRIGHT)),
        (("orange",), ("leaf",)),
        mirrors=True,
    ),
    Thing(
        "mushroom",
        "food",
        (Shape(TOADSTOOL), Shape(CHAMPIGNON)),
        (("red", "brown", "crust", "purple"), ("cream",), ("parchment",)),
    ),
    Thing("corn", "food", (Shape(CORN),), (("yellow", "gold"), ("leaf",)), mirrors=True),
    Thing(
        "eggplant", "food", (Shape(EGGPLANT),), (("purple",), ("leaf",), ("leaf",)), mirrors=True
    ),
    Thing("tomato", "food", (Shape(TOMATO),), (("red",), ("leaf",), ("leaf",))),
)
"""Every vegetable."""
