"""Creatures that are animals, more or less."""

from sprite_studio.art.forge.thing import Shape, Thing

BAT_UP = """
b............b
bb..........bb
bdb..b..b..bdb
bddb.bbbb.bddb
bddbbllbbbbddb *
.bdbkBbbBkbdb.
.bdbBBbbBBbdb.
..b.bbbbbb.b..
....bwbbwb....
.....bbdd.....
......dd......
~~~*~~~~~~*~~~
"""
BAT_DOWN = """
....b....b....
....bb..bb....
....bbbbbb....
..bbbllbbbbb..
.bdbkBbbBkbdb.
bddbBBbbBBbddb
bddbbbbbbbbddb *
bddbbwbbwbbddb
bd.b.bbdd.b.db
b..b..dd..b..b
~~~*~~~~~~*~~~
"""

SPIDER = """
...o......o...
..o........o..
o.o..bbbb..o.o
.o.obllbbbo.o.
..oobllBbboo..
....blBBbd.... *
..oobBBBbdoo..
.o.obbBBbdo.o.
o.o.bbbbdd.o.o
..o..bbbd..o.. *
.o.obbbbbbo.o.
.o.ob3bb3bo.o.
o...bkbbkd...o
.....wbbw.....
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
..bbbbb......b
.blwkbbb....bb
bbllkbbbb..bbd
kbllbbbbbbbbd.
.BBBbbllbbbbb.
...BBbbllbbbbb
...BBbbbbbbbbd *
..bbbbddbbbbdd
.bbd.bbd..bbbd
.bd...bd...bbd
bb....bb....bb
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

RAT = """
..bb...bb.....
.bBBb.bBBb....
.bBBbbbBBb...B
..bbllbbb....B
.bwkblkwbbb..B
.bkkbbkkbbbb.B
.BBbbbbbllbbdB
.kBbbbbbbbbbdB *
.bwwbbbbbbbbdB
..bbbLLbbbbddB *
...bLLLbbbdd.B
..BB.BBbddBBB.
~~~~~~~~~**~~~
"""
RAT_RUNNING = """
.....bb.......
....bBBb......
..bbbBBbbbb...
.bwkbbbbllbb..
BbkkbbbllbbbbB
kbbbbbbbbbbbdB *
.bwbbbbbbbbbdB
..bBBbbddbbd.B
..BB..BB.BB.B.
...........BB.
~~~~~~~~*~~~~~
"""

BEE = """
..ww....ww.k.k
.wwww..wwww.k.
.wwwww.wwww.k. *
..wwww.www.k..
...bbkkbbkbbb.
..blbkkbbkblbb
.kblbkkbbkbwkb
kkbbbkkbbkbkkb
.kbbbkkbbkbbbb *
..bbbkkbbkbbd.
...bdkkddkdd..
....k..k.k....
~~~-~~~-~~~~~~
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
.blbbbbbbbbbd.
.bwkbbbbwkbbd.
.bkkbbbbkkbbd. *
.bbbbbkkbbbdd.
..bbbbbbbbdd..
.bbbbbbbbbbdd.
bblbblbblbbbdd
b.bb.bb.bb.bbd *
b.b..bb..b..bd
.bb.bb..bb.bb.
~~~~~~*~~~~~~~
"""

SNAIL = """
.........bbb..
.......bbllbb.
L..L..bllbbbbb
kL.kL.blbddbbb
.L..Lbbbdbbdbb
.LL.LbbldbddbB *
.LLLLbbbbddbbd
LLLLLbbbbbbbbd *
LLkLLLbbbbbbd. *
LLLLLLLbbbbdd.
.LLLLLLLLLLLLB
..BBBBBBBBBBBB
~~~~~~~~*~~*~~
"""

TURTLE = """
......bbbbb...
....bblblbbb..
...blbbblbbbd.
.L.bbllbbblbd. *
LLLbbblbbbbbbd
LkLLbbblbbbbdd
LLLLLbbblbbddB *
.LLLBBBBBBBBBB
..LLLB...LLBB.
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
        "spider",
        "non-hero",
        (Shape(SPIDER),),
        (
            ("black", "brown", "purple", "grey", "green"),
            ("red", "purple", "black"),
            ("red", "yellow"),
        ),
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
        "rat",
        "non-hero",
        (Shape(RAT), Shape(RAT_RUNNING)),
        (("grey", "brown", "white"), ("pink",)),
        mirrors=True,
        grounded=True,
    ),
    Thing("bee", "non-hero", (Shape(BEE),), (("yellow", "gold", "orange"),), mirrors=True),
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
        "snail",
        "non-hero",
        (Shape(SNAIL),),
        (("red", "blue", "purple", "brown", "pink", "green"), ("dough", "cheese")),
        mirrors=True,
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
