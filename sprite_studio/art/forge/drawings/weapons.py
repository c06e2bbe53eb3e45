"""Weapons, shields and tools."""

from sprite_studio.art.forge.thing import Shape, Thing

SWORD = """
............hh
...........lhb
..........lhbd
.........lhbd. /
........lhbd.. /
.......lhbd... /
......lhbd....
..B..lhbd.....
..LBlhbd......
...LBbd.......
...3LB........
..34.LB.......
.34...BD......
BB............
~~~~~~~~///~~~
"""
BROADSWORD = """
...........bhh
..........lbhb
.........lbhbd
........lbhbd. /
.......lbhbd.. /
.B....lbhbd... /
.LB..lbhbd....
..LBlbhbd.....
...LBhbd......
....LBd.......
...33LB.......
..33..LB......
LB3....BD.....
BD............
~~~~~~~~///~~~
"""
CURVED_SWORD = """
............l.
...........lb.
..........lhb.
.........lhbb.
........lhbbd.
.......lhbbd..
......lhbbd... /
..B..lhbbd.... /
..BBlhbbd.....
...LBbbd......
...3LBd.......
..34.LB.......
.34...BD......
.B............
~~~~~~//~~~~~~
"""

DAGGER = """
.........hh
........lhb
.......lhbd
......lhbd. /
.....lhbd.. /
.B..lhbd...
.LBlhbd....
..LBbd.....
..3LB......
.34.LB.....
BB...B.....
~~~~~~//~~~
"""

AXE = """
......BB......
.bb...LB......
bllbbbLBbb....
llhbbbLBbb.... *
lhbbbbLBbd....
llbbbbLBdd....
bbbb..LB......
.bd...LB...... *
......LB......
......LB...... *
......LB......
......LB......
......BD......
~~~*~~~~*~~~~~
"""
DOUBLE_AXE = """
.bb..BB..bb.
bllbbLBbbbbd
lhbbbLBbbbbd
lhbbbLBbbbbd
llbbbLBbbbbd *
bbb..LB..bdd
.d...LB...d.
.....LB..... *
.....LB.....
.....LB..... *
.....LB.....
.....BD.....
~~~*~~~~*~~~
"""

HAMMER = """
bbb......bbb
bhlbbbbbbbbd
blllllllbbbd
blbbbbbbbbbd *
blbbbbbbbbdd
bbddddddddbd
bdd..LB..ddd
.....LB.....
.....LB..... *
.....LB.....
.....LB..... *
.....LB.....
.....BD.....
~~~*~~~~~*~~
"""

SPEAR = """
............hb
..........hlbb
........hllbd.
.......hllbbd.
......llbbbd..
.......dbbdd..
.......LBbd...
......LB.d....
.....LB....... /
....LB........ /
...LB......... /
..LB..........
.LB...........
LB............
~~~///~~~~~~~~
"""
TRIDENT = """
h.....h......h
l.....lb.....l
lb...llbb...lb
lb....lb....lb *
lb....lb....lb
.lb...lb...lb.
..lbbblbbbbb..
...bddlbdddd..
......LB......
......LB...... *
......LB......
......LB...... *
......LB......
......BD......
~~*~~~~~~~~*~~
"""

BOW = """
.bbbb........
..w.blb......
..w..blb.....
..w...blb....
..w....lb....
..w....lbb...
BBBBBBBBBBB3.
..w....lbb... *
..w....lbd...
..w...lbd....
..w..lbd.....
..w.bbd......
.bbbb........
~~~~*~~~~~~~~
"""

KITE_SHIELD = """
LLLLLLLLLLLD
LlbbbBBbbbbD
LlbbbBBbbbbD
LbbbbBBbbbbD *
LBBBBBBBBBBD
LBBBBBBBBBBD
LbbbbBBbbbdD *
LbbbbBBbbbdD
.LbbbBBbbdD.
.LbbbBBbddD.
..LbbBBddD..
...LbBBdD...
....LDDD....
~~~*~~~~*~~~
"""
ROUND_SHIELD = """
....LLLLLL....
..LLbbbbbbBB..
.LbblbbbbbbbB.
.LblbbbbbbbbB.
LblbbbLLLbbbbD *
LblbbLLLBBbbbD
LbbbbLLLBBbbdD *
LbbbbLLBBBbbdD
LbbbbbBBBbbbdD
.LbbbbbbbbbdD.
.LbbbbbbbbddD.
..BBbbbbddDD..
....BDDDDD....
~~~~*~~~~~*~~~
"""

THINGS = (
    Thing(
        "sword",
        "spell",
        (Shape(SWORD), Shape(BROADSWORD), Shape(CURVED_SWORD)),
        (("steel", "gold", "teal", "red"), ("gold", "brown", "grey"), ("leather", "blue")),
        mirrors=True,
    ),
    Thing(
        "dagger",
        "spell",
        (Shape(DAGGER),),
        (("steel", "gold", "green"), ("gold", "brown", "purple"), ("leather", "red")),
        mirrors=True,
    ),
    Thing(
        "axe",
        "spell",
        (Shape(AXE), Shape(DOUBLE_AXE)),
        (("steel", "gold", "red", "teal"), ("wood",)),
        mirrors=True,
    ),
    Thing("hammer", "spell", (Shape(HAMMER),), (("steel", "stone", "gold"), ("wood",))),
    Thing(
        "spear",
        "spell",
        (Shape(SPEAR),),
        (("steel", "gold", "white"), ("wood", "wood", "red")),
        mirrors=True,
    ),
    Thing("trident", "spell", (Shape(TRIDENT),), (("gold", "teal", "steel"), ("wood",))),
    Thing(
        "bow",
        "spell",
        (Shape(BOW),),
        (("wood", "brown", "gold", "green"), ("dough",), ("steel",)),
        mirrors=True,
    ),
    Thing(
        "shield",
        "spell",
        (Shape(KITE_SHIELD), Shape(ROUND_SHIELD)),
        (("red", "blue", "green", "purple", "teal", "brown"), ("steel", "gold")),
    ),
)
"""Every weapon."""
