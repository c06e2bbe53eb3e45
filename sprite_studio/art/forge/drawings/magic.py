"""Magic and things of power."""

from sprite_studio.art.forge.thing import Shape, Thing

SCROLL = """
BBbbbbbbbbbbBB
LBllllllllllLB
BBbbbbbbbbbbBB
..dddddddddd..
..lbddbdddbb..
..lbbbbbbbbb..
..lbdddbddbb.. *
..lbbbbbbbbb..
..lbddbddbbd.. *
..lbbbbbbbbd..
BBbbbbbbbbbbBB
LBllllllllllLB
BBddddddddddBB
~~~~~~*~~*~~~~
"""
CURLED_SCROLL = """
.bbbbbbbbbb...
bllllllllllb..
bldddlllllbb..
bdkkdbbbbbbb..
bbddblbbbbbb..
.ddbblddbddb..
...blbbbbbbb..
...bldddbddb..
...blbbbbbbb.. *
...blddb34dbb.
...blbbb33bddb
..bbbbbbbbdkkb
.bllllllllbddb
.bbbbbbbbbbbb.
~~~~~~*~~~~~~~
"""
BOOK = """
..bbbbbbbbbbb
.bllllllllllb
dblbbbbbbbbbd
dblbbBBBBbbbd
dbbbBLLBBBbbd
dbbbBLBBDBbbd *
dbbbbBBDDbbbd
dbbbbbBDbbbbd
dbbbbbbbbbbbd *
dbbbbbbbbbbdd
dbdddddddddd.
d4444444443..
.dddddddddddd
~~~~*~~~~~*~~
"""
TOME = """
.bbbbbbbbbb..
bllBbbbbBbbd.
blbBbbbbBbbd4 *
bbbBbbbbBbbd4
BBBBbLLbBBBB4
bbbbLBBDbbbd4
bbbbLBBDbbbd4 *
bbbbbDDbbbbd4
BBBBbbbbBBBB4
bbbBbbbbBbbd4
bbbBbbbbBbbd4
bddBddddBddd.
.22222222222.
~~~~*~~*~~~~~
"""
WAND = """
.........b....
.........lb...
........blbb..
.....bbblhlbbb
......bllllbd.
.......blbbd..
......blbbbbd.
......bbdBdbb.
.....LB...bd..
....LB........ /
...LB......... /
..LB..........
.LB...........
.B............
~~~//~~~~~~~~~
"""
STAFF = """
..........BBB.
.........BLLBB
.......b.BLLBB
.......bbBBBBD
......lb.BBBDD
.......bbbDDbb
......lbdbbbb.
.....lbd......
....lbd....... /
...lbd........ /
..lbd......... /
.lbd..........
lbd...........
bd............
~~~///~~~~~~~~
"""
CROOK = """
...bbbbb...
..blllbbb..
.blb..bbbd.
.bl.BB.bbd.
.b.BLBD.bd.
...BBDD.bd.
....DD.bbd.
......lbd..
.....lbd...
....lbd....
....lbd....
....lbd.... *
....lbd....
....bdd....
"""
ORB = """
....bbbb....
..bblllbbb..
.bllhllbbbb.
.blhhlbbbbd. *
bbllllbbbbbd
bbllbbbbbbdd
bbbbbbbbbbdd *
bbbbbbbbbddd
.bbbbbbbddd.
.BbbbbddddB.
..LBddddBD..
..LLBBBBBD..
.LLBBBBBBDD.
~~~~*~~~*~~~
"""
FIREBALL = """
...........b..
.......b..bb..
......bb.bbb..
...b.bbbbbb...
..bbbbbbbBb...
.bbbBBBbbBb.b.
.bBBLLBBBBbbb.
bbBLwwLBBBbb..
bBLwwwLBBbb...
bBLwwwLBBb....
bBLLwLLBBb....
bbBBLLBBbb....
.bbBBBBbb.....
...bbbbb......
"""
FLAME = """
......b.......
......bb......
...b..bbb.....
...bb.bbb..b..
..bbbbbBbb.b..
..bbbbBBbbbb.. *
.bbbBbBBBbbb..
.bbBBBBLBBbbb.
bbbBLBLLBBBbb.
bbBBLLwLLBBbb. *
bbBLLwwwLLBbb.
bbBLLwwwLBBbb.
.bbBLLwLLBbb..
..bbbBBBBbb...
~~~~*~~~~~*~~~
"""
ICE = """
......b.......
.....hb.......
.....hbb......
..b..hbb......
..hb.hbbd..b.. *
..hb.hbbd.hb..
..hbdhbbd.hbd.
..hbdlbbdhbbd.
..hbdlbbdhbbd. *
..lbdlbbdlbdd.
.llbdlbbdlbdd.
.lbbbbbbbbbddd
.dddddddddddd.
~~~~~*~~*~~~~~
"""
ICE_CUBE = """
......hh......
....hhhwhh....
..hhhwhhhhhh..
hhhhhhhhhhwhhb
bllhhhhhhhhbbd
blwllhhhhbbbdd
bllwlllbbbbddd *
bllllwlbbbbbdd
bllwlllbbbdbdd
bllllllbbbbbdd
.bllwllbbbdbd.
...blllbbdd...
.....blbd.....
"""
LIGHTNING = """
.....bbbbbbb..
....blllbbb...
....bllbbb....
...bllbbb.....
...bllbbb..... *
..blllbbbbbb..
..bbblllbbb...
.....llbbb....
....bllbb.....
....blbb......
...bbbb....... *
...bbb........
..bbb.........
..bb..........
~~~~~~*~~~~~~~
"""
ZIGZAG = """
......bbbb
.....bllb.
....bllb..
...bllb...
..bllbbbb.
.bllllllb.
.bbbbllb.. *
....bllb..
...bllbbb.
..blllllb.
..bbbllb.. *
....blb...
...blb....
...bb.....
~~~~*~~~~~
"""
LEAF = """
..........bbbb
.......bbbblbb
.....bbllblbb.
....blllblbbd.
...blllblbbbd.
..bblblblbbbd. *
..blbblbbbbd..
.bllblbdbbbd..
.blblbbbdbbd..
.bblbdbbbbd...
.blbbbdbbd....
.bbbbbbdd.....
.B.bddd.......
B.............
~~~~~~*~~~~~~~
"""
SPRIG = """
......bbb.....
.....bllbb....
.....blbbd....
.bb..blbbd.bb.
bllb.blbbdbllb
blbbbblbdbblbd
bblbbbbbbbblbd *
.bbblbBBblbbd.
..bbblBBlbbd..
....bbBBbd....
......BD......
.....BB....... *
.....BD.......
~~~*~~~~~~*~~~
"""
STAR = """
......bb......
......lb......
.....llbb.....
.....hlbb..... *
bbbbbhlbbbbbbb
bllhhllbbbbbdd
.bbllllbbbbdd.
..bbllbbbbdd..
...blbbbbbd... *
...lbbbbbbd...
..blbbddbbdd..
..lbbd..dbbd..
.bbdd....ddbd.
.bd........dd.
"""
SPARKLE = """
.......b......
.......b......
......lbb..... *
......lbb.....
.....llhbb....
...bllhhhbbb..
bblllhwwhbbbbd
...bbbhhbbbd..
.....bbhbd....
......bbd..... *
......bbd.....
.......d......
.......d......
"""

