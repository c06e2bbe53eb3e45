"""Creatures that are animals, more or less."""

from sprite_studio.art.forge.thing import Shape, Thing

BAT_UP = """
bb..........bb
bbb.b....b.bbb
.dbbbb..bbbbd.
.ddbbbbbbbbdd.
dddbllbbbbbddd *
dddbBkbbBkbddd
dddbBkbbBkbddd
d.dbbbbbbbbd.d
d..bbwbbwbd..d
....bbbbbd....
.....bbdd.....
~~~*~~~~~~*~~~
"""
BAT_DOWN = """
...b......b...
...bb....bb...
...bbbbbbbb...
...bllbbbbb...
.bbbBkbbBkbbb.
bddbBkbbBkbddb
dddbbbbbbbbddd *
dddbbwbbwbbddd
ddd.bbbbbd.ddd
d.d..bbdd..d.d
d............d
~~~*~~~~~~*~~~
"""
SNAKE = """
..bbbbb.......
.bllbbbb......
bwkbbbbbd.....
bkkbbbbbd.....
.bbbbbbbd.....
3.3.bbbd..bb..
.3..LLLd.bllb.
3...bbbd.blbbd *
....bbbd.LLLLd *
....LLLd.bbbbd
....bbbbbbbdbd
....bblLLbd.LL
.....ddddd..bb
............bd
"""
COBRA = """
.....bbbb.....
...bbllbbbb...
..bbwkbbwkbb..
.bblkkbbkkbbd.
.blbbbbbbbbbd. *
.blbLLLLLbbdd.
.bbbbLLLbbbdd.
..bbLLLLLbdd..
...bbLLLbdd...
....bLLLbd....
..bbbLLLbbbb..
.bllbbLLbbbbd. *
bblbbbbbbbbbdd
bbbddddddddbdd
.dddddddddddd.
~~~~~~*~~~~~~~
"""
WOLF = """
.b..........b.
.bb........bb.
.blb......bbd.
.bllbbbbbbbbd.
.bllbbbbbbbbd.
.bb3kbbbbk3bd.
bbb3kbbbbk3bbd
LLbbbbLLbbbbBB
.LLLbLLLLbBBB.
..LLLLkkLLBB..
...LLLkkLLB...
..bbLLLLLBbd.. *
..bbbLLLBbbd..
..bb.bbbb.bd..
~~~~~~*~~~~~~~
"""
RUNNING_WOLF = """
..b..b........
..bb.bb.......
..bbbbb.....bb
.bb3kbbb...bbb
bbbbbbbb...bbd
kLLbbbbbbbbbd.
.LLLbllllbbbd.
...LbbbbbbbbB.
...LLbbbbbbbB. *
...bbLLLbbbb..
...bb.bd.bbbd.
...bd.bd.bd.bd
..bbd.bd.bd.bd
~~~~~~~~~*~~~~
"""
CRAB = """
bb.b......b.bb
bb.bb....bb.bb
bbbbb....bbbbd
.bbb......bbd.
..o..w..w..o..
..o..k..k..o..
..oobbbbbboo..
..bbllbbbbbb.. *
.bbllhbbbbbbd.
.bbbbbbbbbbdd.
oobbbkkkkbbdoo
o..bbbbbbdd..o
oo.o.dddd.o.oo
o..o......o..o
~~~~~~*~~~~~~~
"""
CRAB_LOW = """
b.bb......bb.b
bb.b......b.bb
bbbbb....bbbbd
.bbb......bbd.
..oo.wk.wk.oo.
...obkkbkkbo..
..bbllbbbbbb..
.bbllhbbbbbbd.
bbllbbbbbbbbdd *
bbbbbbkkbbbbdd
.bbbbbbbbbbdd.
o.bbbbbbbbdd.o
oo..dddddd..oo
.o..o....o..o.
~~~~~~*~~~~~~~
"""
BIRD = """
....bbbbb.....
...bllbbbb....
..bbwkbbbb....
3bbbkkbbbbb...
33bbbbbbbbbb.b *
.3LLbbbbbbbbbb
..LLLbbodbbbbd
..LLLbbboodbd. *
..LLLLbbbbod.. *
...LLLLbbbd...
....LLLBBd....
.....3..3.....
....33.33.....
~~~~~~~*~~*~~~
"""
BIRD_FLYING = """
........bb....
.......bbbd...
...bb.blbbd...
..bwkbblbbd...
33bkkblbbd....
.3bbbblbbd..bb
..LLbbbbbbbbbd
..LLLbbbbbbbd. *
...LLLbbbbdd..
....LLLBBd....
......3.3.....
......3.3.....
~~~~~~*~~~~~~~
"""
OWL = """
.b........b.
.bb.bbbb.bb.
.bbbbbbbbbd.
.bLLLbbLLLd.
bLkkLbbkkLbd
bLkkL33kkLbd
bbLLL33LLLbd
blbbLLLLbbdd *
blbLBLLBLbdd *
bbbLLBBLLbdd
.bbBLLLLBdd. *
..bbBBBBdd..
...33..33...
~~~~~*~~~~~~
"""
FROG = """
..bbb....bbb..
.bwwkb..bwwkb.
.bwkkbbbbwkkb.
.bbbbbbbbbbbd.
bbllbbbbbbbbbd
bbbbbbbbbbbbbd *
bkkbbbbbbbbkkd
.bbkkkkkkkkbd. *
.bLLLLLLLLBbd. *
bbbLLLLLLBbbdd
blbbLLLLBBbbdd
bbbbbbbbbbbbdd
bb.bbb..bbd.dd
~~~~~~*~~~~~~~
"""
OCTOPUS = """
....bbbbbb....
..bbllbbbbbb..
.bbllhbbbbbbb.
.bllhbbbbbbbd.
.bwwbbbbwwbbd.
.bwkbbbbwkbbd.
.bwkbbbbwkbbd. *
.bbbbkkbbbbdd.
..bbbbbbbbdd..
.bbbbbbbbbbdd.
bblbblbblbbbdd
b.bb.bb.bb.bbd *
b.b..bb..b..bd
.bb.bb..bb.bb.
~~~~~~*~~~~~~~
"""
TURTLE = """
......bbbbb...
....bbllbbbb..
...bbllbbdbbb.
LLLbllbbdbbbbd *
LwkLbbdbbbbdbd
LkkLbbbbdbbbdd
LLLLBBBBBBBBBB
.LLBLLLLLLLLB.
..LLL....LLL..
..LLB....LLB..
~~~~~~~*~~*~~~
"""

