"""Hats and helmets. A brim lies on row 5, just above the eyes."""

from sprite_studio.art.forge.wear import Piece, Wear

POINTED = """
.......bbb..
.....llbb...
...lllbbbd..
..BBBBBBBD..
llbbbbbbbbbd
"""
POINTED_SIDE = """
.bbb......
..llbb....
..lllbbb..
..BBBBBBB.
llbbbbbbbb
"""
POINTED_BACK = """
..bbb.......
...llbb.....
..lllbbbbd..
..BBBBBBBD..
llbbbbbbbbbd
.dddddddddd.
"""

HOOD_FRONT = """
.....lbb....
...lllbbbb..
..llbbbbbbb.
.llbbbbbbbd.
lboooooooobd
lo........od
lo........od
bo........od
.bo......od.
"""
HOOD_SIDE = """
...lbb....
..llbbbb..
.llbbbbbb.
llbbbbbbbb
lbbooooooo
lbbo......
lbbo......
bbbo......
.bbbo.....
"""
HOOD_BACK = """
....bb....
..llbbbb..
.llbbbbbb.
llbbbbbbbd
lbbbbbbbbd
lbbbbbbbbd
bbbbbbbbdd
.dddddddd.
"""

HELMET_FRONT = """
.....BB.....
...lhBBbb...
..lhlBBbbb..
.lhlbBBbbbd.
.llbbBBbbbd.
.lkkkkkkkkd.
.lkwkkkkwkd.
.lbbbkkbbbd.
"""
HELMET_SIDE = """
..BBBBBB..
.BBlhbbBB.
BBlhlbbbB.
BBhlbbbbb.
BBlbbbdddd
Blbbbdkkkk
Blbbbdkkwk
.dbbbblbdb
"""
HELMET_BACK = """
.....BB.....
...lhBBbb...
..lhlBBbbb..
.lhlbBBbbbd.
.llbbBBbbbd.
.lbbbBBbbbd.
.lbbbBDbbbd.
.ddbbbbbbdd.
"""

OPEN_HELMET_FRONT = """
....lbbb....
..lhlbbbbb..
.lhlbbbbbbd.
.llbbbbbbbd.
.BBBBBBBBBD.
.l........d.
.l........d.
.b........d.
.bb......dd.
"""
OPEN_HELMET_SIDE = """
...lbbb...
.lhlbbbb..
.lhlbbbbb.
llbbbbbbb.
BBBBBBBBBB
lbbd......
lbbd......
bbbd......
.dd.......
"""
OPEN_HELMET_BACK = """
....lbbb....
..lhlbbbbb..
.lhlbbbbbbd.
.llbbbbbbbd.
.BBBBBBBBBD.
.lbbbbbbbbd.
.lbbbbbbbbd.
.ddbbbbbbdd.
"""

HORNED_FRONT = """
B...lbbb...B
LB.lbbbbb.LB
.LlhbbbbbbB.
.llbbbbbbbd.
.lddddddddd.
"""
HORNED_SIDE = """
.L........L
.LB.lbb..LB
..LBhbbbBB.
..lbbbbbbd.
..ddddddddd
"""
HORNED_BACK = """
B...lbbb...B
LB.lbbbbb.LB
.LlhbbbbbbB.
.llbbbbbbbd.
.lbbbbbbbbd.
.dddddddddd.
"""

CROWN = """
b...lb...b
bb.lbbb.bd
lbBbBBbBbd
dddddddddd
"""
CROWN_SIDE = """
b..lb..b.
bblbbbbb.
lbBbBbBbd
ddddddddd
"""
CROWN_BACK = """
b...lb...b
bb.lbbb.bd
lbbbbbbbbd
dddddddddd
"""

STRAW = """
...llbbbb...
..llbbbbbd..
..lbbbbbbd..
..BBBBBBBD..
llbbbbbbbbbd
"""
STRAW_SIDE = """
...lbbb...
..llbbbb..
..lbbbbb..
..BBBBBB..
llbbbbbbbb
"""
STRAW_BACK = """
...llbbbb...
..llbbbbbd..
..lbbbbbbd..
..BBBBBBBD..
llbbbbbbbbbd
.dddddddddd.
"""

