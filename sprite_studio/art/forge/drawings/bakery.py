"""Bread, cakes and what else is baked."""

from sprite_studio.art.forge.thing import Shape, Thing

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

THINGS = (
    Thing(
        "bread",
        "food",
        (Shape(LOAF), Shape(BAGUETTE), Shape(BREAD_SLICE)),
        (("crust", "roast"), ("dough",), ("dough",)),
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
    Thing("pizza", "food", (Shape(PIZZA), Shape(PIZZA_WHOLE)), (("cheese",), ("crust",), ("red",))),
    Thing(
        "donut",
        "food",
        (Shape(DONUT),),
        (("pink", "chocolate", "white", "purple", "teal"), ("dough",), ("yellow",)),
    ),
    Thing("burger", "food", (Shape(BURGER),), (("crust",), ("chocolate",), ("leaf",))),
)
"""Everything baked."""
