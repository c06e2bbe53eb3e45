"""Cooked, sweet and bottled food."""

from sprite_studio.art.forge.thing import NO_PART, Part, Shape, Thing

CHEESE_WEDGE = """
........bbb...
......bblllb..
....bblllllbb.
..bblllllllllb
bbllllllllllbb
bbbbbbbbbbbbbd
bllbbodbbbllbd
blbbbddbbbbbbd *
bbbbbbbbodbbbd
bodbbbbbddbodd
bddbbbbbbbbddd
dddddddddddddd
"""
CHEESE_SLAB = """
..bbbbbbbbbbbb
.bllllllllllbb
bllllllllllbbb
bbbbbbbbbbbbdb
bllbbodbbbbbdd
blbbbddbbblbdd *
bbbbbbbbbodbdd
bodbbbbbbddbdd
bddbblbbbbbbdd
bbbbbbodbbbbd.
dddddddddddd..
~~~~~~~~*~~~~~
"""
FISH = """
.....bbbb.....
...bblllb...b.
.bblllbbbb.bb.
bblwkbblbbbbb.
bbbwwbbbblbbd.
bbbbbblbbbbdd. *
.LLLLLLLLbddd.
..LLLLLBB..dd.
....BBBB....d.
~~~~~~~*~~~~~~
"""
FISH_FAT = """
......bb......
....bbbbb.....
..bblllbbb..bb
.blllbbbbbbbbb
blwkbobbbbbbd.
bbwwbobbbbbd..
bbbbbobbbbbbd. *
LLLLBobbbdbbbd
.LLLLLBBdd..dd
...LBBBB......
.....bd.......
~~~~~~~~*~~~~~
"""
FISH_FINS = """
.bb..
bbbb.
"""
DRUMSTICK = """
......bbbbb..
....bbllllbb.
...blhlllbbbd
..blhllbbbbbd
..bllbbbbbbbd
..blbbbbbbbdd *
..bbbbbbbbddd
..bbbbbbbddd.
...bbbbdddd..
..L.dddd.....
.LLB.........
BLBD.........
BBD..........
.B...........
"""
DRUMSTICK_FAT = """
.....bbbbbb...
...bblllllbb..
..bllhllbbbbd.
.bllhlbbbbbbdd
.blllbbbbbbbdd
.bllbbbbbbbbdd *
.bbbbbbbbbbdd.
..bbbbbbbbddd.
.Lbbbbbddddd..
LLBdddddd.....
BLB...........
BBB...........
"""
STEAK = """
....LLLLLL....
..LLbbbbbbLL..
.LLbblbbbbbbL.
LLbbbbbbbbbbbL
LbblbwwwbbbbbL
LbbbwwBBwbbbbd *
LbbbwwBBwbbbdd
.LbbbwwwbbbLd.
.LLbbbbbbbLLd.
..dLLLLLLLdd..
....dddddd....
~~~~~~~~~~~*~~
"""
ROUND_STEAK = """
..........LLL.
......LLLLLbbb
...LLLLbbbblbb
.LLLbbblbbbbbb
LLbbbbbbbwwbbb
LbblbbbbwLBwbb *
LLbbbblbwBBwbd
.LLbbbbbbwwbbd *
.dLLLbblbbbbdd
..ddLLLbbbbbdd
....dddLLLddd.
.......ddddd..
~~~*~~~~~~~~~~
"""
EGG = """
....bbb....
...bllbb...
..blhhlbb..
..blhllbb..
.bllhllbbd.
.blllllbbd.
.bllllbbbd. *
.blllbbbbd.
.bbbbbbbdd.
.bbbbbbbdd.
..bbbbddd..
...dddd....
~~~~~+~~~~~
"""
FRIED_EGG = """
....bbbb......
..bbbbbbbbb...
.bbbbbbbbbbbb.
.bbbBBBBbbbbbb
bbbBLLBBBbbbbb
bbBLwLBBBbbbbd
bbBLLBBBDbbbbd *
bbbBBBBDDbbbd.
.bbbBBDDbbbdd.
.bbbbbbbbbbd..
..bbbdbbbdd...
....ddddd.....
~~~~~~*~~~~~~~
"""
CONE = """
....bbbbb....
...bllbbbb...
..blhlbbbbd..
..bllbbbbbd..
..bbbbbbbdd.. *
.bbbbbbbbddd.
.bbddbbddbdd.
..LLdLLBdBD..
..LBLBLBDBD..
...LBLBDBD...
...BLBDBDD... +
....LBDBD....
....BDBD.....
.....BD......
"""
CONE_DOUBLE = """
...33344.....
..344333333..
..343333332..
.bbb33332bbb.
bllbb32bbbbbd
blbbbbbbbbbbd
bbbbbbbbbbbdd
.ddbbddbbddd.
..LLBLBLBBD..
...LBLBDBD...
...BLBDBDD...
....LBDBD....
....BDBD.....
.....BD......
"""
POPSICLE = """
...bbbbb...
..bllbbbd..
.blhbblbbd.
.blbbblbbd.
.blbbblbbd.
.blbbblbbd. *
.blbbblbbd.
.bbbbbbbbd.
.bbbbbbbdd.
..ddddddd..
....LBD....
....LBD.... *
....LBD....
.....D.....
"""
NIGIRI = """
.....llllbb...
..bbblwwbbbbb.
.bllwwbbwwbbbb
bllwbbbwbbbwbd
bwwbbbwbbwwbdd
bbbbbwbbwbbddd *
.dddddddddddd.
LLLLLLLLLLLLBB
LLLLBLLLLBLLBD
LLBLLLLLLLLBBD
.BBBBBBBBBBDD.
~~~~~~*~~~~~~~
"""
MAKI = """
....LLLLLL....
..LLLLLLLLLL..
.LLLLbbbLLLLL.
.LLLbbbbbLLLL.
.LLLLbbbLLLLB.
33LLLLLLLLLB32
333BBBBBBBB322
34433333333322
34333333333322
33333333333322
.333333333222.
..2222222222..
"""
MILK_BOTTLE = """
....LLBB....
....BBBD....
....bbbd....
....lbbd....
...lbbbbd...
..lhbbbbbd..
..lhbbbbbd..
..lbbbbbbd.. *
..LLLLBBBD..
..LLBBBBBD..
..lbbbbbbd..
..lbbbbbbd..
..bbbbbbdd..
...dddddd...
~~~~~*~~~~~~
"""
WINE_BOTTLE = """
.....33.....
.....32.....
....bbbd....
....lbbd.... *
....lbbd....
...lbbbbd...
..lhbbbbbd..
..lhbbbbbd..
..LLLLLLBB..
..LLBBBLBB..
..LLLLLLBB..
..lbbbbbbd.. *
..lbbbbbbd..
...dddddd...
~~~~~*~~~~~~
"""
SOUP = """
..............
...bbbbbbbb...
.bbBLLBBBBDbb.
bBLLBBLBBBBBDb
bbBBBBBBLBDDbd
blbbbbbbbbbbbd
blbbbbbbbbbbdd *
.blbbbbbbbbdd.
.bbbbbbbbbbdd.
..bbbbbbbddd..
....dddddd....
...bbbbbbdd...
~~~~~~*~~~~~~~
"""
LOLLIPOP = """
....bbbb......
..bblllwwb....
.bwlllwwwbb...
bwwllwwbbbbd..
bwwwlwbbwwbd..
blwwbbbwwwbd.. *
bllbbwbbwwdd..
bbbbwwwbbbdd..
.bbwwwbbbdd...
..bwwbbddL....
....dddd.LB...
..........LB..
...........LB.
............B.
"""

