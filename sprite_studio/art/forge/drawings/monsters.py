"""Creatures that no zoo has."""

from sprite_studio.art.forge.thing import NO_PART, Part, Shape, Thing

SLIME = """
....bbbb....
..bbllbbbb..
.blhllbbbbb.
.bllbbbbbbb.
bblwkbbwkbbd
bbbkkbbkkbbd *
bbbbbbbbbbbd
bbbbkkkkbbdd *
bbbbbbbbbddd
dbbbbbbddddd
.dddddddddd.
~~~~~*~~~~~~
"""
SLIME_DROP = """
.....bb.....
.....lb.....
....bllb....
...bllbbb...
..blhlbbbb..
.bllwkbwkbb. *
.bbbkkbkkbd.
bbbbbbbbbbbd
bbbbbkkbbbdd *
bbbbbbbbbddd
.bbbbbbdddd.
..dddddddd..
~~~~~*~~~~~~
"""
SLIME_PUDDLE = """
.....bbb......
...bbllbbb....
..bhllbbbbb...
..bllwkbwkbd..
.bbbbkkbkkbbd. *
bbbbbbbbbbbbdd
bbbbbbkkbbbddd *
dddbbbbbbddddd
.dddddddddddd.
~~~~~~*~~~~~~~
"""
CROWN = """
L..L.L
LLLLLB
LBBBBD
"""
HORNS = """
L....L
LB..LB
"""
FEELERS = """
b...b
.b.b.
"""
TOPPINGS = (NO_PART, Part(CROWN, -2, 3), Part(HORNS, -1, 3), Part(FEELERS, -1, 4))
GHOST = """
....bbbbb....
..bbllbbbbb..
.bllhbbbbbbb.
.bllbbbbbbbd.
.blkkbbkkbbd.
.blkkbbkkbbd.
bbbbbbbbbbbdd
bbbbbkkbbbbdd *
.bbbbkkbbbbd.
.bbbbbbbbbdd.
.bbbbbbbbbdd. *
.bbdbbbdbbdd.
.bb..bb..dd..
~~~~~~*~~~~~~
"""
GHOST_TAIL = """
....bbbbb.....
..bbllbbbbb...
.bllhbbbbbbb..
.bllbbbbbbbd..
.bkkbbkkbbbd..
.bkkbbkkbbbdb.
bbbbbbbbbbbbb. *
bbbkkkbbbbbbd.
.b.bkbbbbbdd..
...bbbbbbbd... *
....bbbbbbd..b
.....bbbbbdbbb
.......ddddd..
~~~~*~~~~~~~~~
"""
DRAGON = """
..L......b....
..bL....bbb...
.bbbb...bLLb..
bbwkbb.bbLLLb.
bbkkbb.bLLLLbb
bbbbbbbbLLLLLb
kkbbbbbbbLL.Lb
.wbwbbbbbbb..b
..LLLbbbbbb.bb
..LLLbbbbbbbb. *
..LLLbbbbbbd..
..BLLbbbbbd...
..bbb.bbbbb...
..wbd.wbbbd...
"""
DRAGON_SPREAD = """
....L....L....
b...bL..Lb...b
bb..bbbbbb..bb
bLb.bllbbb.bLb
bLLbbkbbkbbLLb
bLLbbkbbkbbLLb
bLLLbbbbbbLLLb
b.LLbkbbkbLL.b
....bbbbbb....
...bbLLLLbb... *
..bbbLLLLbbb..
..bbbLLLLbbd..
..bb.BBBB.bd..
..www....www..
"""
MUSHROOM = """
....bbbbbb....
..bbwwbbbbbb..
.blwwwbbbwwbd.
bllbwbbbwwwwbd
blbbbbwbbwwbdd
bbwbbwwwbbbbdd *
.dddddddddddd.
...LLLLLLBB...
...LkLLLkLB...
...LkLLLkLB... *
...LLLkkLBB...
...BLLLLBBB...
...33....33...
~~~~~~*~~~~~~~
"""
MUSHROOM_TALL = """
.....bbbb.....
....bwwbbb....
...bwwwbbbb...
..bllwbbwwbd..
..blbbbbwwwbd. *
.bbbwwbbbwbbd.
.bbbwwbbbbbdd.
..dddddddddd..
....LLLLBB....
....kLLkLB.... *
....kLLkLB....
....LLLLBB....
....LLLBBB....
...33...33....
~~~~~*~~~~~~~~
"""
ARM_LEAVES = """
3..........3
33........33
.3........3.
"""
EYE = """
....bbbbbb....
..bbllbbbbbb..
.bllbbbbbbbbd.
.blbwwwwwwbbd.
bbbwwwBBwwwbbd *
bbwwwBkkBwwwbd
bbwwwBkkBwwwdd
bbbwwwBBwwwbdd
.bbbwwwwwwbdd.
.bbbbbbbbbbdd. *
..bbbkkkkbdd..
....bbdddd....
~~~~~~*~~~~~~~
"""
EYE_TAILS = """
b..b...b
b.bb..bb
.bb.bb..
...b....
"""
EYE_WINGS = """
b............b
bb..........bb
bdb........bdb
.bd........db.
"""
EYE_STALKS = """
w....w....w
kb..wk...bk
.b...b...b.
.bb..b..bb.
"""
PLANT = """
...bbbb..bb...
..bllbbbbbbb..
.bllbbwbwbwb..
.blbbwkkkkk...
bllbbkkkkk.... *
blbbwkkkk.....
bbbbbkkkkkk...
bbwbbwkwkwkbb. *
.bbbbbbbbbbbd.
..dbbbbbdddd..
....LBddd..LL. *
LL..LB...LLLB.
.LLBLB..LBBB..
...BLLLBBB....
"""
CYCLOPS = """
..bbbbbbbb....
.bllbbbbbbb... *
bbbbddddbbbdb.
bbbwwwwwwbbdb.
.bbww33wwbbd..
.bbww3kwwbbd..
.bbbwwwwbbbd..
.bbbbbbbbbbd.. *
.bkkkkkkkkbd..
.bbwkkkkwbbd..
..bbbbbbbbd... -
bblldddddbbbb.
bb.LLLLLBB.bb.
..bbb..bbb....
~~-~~~~~~-~~~~
"""
CLUB = """
.BB
BL3
BLB
B3B
BBB
.BB
.BD
.B.
.B.
"""
FIST = """
bbb
bbd
"""
ONE_HORN = """
.L.
LLB
"""

