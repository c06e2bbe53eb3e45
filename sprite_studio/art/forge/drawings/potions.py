"""Potions and other vessels of magic."""

from sprite_studio.art.forge.thing import NO_PART, Part, Shape, Thing

ROUND_FLASK = """
....3333....
....2332....
....LBBD....
....LBBD.... *
...LLBBDD...
..LbbbbbbD..
.LbllbbbbbD.
LblhlbbbbbdD
LbllbbbbbbdD *
LbbbbbbbbbdD
LbbbbbbbbddD
.LbbbbbbddD.
..LDbdddDD..
....DDDD....
~~~*~~~~*~~~
"""
VIAL = """
...3333...
...3322...
..LBBBBD..
...LBBD...
...LBBD...
..LbbbbD.. +
..LlbbbD..
..LhbbbD..
..LlbbbD.. *
..LbbbbD..
..LbbbdD..
..LbbddD..
...LddD...
~~~~~*~~~~
"""
CONE_FLASK = """
....3333....
....3322....
...LBBBBD...
....LBBD....
....LBBD.... *
...LBBBBD...
...LbbbbD...
..LblbbbbD..
..LllbbbbD..
.LblhbbbbbD.
.LbllbbbbdD. +
LbbbbbbbbddD *
LDdddddddddD
.DDDDDDDDDD.
~~~*~~~~*~~~
"""
SQUARE_BOTTLE = """
....3333....
....3322....
...LBBBBD...
....LBBD.... +
.LLLLBBBBBD.
.LbbbbbbbbD.
.LblbbbbbbD.
.LlhbbbbbdD. *
.LblbbbbbdD.
.LbbbbbbbdD.
.LbbbbbbddD.
.LDdddddddD.
..DDDDDDDD..
~~~*~~~~*~~~
"""
HEART_FLASK = """
.....3333.....
.....3322.....
.....LBBD..... *
..LL.LBBD.DD..
.LbbbLBBDbbbD.
LbllbbLDbbbbdD
LblhlbbbbbbbdD
LbllbbbbbbbbdD *
.LbbbbbbbbbdD. *
.LDbbbbbbbdDD.
..LDbbbbbdDD..
...LDbbbdDD...
....LDddDD....
......DD......
~~~*~~~~~~*~~~
"""
BUBBLES = """
.4
4.
"""
LABEL = """
4444
4224
4443
"""

CHEST = """
..bbbbbbbbbb..
.bllBbbbbBbbb.
bllbBbbbbBbbbd
blbbBbbbbBbbbd
bbbbBbbbbBbbdd *
BBBBBLLLLBBBBD
DDDDDLkkLDDDDD
bbbbBLkkBBbbbd
bllbBBLBBBbbbd
blbbBbbbbBbbdd *
bbbbBbbbbBbbdd
bbddBddddBdddd
dddddddddddddd
~~*~~~~~~~~*~~
"""
CHEST_OPEN = """
.bbbbbbbbbbbb.
bllBbbbbbbBbbd
blbBbbbbbbBbbd
bbbBbbbbbbBbdd
oooooooooooooo
o4LL4LLBLLL4Lo
oLLLLLL4LLLBLo
BBBBBLLLLBBBBD
bllbBLkLBBbbbd
blbbBbBbbBbbbd *
bbbbBbbbbBbbdd
bbddBddddBdddd
dddddddddddddd
~~*~~~~~~~~*~~
"""

POTION_COLOURS = (
    "red",
    "blue",
    "green",
    "purple",
    "pink",
    "orange",
    "yellow",
    "teal",
    "grey",
    "brown",
)

THINGS = (
    Thing(
        "potion",
        "spell",
        (
            Shape(ROUND_FLASK, ((NO_PART, Part(BUBBLES, 9, 6, (0, 1, 0))),)),
            Shape(VIAL),
            Shape(CONE_FLASK, ((NO_PART, Part(BUBBLES, 9, 7, (0, 1, 0))),)),
            Shape(SQUARE_BOTTLE, ((NO_PART, Part(LABEL, 7, 5, (0, 1, 3))),)),
            Shape(HEART_FLASK),
        ),
        (POTION_COLOURS, ("glass",), ("cork", "wood"), ("parchment",)),
    ),
    Thing(
        "chest",
        "spell",
        (Shape(CHEST), Shape(CHEST_OPEN)),
        (("wood", "red", "blue", "crust"), ("gold", "steel"), ("flame",)),
    ),
)
"""Every vessel."""
