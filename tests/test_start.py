import pytest

from sprite_studio.start import why_no_display

NOT_FOUND = "could not connect to display"
CURSOR = "From 6.5.0, xcb-cursor0 or libxcb-cursor0 is needed to load the Qt xcb platform plugin.\n"


@pytest.mark.parametrize(
    ("environment", "said", "expected"),
    [
        ({}, [NOT_FOUND], "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ({"DISPLAY": ""}, [NOT_FOUND], "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ({"DISPLAY": ":1"}, [NOT_FOUND], "DISPLAY=:1 names cannot be used"),
        ({"DISPLAY": ":1", "WAYLAND_DISPLAY": "w"}, [NOT_FOUND], "WAYLAND_DISPLAY=w"),
        ({"DISPLAY": ":1", "QT_QPA_PLATFORM": "x"}, [NOT_FOUND], "QT_QPA_PLATFORM=x"),
        ({"DISPLAY": ":1"}, [CURSOR, NOT_FOUND], "libxcb-cursor0 is needed"),
    ],
)
def test_a_missing_display_is_told_with_its_variable_and_a_remedy(environment, said, expected):
    told = why_no_display(environment, said)
    assert expected in told
    assert "sprite-studio --help" in told or "Install that library" in told
    assert "\n" not in told