THINGS = (
    Thing(
        "slime",
        "non-hero",
        (
            Shape(SLIME, (TOPPINGS,)),
            Shape(SLIME_DROP),
            Shape(SLIME_PUDDLE, (TOPPINGS,)),
        ),
        (("green", "blue", "red", "purple", "teal", "pink", "orange", "yellow"), ("gold", "bone")),
        grounded=True,
    ),
    Thing(
        "ghost",
        "non-hero",
        (Shape(GHOST, ((NO_PART, Part(CROWN, -1, 3)),)), Shape(GHOST_TAIL)),
        (("ghost", "white"), ("gold",)),
        mirrors=True,
    ),
    Thing(
        "dragon",
        "non-hero",
        (Shape(DRAGON), Shape(DRAGON_SPREAD)),
        (
            ("green", "green", "green", "red", "red", "teal", "blue", "purple", "black"),
            ("cheese", "dough"),
        ),
        mirrors=True,
        grounded=True,
    ),
    Thing(
        "mushroom",
        "non-hero",
        (
            Shape(MUSHROOM, ((NO_PART, Part(ARM_LEAVES, 8, 1, behind=True)),)),
            Shape(MUSHROOM_TALL, ((NO_PART, Part(ARM_LEAVES, 9, 1, behind=True)),)),
        ),
        (("red", "purple", "blue", "brown", "green"), ("cream",), ("leather", "orange")),
        grounded=True,
    ),
    Thing(
        "eye",
        "non-hero",
        (
            Shape(
                EYE,
                (
                    (
                        NO_PART,
                        Part(EYE_TAILS, 12, 3),
                        Part(EYE_WINGS, -1, 0, behind=True),
                        Part(EYE_STALKS, -3, 1, behind=True),
                    ),
                ),
            ),
        ),
        (("red", "purple", "green", "pink", "orange"), ("blue", "green", "gold", "red")),
    ),
    Thing(
        "plant",
        "non-hero",
        (Shape(PLANT),),
        (("green", "purple", "red", "pink"), ("leaf",)),
        mirrors=True,
        grounded=True,
    ),
    Thing(
        "cyclops",
        "non-hero",
        (
            Shape(
                CYCLOPS,
                (
                    (Part(CLUB, 3, 11, (1, 4, 3), True), Part(CLUB, 2, 11, (1, 4, 3), True)),
                    (Part(FIST, 10, 11, edged=True),),
                    (NO_PART, Part(ONE_HORN, -2, 5, (0, 3, 1)), Part(HORNS, -2, 4, (0, 3, 1))),
                ),
            ),
        ),
        (
            ("green", "blue", "purple", "teal", "orange"),
            ("leather",),
            ("red", "green", "blue", "gold"),
            ("bone",),
            ("cork", "crust"),
        ),
        mirrors=True,
        grounded=True,
    ),
)
"""Every monster."""