THINGS = (
    Thing(
        "scroll",
        "spell",
        (Shape(SCROLL), Shape(CURLED_SCROLL)),
        (("parchment",), ("wood", "gold", "red"), ("red", "blue", "purple", "green")),
        mirrors=True,
    ),
    Thing(
        "book",
        "spell",
        (Shape(BOOK), Shape(TOME)),
        (("red", "blue", "green", "purple", "brown", "teal"), ("gold", "white"), ("cream",)),
    ),
    Thing(
        "wand",
        "spell",
        (Shape(WAND),),
        (("yellow", "pink", "teal", "purple", "red", "blue"), ("wood", "black", "cream")),
        mirrors=True,
    ),
    Thing(
        "staff",
        "spell",
        (Shape(STAFF), Shape(CROOK)),
        (("wood", "brown"), ("blue", "red", "green", "purple", "teal", "pink")),
        mirrors=True,
    ),
    Thing(
        "orb",
        "spell",
        (Shape(ORB),),
        (("blue", "purple", "teal", "green", "red", "pink"), ("gold", "steel", "wood")),
    ),
    Thing(
        "fireball",
        "spell",
        (Shape(FIREBALL), Shape(FLAME)),
        (("fire",), ("flame",)),
        mirrors=True,
    ),
    Thing("ice", "spell", (Shape(ICE), Shape(ICE_CUBE)), (("ice",),), mirrors=True),
    Thing("lightning", "spell", (Shape(LIGHTNING), Shape(ZIGZAG)), (("bolt",),), mirrors=True),
    Thing(
        "leaf",
        "spell",
        (Shape(LEAF), Shape(SPRIG)),
        (("leaf", "green", "orange", "teal"), ("wood",)),
        mirrors=True,
    ),
    Thing("star", "spell", (Shape(STAR), Shape(SPARKLE)), (("yellow", "gold", "teal", "pink"),)),
)
"""Everything magical."""
