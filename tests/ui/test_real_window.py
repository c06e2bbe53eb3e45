"""The real program in a real window: Xvfb, a window manager, and a pointer that drags."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack

import msgspec
import pytest
from PIL import Image
from real_windows import Program, running, settings_file, wait_for

from sprite_studio.art.image_file import read_rgba
from sprite_studio.settings import Settings, save_settings
from sprite_studio.studio.jobs.recipes.recipe import read_recipe

TOOLS = ("Xvfb", "openbox", "xdotool")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}"
)


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own with a window manager, without which no shortcut would fire."""
    read, write = os.pipe()
    with ExitStack() as stack:
        server = stack.enter_context(
            running(
                ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24"],
                os.environ,
                pass_fds=[write],
            )
        )
        os.close(write)
        with os.fdopen(read) as number:
            name = f":{number.readline().strip()}"
        environment = os.environ | {"DISPLAY": name}

        def answers() -> str:
            assert server.poll() is None, "the screen has ended"
            words = ["xdotool", "getdisplaygeometry"]
            done = subprocess.run(words, env=environment, capture_output=True, check=False)
            return "" if done.returncode else name

        # It has a number before it takes a program in: a window manager that comes too early ends.
        wait_for(answers, 60)
        manager = stack.enter_context(running(["openbox"], environment))

        def is_managed() -> str:
            nonlocal manager
            if manager.poll() is not None:
                manager = stack.enter_context(running(["openbox"], environment))
            words = ["xdotool", "get_num_desktops"]
            done = subprocess.run(words, env=environment, capture_output=True, check=False)
            return "" if done.returncode else name

        # Without it no window becomes active, and no key reaches one.
        wait_for(is_managed, 60)
        yield name


@pytest.fixture
def program(display, tmp_path) -> Iterator[Program]:
    started = Program(display, tmp_path)
    try:
        started.wait_until_seen()
        yield started
    finally:
        started.end()


def test_launch_drag_a_slider_generate_and_export(program, tmp_path):
    program.drag("Food weight", 40)
    program.do("key", "ctrl+Return")
    sheet = tmp_path / "sheet.png"
    program.click("Export …")  # there is nothing to export before the first sprites
    program.save_as("Export", sheet)
    wait_for(lambda: "there" if sheet.with_suffix(".json").is_file() else "", 60)
    recipe = read_recipe(sheet)
    assert recipe.drawing.mix["hero"] == 1.0
    assert recipe.drawing.mix["food"] > 0.2
    pixels = read_rgba(sheet)
    assert pixels.shape == (64, 64, 4)
    assert set(pixels[..., 3].flatten().tolist()) == {0, 255}
    program.do("key", "ctrl+q")
    assert program.process.wait(timeout=60) == 0


def test_a_style_and_a_word_are_chosen_from_their_pictures(program, tmp_path):
    program.wait_for("?style Forge")  # of the first sprites
    program.do("key", "ctrl+b")
    browser = wait_for(lambda: program.find("Words.*"), 60)
    program.activate(browser)
    program.do("type", "--delay", "20", "potion")
    program.do("key", "--delay", "200", "Return", "Escape")
    wait_for(lambda: "" if program.find("Words.*") else "closed", 60)
    program.activate(program.window)
    program.wait_for("Potion weight")
    program.click("Style")
    program.do("key", "--delay", "200", "Down", "Return")
    program.wait_for("?style Dungeon II")
    sheet = tmp_path / "sheet.png"
    program.click("Export …")
    program.save_as("Export", sheet)
    drawing = read_recipe(sheet).drawing
    assert drawing.mix == {"hero": 1.0, "kind:potion": 1.0}
    assert drawing.style == "style:0x72-dungeon-ii"


def test_watch_scrub_fork_and_export_the_run(program, tmp_path):
    program.do("key", "ctrl+4")
    program.click("Run")
    program.wait_for("Fork here")
    program.drag("Step", -150)
    program.click("Fork here")
    program.wait_for("?Forked from step")
    program.click("Into noise")
    program.wait_for("?squares of the two factors")
    program.click("Out of noise")
    run = tmp_path / "run.gif"
    program.click("Export run …")
    program.save_as("Export run", run)
    with Image.open(run) as animation:
        assert getattr(animation, "n_frames", 1) > 5


def test_the_network_is_opened_at_a_step_of_watch_and_a_part_of_it_is_looked_at(program):
    program.do("key", "ctrl+4")
    program.wait_for("Fork here")
    program.drag("Step", -150)
    program.click("Open the network at this step")
    program.wait_for("?22 parts")
    program.click("One part")
    program.wait_for("?depends on 256 of the 256 pixels")
    program.click("Words")
    program.wait_for("?of the variance")
    program.do("key", "ctrl+7")
    program.wait_for("Run")


