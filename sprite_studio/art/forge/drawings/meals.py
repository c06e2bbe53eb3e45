"""Cooked, baked and bottled food."""

from sprite_studio.art.forge.thing import NO_PART, Part, Shape, Thing

LOAF = """
...bbbbbbbb...
.bbllllbbbbbb.
bblh4llb4bbbbd
bll4bbb4bbb4bd
bl44bb44bb44bd
bl4bbb4bbb4bdd *
bbbbbbbbbbbbdd
bbbbbbbbbbbddd
.dddddddddddd.
~~~~~~*~~~~~~~
"""
BAGUETTE = """
...........bb.
.........bbllb
.......bbl4bbd
......bl4bbbd.
.....bl44bbdd.
....bl4bbbdd..
...bll4bbdd...
..bl4bbbdd....
.bl44bbdd.....
blll4bdd......
blbbbdd.......
.bbdd.........
"""
BREAD_SLICE = """
.bbbbbbbbbbb.
bbLLLLLLLLBbd
bLLLLLLLLLLBd
bLLLLLLLLLBBd
.bLLLLLLLBBd.
.bLLLBLLLBBd. *
.bLLLLLLBLBd.
.bLLBLLLLBBd.
.bLLLLLLLBBd.
.bBBBBBBBBBd.
..ddddddddd..
~~~~~~*~~~~~~
"""

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

CAKE = """
......33......
.....3443.....
......32......
...wwwwwwww...
.wwwwwwwwwwww.
wwwwwwwwwwwwww
LwwwLwwLwwwLLB
LLwLLLwLLwLLLB
bllbbbbbbbbbbd
bbbbbbbbbbbbbd *
LLLLLLLLLLLLBB
bbbbbbbbbbbbdd
.dddddddddddd.
~~~~~~*~~~~~~~
"""
CAKE_SLICE = """
...........33.
..........3443
.......LLLL32.
.....LLLLLLLB.
...LLLLLLLLLLB
.LLLLLLLLLLLLB
LBBBBBBBBBBBBB
blllbbbbbbbbbd
bbbbbbbbbbbbbd *
LLLLLLLLLLLLBB
blbbbbbbbbbbbd
bbbbbbbbbbbbdd
dddddddddddddd
"""

PIE = """
....bbbbbb....
..bbllBlllbb..
.bllBbbbBbbbb.
bllbbbBbbbBbbd
lblbblbblbblbd
bddbddbddbddbd
.444333333332.
.433333333322. *
..4333333322..
...22222222...
~~~~~~~*~~~~~~
"""
PIE_SLICE = """
.........bbbb
.......bbllbd
.....bbllbbbd
...bbllbbbbbd
.bbllbbbbbbbd
bllbbbbbbbbbd
BLLBBLLBBBBBd
BBBBBBBBBBBBd *
BBLBBBBBLBBDd
bbbbbbbbbbbdd
.ddddddddddd.
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

PIZZA = """
..BBBBBBBBBB..
.BLLLLLLLBBBD.
.BBBBBBBBBBDD.
..lllllllllb..
..ll33lllllb..
..l3443ll3bb..
...l33ll343b..
...llllll3b... *
...ll33llbb...
....l343bb....
....ll3lb.....
.....llbb.....
.....llb......
......b.......
"""
PIZZA_WHOLE = """
....BBBBBB....
..BBLLLLLBBB..
.BLlllllllbBD.
.Bll33lllllbD.
BLl3443ll3lbBD
Blll33ll343bbD
Bllllllll3lbbD
Bl33lll3lllbbD *
Bl343l343llbBD
.Bl3lll3l33bD.
.Blllllll3bDD.
..BBbbbbbbDD..
....DDDDDD....
~~~~~~~~~~~~~~
"""

DONUT = """
....bbbbbb....
..bbllllbbbb..
.bllwlbbb4bbb.
bbl4bbbwbbbbbd
bllbbxxxxbb4bd
bl5bbxxxxbbbbd
bbbbbxxxxbwbbd *
bbwbbbbbbbbbdd
Bbbb4bbb5bbbdB
.BbbbdbbbddBD.
..BBBBBBBBDD..
....DDDDDD....
~~~~~~~~~~~~~~
"""

BURGER = """
....bbbbbb....
..bblwlbbbbb..
.blwllbbwbbbb.
bbllbbwbbbbbbd
bbbbbbbbbbbbdd
34334334334332
44BB44BBB4BB33 *
LBBBBBBBBBBBDD
DDDDDDDDDDDDDD
bbbbbbbbbbbbbd
.dddddddddddd.
~~~~~~*~~~~~~~
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
        "bread",
        "food",
        (Shape(LOAF), Shape(BAGUETTE), Shape(BREAD_SLICE)),
        (("crust", "roast"), ("dough",), ("dough",)),
        mirrors=True,
    ),
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
        "cake",
        "food",
        (Shape(CAKE), Shape(CAKE_SLICE)),
        (("chocolate", "dough", "pink"), ("pink", "cream", "chocolate"), ("red",)),
        mirrors=True,
    ),
    Thing(
        "pie",
        "food",
        (Shape(PIE), Shape(PIE_SLICE)),
        (("crust", "roast"), ("red", "purple", "orange"), ("steel",)),
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
    Thing("pizza", "food", (Shape(PIZZA), Shape(PIZZA_WHOLE)), (("cheese",), ("crust",), ("red",))),
    Thing(
        "donut",
        "food",
        (Shape(DONUT),),
        (("pink", "chocolate", "white", "purple", "teal"), ("dough",), ("yellow",)),
    ),
    Thing("burger", "food", (Shape(BURGER),), (("crust",), ("chocolate",), ("leaf",))),
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
"""Every cooked, baked and bottled food."""
