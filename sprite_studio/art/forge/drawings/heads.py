"""Heads, hair and beards of people.

Heads fill columns 3 to 12 and rows 3 to 8; the line below them parts them from the body. From the
side column 12 holds but the nose.
"""

from sprite_studio.art.forge.wear import Piece, Wear

HEAD_FRONT = """
.bbbbbbbb.
bbbbbbbbbb
bbbbbbbbbb
bbkbbbbkbb
bbkbbbbkbd
.dbbbbbbd.
"""
HEAD_SIDE = """
.bbbbbbb..
bbbbbbbbb.
bbbbbbbbb.
bbbbbbbkb.
bbbbdbbkbb
.dbbbbbbb.
"""
HEAD_BACK = """
.bbbbbbbb.
bbbbbbbbbb
bbbbbbbbbb
bbbbbbbbbb
bbbbbbbbbd
.dbbbbbbd.
"""
HEAD = Wear(Piece(HEAD_FRONT, 3, 3), Piece(HEAD_SIDE, 3, 3), Piece(HEAD_BACK, 3, 3))

SHORT_FRONT = """
..llbbbb..
.llbbbbbb.
llbbbbbbbd
lb.bb.bbbd
b........d
b........d
"""
SHORT_SIDE = """
..llbbb...
.llbbbbb..
llbbbbbbb.
lbbbbbbdb.
bbbd......
bbbd......
bbd.......
"""
SHORT_BACK = """
..llbbbb..
.llbbbbbb.
llbbbbbbbd
lbbbbbbbbd
lbbbbbbbbd
bbbdbbdbbd
.dbddbddd.
"""

LONG_FRONT = """
..llbbbb..
.llbbbbbb.
llbbbbbbbd
lbb.bb.bbd
lb......bd
b........d
b........d
b........d
b........d
"""
LONG_SIDE = """
..llbbb...
.llbbbbb..
llbbbbbbb.
lbbbbbbdb.
lbbd......
lbbd......
bbbd......
bbbd......
.bdd......
"""
LONG_BACK = """
..llbbbb..
.llbbbbbb.
llbbbbbbbd
lbbbbbbbbd
lbbbbbbbbd
lbbbbdbbbd
lbbbbdbbbd
.bbbddbdd.
"""

SPIKY_FRONT = """
..b...b...b.
..lb.lbb.bb.
.llbllbbbbb.
bllbbbbbbbbb
.lbb.bb.bbd.
.b........d.
.b........d.
"""
SPIKY_SIDE = """
..b..b.b..
b.lb.lbb..
.llbbbbbb.
bllbbbbbb.
.bbbbbbdb.
bbbd......
.bd.......
bbd.......
"""
SPIKY_BACK = """
..b...b...b.
..lb.lbb.bb.
.llbllbbbbb.
bllbbbbbbbbb
.lbbbbbbbbd.
blbbbbbbbbbd
.bbbbbbbbdd.
.dbbdbbddbd.
"""

CURLY_FRONT = """
..bb.bbb..
.llbblbbb.
llbbbbbbbd
blbbbbbbbd
bb.b..b.bd
b........d
b........d
"""
CURLY_SIDE = """
..bb.bb...
.llbblbbb.
llbbbbbbbd
blbbbbbbbb
bbbbbbdbb.
bbbb......
bbbd......
.bdd......
"""
CURLY_BACK = """
..bb.bbb..
.llbblbbb.
llbbbbbbbd
blbbbblbbd
bbblbbbbbd
bbbbbblbdd
bblbbbbbdd
.bbbdbbdd.
"""

BUN_FRONT = """
...llbb...
...bbbd...
..llbbbb..
llbbbbbbbd
lbbb..bbbd
b........d
b........d
"""
BUN_SIDE = """
.lbb......
bbbllbbb..
..llbbbbb.
.llbbbbbb.
lbbbbbbdb.
bbbd......
bbb.......
.d........
"""
BUN_BACK = """
...llbb...
...bbbd...
.llbddbbb.
llbbbbbbbd
lbbbbbbbbd
lbbbbbbbbd
bbbdbbdbbd
.dbddbddd.
"""

BRAID_FRONT = """
..llbbbb..
.llbbbbbb.
llbbbbbbbd
lbb.bb.bbd
b........d
b........d
lb.......d
bd........
lb........
bd........
"""
BRAID_SIDE = """
..llbbb...
.llbbbbb..
llbbbbbbb.
lbbbbbbdb.
bbbd......
bbbd......
bbd.......
.lb.......
.bd.......
.lb.......
.bd.......
"""
BRAID_BACK = """
..llbbbb..
.llbbbbbb.
llbbbbbbbd
lbbbbbbbbd
lbbbbbbbbd
bbbbddbbbd
.dbdlbdbd.
....lb....
....bd....
....lb....
....bd....
"""

HAIR = {
    "short": Wear(Piece(SHORT_FRONT, 2, 3), Piece(SHORT_SIDE, 2, 3), Piece(SHORT_BACK, 2, 3)),
    "long": Wear(Piece(LONG_FRONT, 2, 3), Piece(LONG_SIDE, 2, 3), Piece(LONG_BACK, 2, 3)),
    "spiky": Wear(Piece(SPIKY_FRONT, 1, 2), Piece(SPIKY_SIDE, 1, 3), Piece(SPIKY_BACK, 1, 2)),
    "curly": Wear(Piece(CURLY_FRONT, 1, 3), Piece(CURLY_SIDE, 1, 3), Piece(CURLY_BACK, 1, 3)),
    "bun": Wear(Piece(BUN_FRONT, 1, 3), Piece(BUN_SIDE, 1, 3), Piece(BUN_BACK, 1, 3)),
    "braid": Wear(Piece(BRAID_FRONT, 2, 3), Piece(BRAID_SIDE, 2, 3), Piece(BRAID_BACK, 2, 3)),
}
"""Hairdos by name."""

LOW_HAIR = ("short", "long", "braid")
"""Hairdos that fit under a hat."""

BEARD_FRONT = """
.lb.kk.bd.
..bbbbbd..
"""
BEARD_SIDE = """
.llb..
..bbbd
"""
UNSEEN = """
...
...
"""
BEARD = Wear(Piece(BEARD_FRONT, 8, 3), Piece(BEARD_SIDE, 8, 6), Piece(UNSEEN, 7, 7))

MASK_FRONT = """
bbbbbbbbbb
.bbbbbbbd.
"""
MASK_SIDE = """
.bbbbbb.
"""
MASK = Wear(Piece(MASK_FRONT, 8, 3), Piece(MASK_SIDE, 8, 5), Piece(UNSEEN, 8, 7))