FEATHERED = """
.........LL.
...llbb.LL..
..lllbbbLB..
.llbbbbbBb..
bbbbbbbbbbbb
"""
FEATHERED_SIDE = """
LL........
.LL.lbb...
..LLbbbb..
.bbLbbbbb.
bbbbbbbbbb
"""
FEATHERED_BACK = """
.LL.........
..LL.llbb...
..BLbbbbbb..
..bBbbbbbbb.
bbbbbbbbbbbb
.dddddddddd.
"""

CAP_FRONT = """
....lbbb....
..lllbbbbb..
.lllbbbbbbb.
.bbbbbbbbbd.
..BBBBBBBB..
"""
CAP_SIDE = """
..lbbbb...
.llbbbbb..
llbbbbbbb.
bbbbBBBBBB
"""
CAP_BACK = """
....lbbb....
..lllbbbbb..
.lllbbbbbbb.
.bbbbbbbbbd.
.dddddddddd.
"""

BANDANA_FRONT = """
...llbbbb...
..lllbbbbb..
.lllbbbbbbb.
.ddddddddddb
...........b
"""
BANDANA_SIDE = """
..llbbb...
.llbbbbb..
lllbbbbbb.
dddddddddd
bd........
bd........
"""
BANDANA_BACK = """
...llbbbb...
..llbbbbbb..
.llbbbbbbbd.
.lbbbbbbbbd.
.bbbbbbbbdd.
.ddddbbdddd.
"""

MITRE = """
.....lb.....
....lBBb....
...lBBBBd...
..llbBBbbd..
.BBBBBBBBBB.
"""

HATS = {
    "pointed": Wear(Piece(POINTED, 1, 2), Piece(POINTED_SIDE, 1, 3), Piece(POINTED_BACK, 1, 2)),
    "hood": Wear(
        Piece(HOOD_FRONT, 1, 2), Piece(HOOD_SIDE, 1, 3), Piece(HOOD_BACK, 1, 3), hides_hair=True
    ),
    "helmet": Wear(
        Piece(HELMET_FRONT, 1, 2),
        Piece(HELMET_SIDE, 1, 3),
        Piece(HELMET_BACK, 1, 2),
        hides_hair=True,
    ),
    "open-helmet": Wear(
        Piece(OPEN_HELMET_FRONT, 1, 2),
        Piece(OPEN_HELMET_SIDE, 1, 3),
        Piece(OPEN_HELMET_BACK, 1, 2),
        hides_hair=True,
    ),
    "horned": Wear(Piece(HORNED_FRONT, 1, 2), Piece(HORNED_SIDE, 1, 2), Piece(HORNED_BACK, 1, 2)),
    "crown": Wear(Piece(CROWN, 1, 3), Piece(CROWN_SIDE, 1, 3), Piece(CROWN_BACK, 1, 3), brim=4),
    "straw": Wear(Piece(STRAW, 1, 2), Piece(STRAW_SIDE, 1, 3), Piece(STRAW_BACK, 1, 2)),
    "feathered": Wear(
        Piece(FEATHERED, 1, 2), Piece(FEATHERED_SIDE, 1, 3), Piece(FEATHERED_BACK, 1, 2)
    ),
    "cap": Wear(Piece(CAP_FRONT, 2, 2), Piece(CAP_SIDE, 2, 3), Piece(CAP_BACK, 2, 2)),
    "bandana": Wear(
        Piece(BANDANA_FRONT, 2, 2), Piece(BANDANA_SIDE, 2, 3), Piece(BANDANA_BACK, 2, 2)
    ),
    "mitre": Wear(Piece(MITRE, 1, 2), Piece(MITRE, 1, 2), Piece(MITRE, 1, 2)),
}
"""Hats by name."""
