import subprocess
import sys

import pytest
from windows import environment

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


PLAIN = "import sys\nfrom sprite_studio.__main__ import main\nsys.argv[1:] = []\nsys.exit(main())"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ({"DISPLAY": ":12345"}, "DISPLAY=:12345"),
        ({"WAYLAND_DISPLAY": "wayland-99"}, "WAYLAND_DISPLAY=wayland-99"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "QT_QPA_PLATFORM=nonsense"),
    ],
)
def test_without_a_display_it_says_so_and_ends(changes, expected, tmp_path):
    tmp_path.chmod(0o700)  # or Wayland's library has a line of its own to say
    nothing = {
        **dict.fromkeys(("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", PLAIN],
        env=environment(tmp_path, **{**nothing, **changes}),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 2
    assert expected in done.stderr or "is needed to load" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_without_its_resources_it_says_what_to_do(tmp_path):
    missing = "import sprite_studio.paths as paths\npaths.__file__ = '/nowhere/paths.py'\n"
    done = subprocess.run(
        [sys.executable, "-c", missing + PLAIN],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "sprite-studio: error: the resources folder is missing; install Sprite Studio again\n"
    )
