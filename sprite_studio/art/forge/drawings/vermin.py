"""Small beasts: insects and such."""

from sprite_studio.art.forge.thing import Shape, Thing

SPIDER = """
...b......b...
..b.b....b.b..
.b..bbbbbb..b.
.b.bbllbbbb.b.
.b.bllBBbbd.b.
b.bbbBBBBbbb.b *
b..bbbBBbbd..b
bbbbbbbbbbdbbb
...bwkbbwkd...
bb.bkkbbkkd.bb
b.bbbbbbbbbb.b
b.b.3bbbb3.b.b
b.b.3....3.b.b
"""
RAT = """
..BB..........
.bBBbBB.......
.bbbbBBb......
.bbbbbbbb.....
bbwkbbbbbb....
Bbkkbbllbbb...
bbbbbbbbbbbb.B *
.wbbbbbbbbbb.B
..BBbbbbbbbd.B
..bbbBbbbbbdB.
...bbbbbbbdB..
..BB..BBBd....
~~~~~~~~~*~~~~
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
.....ww...ww..
....wwww.wwww.
....wwww.wwww.
.....www.www..
..bbb.kk.kk...
.bbbbbkkbbkk..
bbwkbbkkbbkkb. *
bbkkbbkkbbkkbk
bbbbbbkkbbkkd.
.bkkbbkkbbkk..
..bbbdkkddk...
~~~-~~~-~~~~~~
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

THINGS = (
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
        "rat",
        "non-hero",
        (Shape(RAT), Shape(RAT_RUNNING)),
        (("grey", "brown", "white"), ("pink",)),
        mirrors=True,
        grounded=True,
    ),
    Thing("bee", "non-hero", (Shape(BEE),), (("yellow", "gold", "orange"),), mirrors=True),
    Thing(
        "snail",
        "non-hero",
        (Shape(SNAIL),),
        (("red", "blue", "purple", "brown", "pink", "green"), ("dough", "cheese")),
        mirrors=True,
        grounded=True,
    ),
)
"""Every small beast."""
