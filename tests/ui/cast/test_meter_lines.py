from sprite_studio.art.walk.meters import Meters
from sprite_studio.ui.cast.meter_lines import lines_of


def test_what_an_eye_would_object_to_is_said_in_words_and_figures():
    bad = Meters(2, 2, 0.25, ("left stand-a",), 18, "up", 0.1)
    lines = lines_of(bad)
    assert not any(line.is_well for line in lines)
    assert [line.text for line in lines] == [
        "Feet 2 pixels apart",
        "Head moves 2 pixels, 25% of the upper half changes: it flickers",
        "Nothing moves: left stand-a",
        "18 colours of 16",
        "Least alike: up, 10%",
    ]


def test_a_good_character_has_nothing_to_mend():
    lines = lines_of(Meters(0, 1, 0.05, (), 12, "left", 0.6))
    assert all(line.is_well for line in lines)
    assert lines[0].text == "Feet on one line"
    assert lines[1].text == "Head moves 1 pixel, 5% of the upper half changes"
