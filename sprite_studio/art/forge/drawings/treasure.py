"""Treasure and keepsakes."""

from sprite_studio.art.forge.thing import Shape, Thing

RING = """
.....BB.....
....BLBB....
...BLLBBD...
....BBBD....
...bbBDbb...
..bll..bbb..
.bll....bbd.
.bl......bd. *
.bb......bd.
.bb......dd.
.bbb....bdd.
..bbbbbbdd..
....dddd....
"""
AMULET = """
....BBBBBB....
..BBB....BBB..
.BB........BB.
.B..........B.
.B..........B. *
.BB........BB.
..BB......BB..
...BBBbbBBB...
....bllbbb....
....blbbbbd...
....bbbbbdd... *
.....bbbdd....
......bdd.....
.......d......
~~~~*~~~~*~~~~
"""
SKULL = """
...bbbbbbb...
..blllbbbbb..
.bllhllbbbbd. *
.blllbbbbbbd.
.blkkbbbkkbd.
.bkkkbbbkkkd. *
.bkkkbkbkkkd.
.bbbbbkbbbdd. *
..bbbbbbbdd..
...bkbkbkd...
...bbbbbbd...
...bdbdbdd...
~~~~~~*~~~~~~
"""
SKULL_BONES = """
.....bbbbb....
....bllbbbb...
...bllbbbbbd..
...bkkbbkkbd..
...bkkbbkkbd..
....bbkkbbd... *
.bb..bbbbd..bb
bbbb..bkb..bbb
..bbb.bbd.bbb.
....bbb.bbb...
......bbb.....
..bbbbb.bbbbb.
bbbb.......bbd
.bb.........d.
"""
KEY = """
..bbbb..
.bllbbb.
blb..bbd
bb....bd
bb....bd
bbb..bdd
.bbbbdd.
..blb...
..blb... *
..blbbb.
..blbdd. *
..blbb..
..blbdd.
..bbb...
"""
KEY_LYING = """
..bbbb........
.bllbbb.......
blb..bbd......
bb....bbbbbbbb
bb....bllllllb
bbb..bbdddbdbd
.bbbbbd..bb.bb
..bbdd...bd.bd
"""
GEM = """
...bbbbbbbb...
..bhllbbbblb..
.bhllbbbbbllb.
bhllbbbbbbblbd *
bbhhhllllbbbdd
.bllbbbbbbddd.
.bllbbbbbbddd. *
..bllbbbbddd..
..bblbbbbddd..
...bllbbddd...
....blbbdd....
.....bbdd.....
......bd......
~~~~*~~~~*~~~~
"""
CRYSTALS = """
......bb......
.....bhlb.....
.....hllbd....
..bb.hlbbd....
.bhlbhlbbd....
.hllbhlbbd.bb. *
.hlbdhlbbdbhlb
.hlbdhlbbdhlbd
.hlbdhlbbdhlbd *
.hlbdhlbbdhlbd
.blbdllbbdlbdd
..bddlbbddbdd.
....dbbdd.....
~~~~~*~~~~*~~~
"""
COIN = """
....bbbbbb....
..bbllllllbb..
.bllbbbbbbllb.
.blbbhhldbbbd.
blbbhlbbbdbbdd
blbbhlbbbbbbdd
blbbhlbbbbbbdd *
blbbhlbbbdbbdd
blbbbhlddbbbdd
.blbbbbbbbbdd.
.bbdbbbbbbddd.
..bbdddddddd..
....dddddd....
"""
BOMB = """
.........4w4..
........3444..
.......3.4....
......33......
....bbBBb.....
..bbbBLBBbb...
.bblbbbbbbbd..
.blhlbbbbbbd..
bblllbbbbbbbd. *
bbllbbbbbbbbd. *
bbbbbbbbbbbdd.
.bbbbbbbbbdd..
.bbbbbbbbddd..
..bbbbbdddd...
~~~~*~~~*~~~~~
"""
HEART = """
..bbbb..bbbb..
.bllllbbllbbb.
bllhhlbllbbbbd
blhhllllbbbbbd
blhllllbbbbbbd *
bllllbbbbbbbdd
.bllbbbbbbbdd.
.bbbbbbbbbddd.
..bbbbbbbddd.. *
...bbbbbddd...
....bbbddd....
.....bddd.....
......dd......
~~~*~~~~~~*~~~
"""

THINGS = (
    Thing(
        "ring",
        "spell",
        (Shape(RING),),
        (("gold", "steel"), ("red", "blue", "green", "purple", "teal", "pink")),
    ),
    Thing(
        "amulet",
        "spell",
        (Shape(AMULET),),
        (("red", "blue", "green", "purple", "teal", "pink"), ("gold", "steel")),
    ),
    Thing("skull", "spell", (Shape(SKULL), Shape(SKULL_BONES)), (("bone", "white"),)),
    Thing("key", "spell", (Shape(KEY), Shape(KEY_LYING)), (("gold", "steel"),), mirrors=True),
    Thing(
        "gem",
        "spell",
        (Shape(GEM), Shape(CRYSTALS)),
        (("red", "blue", "green", "purple", "teal", "pink", "orange"),),
    ),
    Thing("coin", "spell", (Shape(COIN),), (("gold", "gold", "steel"),)),
    Thing(
        "bomb",
        "spell",
        (Shape(BOMB),),
        (("black",), ("grey",), ("wood",)),
        mirrors=True,
    ),
    Thing("heart", "spell", (Shape(HEART),), (("red", "pink", "blue", "green"),)),
)
"""Everything precious."""
