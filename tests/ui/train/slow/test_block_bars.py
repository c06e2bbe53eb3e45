from slow_steps import BLOCKS

from sprite_studio.studio.jobs.training.slow import BlockStep
from sprite_studio.ui.train.slow.block_bars import BlockBars, bar_part, learned, row_told


def test_a_row_tells_gradient_and_change():
    assert row_told(BLOCKS[0]) == ("words", "0.5", "5.00%")


def test_what_began_at_nothing_has_no_share():
    assert row_told(BLOCKS[1]) == ("down fine", "0.25", "from 0")
    assert row_told(BLOCKS[2]) == ("outputs", "0", "–")


def test_what_only_decayed_has_a_figure_and_no_bar():
    decayed = BlockStep("down", 9, gradient=0.0, before=1.0, moved=1e-5)
    assert row_told(decayed) == ("down", "0", "<0.01%")
    assert learned(decayed) == 0
    assert learned(BLOCKS[0]) == BLOCKS[0].share


def test_a_part_that_changed_a_hundredth_of_another_has_a_bar_that_is_seen():
    assert bar_part(5.0, 5.0) == 1
    assert bar_part(0.05, 5.0) == 0.5
    assert bar_part(0.0, 5.0) == bar_part(0.0, 0.0) == bar_part(1e-9, 5.0) == 0


def test_there_is_room_for_every_row_and_readers_hear_them(qtbot):
    bars = BlockBars()
    qtbot.addWidget(bars)
    empty = bars.sizeHint().height()
    bars.show_blocks(BLOCKS)
    assert bars.sizeHint().height() == 4 * empty
    assert "down fine, 0.25, from 0" in bars.accessibleDescription()
    bars.resize(400, 100)
    assert not bars.grab().isNull()
    bars.show_blocks((BLOCKS[2],))  # all are nothing
    assert not bars.grab().isNull()
