from dataclasses import replace

from tunes import PLAIN

from sprite_studio.music.figures import EarFigures
from sprite_studio.ui.learn.music.story import figures_line, plan_line


def test_a_plan_is_told_as_a_musician_would_write_it():
    assert plan_line(PLAIN) == (
        "C major, steady, 120 beats a minute · A B C D A B E F · I IV V I I IV vi V"
    )
    low = replace(PLAIN, tonic=-5, scale="minor", form="AAAABBBB", degrees=(1, 7))
    assert plan_line(low) == (
        "G minor, steady, 120 beats a minute · A A A A B B B B · i i i i VII VII VII VII"
    )


def test_what_an_ear_would_complain_of_is_named():
    assert figures_line(EarFigures(1.0, (), (), 0.01)) == (
        "100% of the notes in key · all 4 voices heard · no bar twice but by the form · "
        "no click at the seam"
    )
    told = figures_line(EarFigures(0.874, ("bass",), ("BE", "CD"), 1.5))
    assert told == (
        "87% of the notes in key · silent: bass · the same, though the form has them apart: "
        "B and E, C and D · a click at the seam"
    )