@pytest.fixture
def two_sprites_a_lane(tmp_path) -> None:
    """On Compare, set before the program starts; the usual sixteen take seconds longer."""
    usual = Settings()
    file = settings_file(tmp_path)
    file.parent.mkdir(parents=True)
    compared = msgspec.structs.replace(usual.compare, count=2)
    save_settings(file, msgspec.structs.replace(usual, compare=compared))


@pytest.mark.usefixtures("two_sprites_a_lane")
def test_compare_train_and_go_back_to_create(program, tmp_path):
    program.do("key", "ctrl+5")
    program.wait_for("?every lane begins with the same noise")
    program.do("key", "ctrl+Return")
    program.click("All sprites")
    report = tmp_path / "report.png"
    program.click("Export report …")
    program.save_as("Export report", report)
    table = report.with_suffix(".csv").read_text("utf-8").splitlines()
    assert len(table) > 3
    program.do("key", "ctrl+6")
    program.click("Train on the Forge")
    program.click("Start")
    program.wait_for("?Training: step")
    program.click("Stop")
    program.click("Draw with this model")
    program.wait_for("Generate")


def test_a_sprite_is_painted_on_then_varied_and_kept(program):
    program.wait_for("?style Forge")  # of the first sprites
    program.click("Drawn sprites")
    program.do("key", "--delay", "200", "Right", "e")
    editor = wait_for(lambda: program.find("Edit pixels.*"), 60)
    program.activate(editor)
    program.do("key", "--delay", "100", "Right", "Down", "space", "h", "ctrl+z", "e", "p")
    program.click("Save as a new version")
    program.wait_for("?painted by hand")
    program.activate(program.window)
    program.click("Drawn sprites")
    program.do("key", "--delay", "200", "d")
    dialog = wait_for(lambda: program.find("Change a sprite.*"), 60)
    program.activate(dialog)
    program.click("Vary")
    program.click("Strength")
    program.do("key", "ctrl+a")
    program.do("type", "--delay", "20", "0.05")
    program.do("key", "ctrl+Return")
    program.wait_for("?16 proposals in")
    program.click("&Flip")
    program.click("&Keep")
    program.wait_for("?Kept")
    program.click("Close")
    wait_for(lambda: "" if program.find("Change a sprite.*") else "closed", 60)


def test_sprites_are_kept_put_into_a_set_and_exported_for_an_engine(program, tmp_path):
    program.wait_for("?style Forge")  # of the first sprites
    program.click("Drawn sprites")
    program.do("key", "--delay", "200", "ctrl+a", "k")
    program.wait_for("?Kept 16")
    program.do("key", "ctrl+2")
    program.wait_for("?16 sprites")
    program.click("Kept sprites")
    program.do("key", "--delay", "200", "Home", "shift+Right", "shift+Right")
    program.click("Put into a set")
    program.do("key", "--delay", "200", "Down", "Return", "Return")  # a new one, with its own name
    program.wait_for("?3 sprites")
    program.do("key", "ctrl+e")
    dialog = wait_for(lambda: program.find("Export"), 60)
    program.activate(dialog)
    folder = tmp_path / "game"
    folder.mkdir()
    program.click("Folder")
    program.do("key", "ctrl+a")
    program.do("type", "--delay", "5", str(folder))
    program.click("Format")
    program.do("type", "Godot")
    program.click("Save")
    wait_for(lambda: "there" if (folder / "CREDITS.txt").is_file() else "", 60)
    assert len(list(folder.glob("*.tres"))) == 1


def test_a_character_is_drawn_walks_and_is_exported(program, tmp_path):
    program.wait_for("?style Forge")  # of the first sprites
    program.do("key", "ctrl+3")
    program.click("Draw")
    program.wait_for("?model cast")
    program.wait_for("?colours of 16")
    program.click("Export …")
    dialog = wait_for(lambda: program.find("Export"), 60)
    program.activate(dialog)
    program.click("Folder")
    program.do("key", "ctrl+a")
    program.do("type", "--delay", "5", str(tmp_path))
    program.click("Format")
    program.do("type", "Godot")
    program.click("Save")
    wait_for(lambda: "there" if (tmp_path / "CREDITS.txt").is_file() else "", 60)
    [scene] = tmp_path.glob("*.tres")
    assert all(f"walk_{view}" in scene.read_text() for view in ("down", "left", "right", "up"))


def test_when_the_display_goes_away_the_program_ends_in_order(tmp_path):
    read, write = os.pipe()
    with running(["Xvfb", "-displayfd", str(write)], os.environ, pass_fds=[write]) as server:
        os.close(write)
        with os.fdopen(read) as number:
            name = f":{number.readline().strip()}"
        program = Program(name, tmp_path)
        try:
            wait_for(lambda: program.find("Sprite Studio"), 60)
            program.wait_for("Export …")
            server.kill()
            assert program.process.wait(timeout=60) == 1
        finally:
            program.end()
    assert "hero = 1.0" in settings_file(tmp_path).read_text("utf-8")
