"""Fruit."""

from sprite_studio.art.forge.thing import NO_PART, Part, Shape, Thing

APPLE = """
......2.....
.....3......
..bbbb3bbb..
.bllbbbbbbb.
blhlbbbbbbbd
bllbbbbbbbbd
bbbbbbbbbbbd *
bbbbbbbbbbdd
bbbbbbbbbbdd
.bbbbbbbbdd.
..bbbbbddd..
...bb..dd...
~~~*~~~~~~~~
"""
APPLE_LOW = """
.....2......
.....33.....
.bbbbb3bbbb.
bbllbbbbbbbd
bllhbbbbbbbd
bllbbbbbbbdd
bbbbbbbbbbdd *
bbbbbbbbbbdd
.bbbbbbbddd.
..bbb..ddd..
~~~*~~~~~~~~
"""
APPLE_LEAF = """
.BLL
BBLB
.DB.
"""
APPLE_LEAF_LEFT = """
LLB.
.BBD
"""
PEAR = """
......2.....
.....3......
....bb......
...bllb.....
...blbbd....
...blbbd.... +
..bblbbbd...
.bbllbbbbd..
.bllhbbbbdd.
bbllbbbbbbdd
bbbbbbbbbbdd *
.bbbbbbbbdd.
.bbbbbbbddd.
...bbbddd...
~~~~*~~~~~~~
"""
PEAR_LEAF = """
BLB
.BD
"""
CHERRY = """
.........22.
.......33.2.
.....33..3..
....3....3..
...3.....3.. *
.bbb....bb..
blhbb.bbbbb.
blbbd.blhbbd
bbbdd.blbbbd
.ddd..bbbbdd
.......bddd.
"""
CHERRY_LEAF = """
LLB.
BBLB
..BD
"""
GRAPES = """
.....33.....
....3.......
..bb.bb.bb..
.blhblhblhb.
.blbbbbdblbd
..dbbddbbdd.
..blhblhbd.. *
..blbbbbdbd.
...ddblhbd..
....bbbbd...
.....blhd...
.....bbdd...
......dd....
"""
GRAPES_LEAF = """
.LLB
LBBD
.BD.
"""
BANANA = """
..........33.
..........bb.
..........lb.
.........blbd
.........blbd *
........blbbd
.......blbbd.
.....bblbbdd.
..bbbllbbbd..
.3llllbbbdd..
.3bbbbbddd...
...ddddd.....
"""
BANANAS = """
.......33....
.......3b....
......bbbb...
.....blbblb..
....blbdblbd.
...blbbdblbd. *
..blbbdblbbd.
.blbbddblbbd.
.blbbd.blbd..
blbbd.blbbd..
bbbd..bbbd...
33....33.....
"""
LEMON = """
.........bb.
...bbbbbbbbb
..bllllbbbbd
.bllhhlbbbd.
bllhhlbbbbd.
bllllbbbbbd. *
blllbbbbbdd.
bbbbbbbbddd.
bbbbbbbddd..
bbdddddd....
.d..........
~~~~*~~~~~~~
"""
CITRUS_HALF = """
....bbbbb....
..bb44444bb..
.b44ll4ll44d.
.b4lll4lll4d.
b4llll4llll4d
b4hlll4llll4d
b44444444444d
b4llll4lllb4d
b4llll4lllb4d
.b4lll4llb4d.
.b44ll4lb44d.
..dd44444dd..
....ddddd....
"""
LEMON_LEAF = """
LLB
BBD
"""
STRAWBERRY = """
.....3......
..B.BBB.BB..
.BLLLBLLBB..
..DBBDBBDD..
.bbDbbDbbDd.
bbllbb4bbbdd
bl4bbbbb4bdd
bbbb4bbbbbdd *
.bbbbbb4bdd.
.bb4bbbbbdd.
..bbbb4bdd..
...bbbddd...
....bddd....
.....dd.....
"""
MELON_SLICE = """
L............L
B4..........4B
B4llllbbbbbb4B
B4blkbbbbkbb4B
.B4bbbkbbbb4B.
.B4bbbbbbkb4B. +
..B4bkbbbb4BD.
...B44bb44BD..
....BB44BBD...
......BBD.....
"""
MELON_WEDGE = """
......l......
.....llb.....
.....lbb.....
....llkbb....
....lbbbb....
...lbbbkbd... *
...lkbbbbd...
..llbbbbbbd..
..lbbbkbkbd..
.4444444444..
.LBBBBBBBBD..
..DDDDDDDD...
"""
PINEAPPLE = """
..B...L..B..
...B.LL.B...
.B..BLB.BB..
..BBBLBBB...
....BBBB....
...blblbd...
..blhblbbd..
..lblbbdbd..
..blblbbdd.. *
..lbbdbdbd..
..blbbdbdd..
..bbdbdbdd..
...bdbddd...
....dddd....
"""
APPLE_PARTS = ((NO_PART, Part(APPLE_LEAF, 0, 7), Part(APPLE_LEAF_LEFT, 0, 2)),)
CITRUS = (
    Shape(LEMON, ((NO_PART, Part(LEMON_LEAF, 0, 6), Part(LEMON_LEAF, 0, 7)),)),
    Shape(CITRUS_HALF),
)

THINGS = (
    Thing(
        "apple",
        "food",
        (Shape(APPLE, APPLE_PARTS), Shape(APPLE_LOW, APPLE_PARTS)),
        (("red", "green"), ("leaf",), ("wood",)),
    ),
    Thing(
        "pear",
        "food",
        (Shape(PEAR, ((NO_PART, Part(PEAR_LEAF, 0, 7), Part(PEAR_LEAF, 1, 7)),)),),
        (("green", "yellow"), ("leaf",), ("wood",)),
        mirrors=True,
    ),
    Thing(
        "cherry",
        "food",
        (Shape(CHERRY, ((NO_PART, Part(CHERRY_LEAF, 0, 4), Part(CHERRY_LEAF, 1, 4)),)),),
        (("red",), ("leaf",), ("leaf", "wood")),
        mirrors=True,
    ),
    Thing(
        "grapes",
        "food",
        (Shape(GRAPES, ((Part(GRAPES_LEAF, 0, 6), Part(GRAPES_LEAF, 0, 1)),)),),
        (("purple", "green", "blue"), ("leaf",), ("wood",)),
        mirrors=True,
    ),
    Thing(
        "banana",
        "food",
        (Shape(BANANA), Shape(BANANAS)),
        (("yellow",), ("leaf",), ("wood",)),
        mirrors=True,
    ),
    Thing("lemon", "food", CITRUS, (("yellow",), ("leaf",), ("cream",)), mirrors=True),
    Thing("lime", "food", CITRUS, (("green",), ("leaf",), ("cream",)), mirrors=True),
    Thing("strawberry", "food", (Shape(STRAWBERRY),), (("red",), ("leaf",), ("yellow",))),
    Thing(
        "watermelon",
        "food",
        (Shape(MELON_SLICE), Shape(MELON_WEDGE)),
        (("red",), ("green",), ("cream",)),
    ),
    Thing("pineapple", "food", (Shape(PINEAPPLE),), (("yellow", "gold"), ("leaf",))),
)
"""Every fruit."""