THINGS = (
    Thing(
        "bat",
        "non-hero",
        (
            Shape(BAT_UP),
            Shape(BAT_DOWN),
        ),
        (("purple", "grey", "brown", "blue", "red", "black"), ("yellow", "red")),
    ),
    Thing(
        "snake",
        "non-hero",
        (Shape(SNAKE), Shape(COBRA)),
        (("green", "purple", "orange", "teal", "brown"), ("cheese", "cream"), ("red",)),
        mirrors=True,
        grounded=True,
    ),
    Thing(
        "wolf",
        "non-hero",
        (Shape(WOLF), Shape(RUNNING_WOLF)),
        (("grey", "steel", "black"), ("white", "bone"), ("yellow",)),
        mirrors=True,
        grounded=True,
    ),
    Thing(
        "crab",
        "non-hero",
        (Shape(CRAB), Shape(CRAB_LOW)),
        (("red", "orange", "blue", "purple"),),
        grounded=True,
    ),
    Thing(
        "bird",
        "non-hero",
        (Shape(BIRD), Shape(BIRD_FLYING)),
        (("blue", "red", "yellow", "green", "brown", "grey"), ("white", "cream"), ("orange",)),
        mirrors=True,
        grounded=True,
    ),
    Thing(
        "owl",
        "non-hero",
        (Shape(OWL),),
        (("brown", "grey", "wood", "purple"), ("cream", "white"), ("gold",)),
        grounded=True,
    ),
    Thing(
        "frog",
        "non-hero",
        (Shape(FROG),),
        (("green", "teal", "leaf", "blue", "orange"), ("cream", "cheese")),
        grounded=True,
    ),
    Thing(
        "octopus",
        "non-hero",
        (Shape(OCTOPUS),),
        (("pink", "red", "purple", "teal", "orange"),),
        grounded=True,
    ),
    Thing(
        "turtle",
        "non-hero",
        (Shape(TURTLE),),
        (("green", "brown", "teal", "red"), ("green", "cheese")),
        mirrors=True,
        grounded=True,
    ),
)
"""Every beast."""