THINGS = (
    Thing(
        "cheese",
        "food",
        (Shape(CHEESE_WEDGE), Shape(CHEESE_SLAB)),
        (("cheese",), ("cream",)),
        mirrors=True,
    ),
    Thing(
        "fish",
        "food",
        (
            Shape(FISH, ((NO_PART, Part(FISH_FINS, -1, 5), Part(FISH_FINS, -1, 6)),)),
            Shape(FISH_FAT),
        ),
        (("blue", "teal", "salmon", "grey", "pink"), ("white", "cream")),
        mirrors=True,
    ),
    Thing(
        "drumstick",
        "food",
        (Shape(DRUMSTICK), Shape(DRUMSTICK_FAT)),
        (("roast", "crust"), ("bone",)),
        mirrors=True,
    ),
    Thing(
        "steak",
        "food",
        (Shape(STEAK), Shape(ROUND_STEAK)),
        (("rawmeat", "meat"), ("cream", "bone")),
        mirrors=True,
    ),
    Thing(
        "egg",
        "food",
        (
            Shape(EGG),
            Shape(FRIED_EGG),
        ),
        (("white", "bone"), ("gold",)),
        mirrors=True,
    ),
    Thing(
        "ice-cream",
        "food",
        (Shape(CONE), Shape(CONE_DOUBLE), Shape(POPSICLE)),
        (
            ("pink", "chocolate", "white", "teal", "green", "red", "orange"),
            ("dough", "crust"),
            ("cream", "chocolate", "pink"),
        ),
    ),
    Thing(
        "sushi",
        "food",
        (Shape(NIGIRI), Shape(NIGIRI), Shape(MAKI)),
        (("salmon", "rawmeat"), ("rice",), ("seaweed",)),
    ),
    Thing(
        "bottle",
        "food",
        (Shape(MILK_BOTTLE), Shape(WINE_BOTTLE)),
        (("green", "white", "brown", "blue"), ("cream", "red"), ("cork",)),
    ),
    Thing(
        "soup",
        "food",
        (Shape(SOUP),),
        (("wood", "white", "blue", "grey"), ("orange", "red", "green", "yellow")),
    ),
    Thing(
        "lollipop",
        "food",
        (Shape(LOLLIPOP),),
        (("red", "pink", "purple", "green", "blue", "orange"), ("bone",)),
        mirrors=True,
    ),
)
"""Every cooked, sweet and bottled food."""
