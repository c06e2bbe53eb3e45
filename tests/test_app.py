"""The window as a program: it opens wherever it is started, and ends whenever it is asked to."""

import os
import shutil
import subprocess
import sys
from functools import cache

import pytest
from windows import PROGRAM, environment, run, settings

# -- the end, at any moment

MOMENTS = {
    "before it is seen": "def at_show(window): QTimer.singleShot(0, window.close)",
    "as soon as it is seen": "def at_show(window): window.first_painted.connect(window.close)",
    "as the worker starts": "def at_start(window): window.close()",
    "while torch is imported": """
def at_start(window):
    when(lambda: "torch" in sys.modules, window.close)
""",
    "later in the import of torch": """
def at_start(window):
    when(lambda: "torch.nn" in sys.modules, window.close)
""",
    "while a model is read": """
def at_start(window):
    when(lambda: "sprite_studio.studio.library.models" in sys.modules, window.close)
""",
    "while sprites are drawn": """
def at_start(window):
    window._worker.progressed.connect(lambda *_: window.close())
""",
    "once they are drawn": """
def at_start(window):
    window.create_page.drawn.connect(window.close)
""",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_it_can_be_closed_at_any_moment(moment, tmp_path):
    done = run(MOMENTS[moment], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert settings(tmp_path)["drawing"]["mix"] == {"hero": 1.0}


def test_what_cannot_be_ended_is_not_waited_for(tmp_path):
    script = """
import threading
from sprite_studio.handlers import Handlers

def stuck(self, job):
    threading.Event().wait()
    yield

Handlers._generate = stuck

def at_start(window):
    window.create_page.mixer.set_mix({"food": 0.5})
    when(lambda: window._worker._begun, window.close)
"""
    done = run(script, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert settings(tmp_path)["drawing"]["mix"] == {"food": 0.5}


def test_settings_are_on_the_disk_before_a_kill(tmp_path):
    script = """
import os, signal
from sprite_studio import paths

def at_start(window):
    window.create_page.mixer.set_mix({"food": 0.5})
    file = paths.settings_file()
    when(lambda: file.exists() and "food = 0.5" in file.read_text(), lambda: os._exit(9))
"""
    assert run(script, tmp_path).returncode == 9
    assert settings(tmp_path)["drawing"]["mix"] == {"food": 0.5}


# -- folders that cannot be used

TELL = """
import os
from sprite_studio import paths
from sprite_studio.handlers import Handlers

def nothing(handlers, job):
    yield

# What is asked here is over before a network could be read and draw.
Handlers._list_models = Handlers._generate = Handlers._word_pictures = nothing

def at_start(window):
    def tell():
        print(window._errors.text() if window._errors.isVisible() else "nothing to say")
        window.close()
    # The settings are saved for the first time within a second, and that may fail.
    stored = paths.settings_file()
    when(lambda: os.path.exists(stored) or "Your settings" in window._errors.text(), tell)
"""

LOG, UNREAD, DATA, CONFIG = (
    "There is no log: ",
    "The settings in ",
    "What you draw and train cannot be kept after the window closes: ",
    "Your settings cannot be kept: ",
)


def told(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The kinds of problems that were shown, in order."""
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    kinds = (LOG, UNREAD, DATA, CONFIG, "nothing to say")
    return [next(kind for kind in kinds if line.startswith(kind)) for line in lines]


FOLDERS = {"xdg_config_home": CONFIG, "xdg_data_home": DATA, "xdg_state_home": LOG}
ALL = [LOG, DATA, CONFIG]
NOTHING = ["nothing to say"]


@pytest.mark.parametrize("name", [*FOLDERS, "xdg_cache_home"])
def test_it_opens_where_a_folder_is_a_file(name, tmp_path):
    (tmp_path / name).write_text("x")
    assert told(run(TELL, tmp_path)) == [FOLDERS.get(name, *NOTHING)]


def test_it_opens_where_folders_are_links_that_lead_nowhere(tmp_path):
    for name in FOLDERS:
        (tmp_path / name).symlink_to("nowhere/at/all")
    assert told(run(TELL, tmp_path)) == ALL


def test_it_opens_where_its_own_folders_are_files(tmp_path):
    for name in ("config_home/sprite-studio", "data_home/sprite-studio/history"):
        (tmp_path / f"xdg_{name}").parent.mkdir(parents=True)
        (tmp_path / f"xdg_{name}").write_text("x")
    done = run(TELL, tmp_path)
    assert told(done) == [DATA, CONFIG]
    assert done.stdout.count("is in the place of this folder; move it away") == 2


def test_it_opens_where_the_log_is_a_folder(tmp_path):
    (tmp_path / "xdg_state_home/sprite-studio/log/sprite-studio.log").mkdir(parents=True)
    assert told(run(TELL, tmp_path)) == [LOG]


HOMELESS = dict.fromkeys(("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"))


def test_it_opens_where_home_does_not_exist(tmp_path):
    (tmp_path / "file").write_text("x")
    done = run(TELL, tmp_path, **HOMELESS, HOME=str(tmp_path / "file" / "nobody"))
    assert told(done) == ALL


@pytest.mark.skipif(os.name != "posix", reason="Windows knows where a home is without HOME")
def test_without_any_home_nothing_is_made_where_it_was_started(tmp_path):
    script = "import pwd\npwd.getpwuid = lambda _: (_ for _ in ()).throw(KeyError())\n" + TELL
    done = run(script, tmp_path, folder=tmp_path, **HOMELESS, HOME=None)
    assert told(done) == ALL
    assert "HOME is not set" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_it_opens_on_a_full_disk(tmp_path):
    pytest.importorskip("resource")
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
    # Coverage, where it is measured, would find no room for its own file, and say so.
    done = run(limit + TELL, tmp_path, COVERAGE_PROCESS_START=None, COVERAGE_PROCESS_CONFIG=None)
    assert told(done) == [DATA, CONFIG]


@cache
def without_override() -> tuple[str, ...] | None:
    """What makes root obey the modes of files; nothing for others, None where it cannot be done."""
    if os.name != "posix":
        return None
    if os.geteuid() != 0:
        return ()
    prefix = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    if not shutil.which(prefix[0]):
        return None
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if tried.returncode == 0 else None


@pytest.mark.parametrize("mode", [0o000, 0o555, 0o777])
def test_it_opens_where_folders_have_the_mode(mode, tmp_path):
    prefix = without_override()
    if prefix is None:
        pytest.skip("modes of files hold nobody back here")
    folders = [tmp_path / name for name in FOLDERS]
    for folder in folders:
        (folder / "sprite-studio").mkdir(parents=True)
        (folder / "sprite-studio").chmod(mode)
        folder.chmod(mode)
    try:
        done = run(TELL, tmp_path, prefix)
    finally:
        for folder in folders:
            folder.chmod(0o755)
            (folder / "sprite-studio").chmod(0o755)
    assert told(done) == {0o000: [LOG, UNREAD, DATA, CONFIG], 0o555: ALL}.get(mode, NOTHING)


def test_it_draws_where_nothing_can_be_kept(tmp_path):
    for name in ("xdg_config_home", "xdg_data_home", "xdg_state_home"):
        (tmp_path / name).write_text("x")
    script = """
def at_start(window):
    def tell():
        print(len(window.create_page.result.images))
        window.close()
    window.create_page.drawn.connect(tell)
"""
    done = run(script, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "16\n", "")


# -- faults of ours, and windows side by side


def test_an_exception_in_a_slot_is_logged_and_said_once_and_the_window_stays(tmp_path):
    script = """
def fault():
    raise RuntimeError("a <b>fault</b> of ours")

def at_start(window):
    for _ in range(3):
        QTimer.singleShot(0, fault)
    def tell():
        print(window._errors.text())
        window.close()
    when(window._errors.isVisible, lambda: QTimer.singleShot(0, tell))
"""
    done = run(script, tmp_path)
    assert done.returncode == 0
    assert "Something went wrong inside Sprite Studio: a <b>fault</b> of ours" in done.stdout
    assert done.stderr.count("RuntimeError") == 1
    log = (tmp_path / "xdg_state_home/sprite-studio/log/sprite-studio.log").read_text("utf-8")
    assert log.count("RuntimeError: a <b>fault</b> of ours") == 1


LIGHT = """
from PySide6.QtWidgets import QMenu

def choose_light(window):
    menus = window.findChildren(QMenu)
    next(a for menu in menus for a in menu.actions() if a.data() == "light").trigger()
"""


def test_a_page_that_cannot_tell_its_controls_costs_no_other_setting(tmp_path):
    script = """
from sprite_studio.ui.create.page import CreatePage

def fault(page, settings):
    raise RuntimeError("no controls")

CreatePage.remember = fault

def at_start(window):
    choose_light(window)
    window.close()
"""
    done = run(LIGHT + script, tmp_path)
    assert done.returncode == 0
    assert settings(tmp_path)["theme"] == "light"


def test_two_windows_work_at_once_and_each_keeps_what_it_changed(tmp_path):
    script = """
from dataclasses import replace
from msgspec import structs
from sprite_studio.handlers import Handlers

generate = Handlers._generate

def quickly(handlers, job):
    drawing = structs.replace(job.drawing, steps=2, count=2)
    yield from generate(handlers, replace(job, drawing=drawing))

Handlers._generate = quickly

def at_start(window):
    drawn = window.create_page.drawn

    def go_on():
        drawn.disconnect(go_on)
        {}
        drawn.connect(window.close)
        window.create_page.generate()

    drawn.connect(go_on)
"""
    changes = ('window.create_page.mixer.set_mix({"food": 0.5})', "choose_light(window)")
    scripts = [LIGHT + script.replace("{}", change) for change in changes]
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM.replace("# {script}", script)],
            env=environment(tmp_path),
            stderr=subprocess.PIPE,
            text=True,
        )
        for script in scripts
    ]
    for window in windows:
        _, errors = window.communicate(timeout=200)
        assert (window.returncode, errors) == (0, "")
    stored = settings(tmp_path)
    assert stored["drawing"]["mix"] == {"food": 0.5}
    assert stored["theme"] == "light"
