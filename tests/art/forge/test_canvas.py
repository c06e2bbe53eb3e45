"""The canvas: laying, outlining, bending, and keeping to twelve colours."""

import numpy as np

from sprite_studio.art.forge.canvas import (
    MATERIALS,
    MOST_COLOURS,
    Layer,
    compose,
    economical,
    paint,
)
from sprite_studio.art.forge.template import FIRST, INK, TONES, WHITE

LINE, BASE = FIRST, FIRST + 2
BLOCK = "\nbb\nbb\n"


def test_an_outline_surrounds_the_figure_in_its_own_line_tone():
    codes = compose([Layer(BLOCK, 5, 5, materials=(2,))])
    base, line = BASE + 2 * TONES, LINE + 2 * TONES
    assert (codes[5:7, 5:7] == base).all()
    assert codes[4, 5] == codes[7, 6] == codes[5, 4] == codes[6, 7] == line
    assert codes[4, 4] == 0
    assert np.count_nonzero(codes) == 4 + 8


def test_ink_and_lines_cast_no_outline_but_white_does():
    assert np.count_nonzero(compose([Layer("\nk\n", 5, 5)])) == 1
    assert np.count_nonzero(compose([Layer("\no\n", 5, 5)])) == 1
    white = compose([Layer("\nw\n", 5, 5)])
    assert white[5, 5] == WHITE
    assert white[4, 5] == INK


def test_an_edged_layer_stands_out_from_what_it_covers():
    below = Layer("\n" + "bbbbbb\n" * 6, 4, 4)
    plain = compose([below, Layer(BLOCK, 6, 6, materials=(1,))])
    edged = compose([below, Layer(BLOCK, 6, 6, materials=(1,), edged=True)])
    assert plain[5, 6] == BASE
    assert edged[5, 6] == LINE + TONES
    assert edged[6, 6] == BASE + TONES


def test_a_layer_behind_fills_only_what_is_empty():
    codes = compose([Layer(BLOCK, 5, 5), Layer("\nbbbb\n", 5, 4, materials=(1,), behind=True)])
    assert codes[5, 4:8].tolist() == [BASE + TONES, BASE, BASE, BASE + TONES]


def test_a_cut_makes_a_hole_that_is_outlined():
    codes = compose([Layer("\n" + "bbbbb\n" * 5, 4, 4), Layer("\nxxx\nxxx\nxxx\n", 5, 5)])
    assert codes[6, 6] == 0
    assert codes[5, 6] == LINE


def test_bends_double_and_leave_out_lines():
    grid = "\nbl\ndh\n"
    doubled = compose([Layer(grid, 5, 5, bend=((0,), (1,)))])
    assert doubled[5:8, 5:8].tolist() == [
        [BASE, BASE + 1, BASE + 1],
        [BASE, BASE + 1, BASE + 1],
        [BASE - 1, BASE + 2, BASE + 2],
    ]
    shorter = compose([Layer(grid, 5, 5, bend=((~0,), ()))])
    assert shorter[5, 5:7].tolist() == [BASE - 1, BASE + 2]


def test_what_hangs_over_the_edge_is_cut_off():
    codes = compose([Layer("\n" + "bbbb\n" * 4, -2, 14)])
    assert codes.shape == (16, 16)
    assert (codes[:2, 14:] == BASE).all()
    assert codes[2, 14] == LINE


def test_mirroring_turns_the_figure():
    layers = [Layer("\nbl\nbb\n", 5, 2)]
    assert (compose(layers, mirrored=True) == compose(layers)[:, ::-1]).all()


def test_light_falls_from_the_left_on_mirrored_figures_too():
    rows = ["bllbbd", "lbdlbd", "bdklbb"]
    codes = compose([Layer("\n" + "\n".join(rows) + "\n", 4, 4)], mirrored=True)
    round_row, pattern, beside_ink = codes[4:7, 6:12]
    straight = compose([Layer("\n" + "\n".join(rows) + "\n", 4, 4)])[4:7, 4:10]
    assert round_row.tolist() == straight[0].tolist()
    assert pattern.tolist() == straight[1][::-1].tolist()
    assert beside_ink.tolist() == straight[2][::-1].tolist()


def test_twelve_colours_are_enough_for_all_views_together():
    rows = ["".join(roles) for roles in ("odblh", "ODBLH", "12345")]
    grid = "\n" + "\n".join(rows) + "\n"
    views = [compose([Layer(grid, 4, 4, materials=(a, a + 1, a + 2))]) for a in (0, 3)]
    together = np.concatenate(views)
    assert len(np.unique(together[together > 0])) > MOST_COLOURS
    merged = np.concatenate(economical(views))
    assert len(np.unique(merged[merged > 0])) <= MOST_COLOURS
    assert ((merged > 0) == (together > 0)).all()
    # Each material keeps its base.
    assert {BASE + TONES * material for material in range(6)} <= set(np.unique(merged).tolist())


def test_a_frugal_figure_is_left_as_it_is():
    codes = compose([Layer("\nblh\ndbl\n", 4, 4)])
    assert (economical([codes])[0] == codes).all()


def test_paint_looks_up_each_tone():
    codes = np.zeros((16, 16), dtype=np.int8)
    codes[0, :4] = [FIRST + TONES, FIRST + TONES + 4, INK, WHITE]
    pixels = paint(codes, {1: (0x112233, 1, 2, 3, 0xFFEEDD)})
    assert pixels.dtype == np.uint8
    assert pixels[0, :2].tolist() == [[0x11, 0x22, 0x33, 255], [0xFF, 0xEE, 0xDD, 255]]
    assert pixels[0, 2, :3].max() < 80
    assert pixels[0, 3].min() > 235
    assert not pixels[1:].any()
    assert FIRST + TONES * MATERIALS <= 127
