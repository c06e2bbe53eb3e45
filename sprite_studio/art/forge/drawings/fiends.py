"""Fiends: skeletons, golems and imps."""

from sprite_studio.art.forge.thing import NO_PART, Part, Shape, Thing

SKELETON = """
....bbbbbb....
...bllbbbbd...
...bkkbbkkd...
...bkkbbkkd...
...bbbkkbbd...
....bkbkbd....
......dd......
...bbbbbbbb... *
..bb.kkkk.bb..
..b.bbbbbb.b..
..bb.kkkk.bb..
....bbbbbb....
....bd..bd....
...bbd..bbd...
"""
SKELETON_ARMS_UP = """
....bbbbbb....
...bllbbbbd...
b..bkkbbkkd..b
bb.bkkbbkkd.bb
.b.bbbkkbbd.b.
.bb.bkbkbd.bb.
..bb..dd..bb..
...bbbbbbbb... *
.....kkkk.....
....bbbbbb....
.....kkkk.....
....bbbbbb....
....bd..bd....
...bbd..bbd...
"""
BONE_SWORD = """
L.
L.
LB
LB
LB
33
.3
"""
HELMET = """
...BBBBBB...
..BLLBBBBD..
..BLBBBBDD..
"""
GOLEM = """
....bbbbbb....
....blbbbd....
....BBbbBB....
....bbbbbd....
bbbb.dddd.bbbb
bllbbbbbbbbllb
blbbblbbbbbbbd
bbbbbbBBbbbbbd
bbd.bbBBbd.bbd
bbd.bbbbbd.bbd *
bbbb.bbbd.bbbb
bbbd.dddd.bbbd
...bbb..bbb...
...bbd..bbd...
~~~~~~*~~~~~~~
"""
MOSS = """
.33..
34333
.3.3.
"""
IMP = """
.B..........B.
.BB........BB.
..BbbbbbbbbB..
...bllbbbbb...
...bwkbbwkb...
...bkkbbkkb...
...bbbbbbbd... *
...bwkkkkwd...
....bbbbbd....
..bbbllbbdbb.. *
..bbbllbbdbb..
..b.bbbbbd.b.. *
...bbbbbbdd...
...bbd..bbd...
~~~~~~*~~~~~~~
"""
IMP_WINGS_UP = """
d...........d
dd.........dd
ddd.......ddd
.ddd.....ddd.
..dd.....dd..
"""
IMP_WINGS_DOWN = """
.dd.......dd.
dddd.....dddd
ddd.......ddd
dd.........dd
"""
IMP_TAIL = """
..b.
.bbb
..b.
.bb.
bb..
"""
PITCHFORK = """
3.3.3
3.3.3
33333
..3..
..3..
..3..
..3..
..3..
"""

THINGS = (
    Thing(
        "skeleton",
        "non-hero",
        (
            Shape(SKELETON, ((NO_PART, Part(BONE_SWORD, 4, 0)), (NO_PART, Part(HELMET, -1, 1)))),
            Shape(SKELETON_ARMS_UP, ((NO_PART, Part(HELMET, -1, 1)),)),
        ),
        (("bone", "white"), ("steel",), ("leather",)),
        mirrors=True,
        grounded=True,
    ),
    Thing(
        "golem",
        "non-hero",
        (Shape(GOLEM, ((NO_PART, Part(MOSS, 3, 0), Part(MOSS, -1, 5)),)),),
        (("stone", "brown", "ice"), ("flame", "teal", "red"), ("leaf",)),
        grounded=True,
    ),
    Thing(
        "imp",
        "non-hero",
        (
            Shape(
                IMP,
                (
                    (
                        Part(IMP_WINGS_UP, 6, 0, behind=True),
                        Part(IMP_WINGS_DOWN, 8, 0, behind=True),
                    ),
                    (Part(IMP_TAIL, 9, 11, behind=True),),
                    (NO_PART, Part(PITCHFORK, 6, -1)),
                ),
            ),
        ),
        (("red", "purple", "orange"), ("bone", "black"), ("steel",)),
        mirrors=True,
        grounded=True,
    ),
)
"""Every fiend."""
