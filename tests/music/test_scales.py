import pytest

from sprite_studio.music.scales import is_in_key, triad


@pytest.mark.parametrize(
    ("scale", "degree", "tones"),
    [
        ("major", 1, (0, 4, 7)),
        ("major", 2, (2, 5, 9)),
        ("major", 5, (7, 11, 2)),
        ("major", 6, (9, 0, 4)),
        ("minor", 1, (0, 3, 7)),
        ("minor", 6, (8, 0, 3)),
        ("minor", 7, (10, 2, 5)),
    ],
)
def test_chords_are_those_of_a_textbook(scale, degree, tones):
    assert triad(scale, degree) == tones


def test_below_the_tonic_the_scale_goes_on():
    assert is_in_key(-1, "major")
    assert not is_in_key(-1, "minor")
    assert is_in_key(-2, "minor")
    assert is_in_key(12, "major")
