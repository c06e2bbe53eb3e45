import msgspec
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit
from watch_pages import button, grid, run, shown, timeline, told

from sprite_studio.settings import Settings
from sprite_studio.studio.export.destination import RUN
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import WatchedRun
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.recipes.recipe import Fork
from sprite_studio.ui.canvas.pixel_editor import PixelEditor
from sprite_studio.ui.watch import page as watch_page
from sprite_studio.ui.watch.page import WatchPage
from sprite_studio.ui.widgets.error_panel import ErrorPanel


def test_every_step_of_a_run_can_be_looked_at(page, stage, qtbot):
    run(page, qtbot)
    asked = stage.drawn[-1]
    assert (asked.prompt, asked.drawing.mix, asked.drawing.count, asked.drawing.steps) == (
        "hero",
        {},
        2,
        5,
    )
    assert timeline(page).index == 4
    for step in (0, 3, 4):
        timeline(page).set_index(step)
        assert shown(page, "x_t") == shown(page, "x0") == 20 + step
        assert f"Step {step + 1} of 5" in told(page)
    # The played run's outline is known, and its colours, from the share 0.8 on: the last step.
    assert "outline from step 5 on, colours from step 5" in told(page)


def test_the_run_is_walked_by_keys_but_not_while_typing(page, qtbot):
    run(page, qtbot)
    line = timeline(page)
    page.setFocus()
    for key, index in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_Period, 1), (Qt.Key.Key_End, 4)):
        qtbot.keyClick(page, key)
        assert line.index == index
    qtbot.keyClick(page, Qt.Key.Key_Comma)
    assert line.index == 3
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert line.is_playing
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert not line.is_playing
    prompt = next(e for e in page.findChildren(QLineEdit) if e.accessibleName() == "Prompt")
    prompt.setFocus()
    qtbot.keyClicks(prompt, ", a red one.")
    assert prompt.text() == "hero, a red one."
    assert line.index == 3


def test_playing_goes_round_until_it_is_paused(page, qtbot):
    run(page, qtbot)
    line = timeline(page)
    line.toggle()
    seen = []
    line.moved.connect(seen.append)
    qtbot.waitUntil(lambda: len(seen) >= 6, timeout=10_000)
    line.pause()
    assert seen[:6] == [1, 2, 3, 4, 0, 1]


def test_a_fork_leaves_the_chosen_sprite_at_the_step_that_is_shown(page, stage, qtbot):
    assert not button(page, "Fork here").isEnabled()
    run(page, qtbot)
    qtbot.mouseClick(
        grid(page, "x0"),
        Qt.MouseButton.LeftButton,
        pos=grid(page, "x0").cell(1).center().toPoint(),
    )
    timeline(page).set_index(2)
    words = next(e for e in page.findChildren(QLineEdit) if "fork" in e.accessibleName())
    words.setText("food")
    for _ in range(2):
        with qtbot.waitSignal(page.status, check_params_cb=lambda text: "Forked" in text):
            qtbot.mouseClick(button(page, "Fork here"), Qt.MouseButton.LeftButton)
    asked = stage.edited[-1]
    assert isinstance(asked.edit, Fork)
    assert (asked.edit.step, asked.edit.painted, asked.prompt) == (2, None, "food")
    assert asked.edit.sampler == "ddpm"
    assert asked.edit.recipe.drawing.count == 1
    assert asked.edit.recipe.drawing.seed == stage.drawn[-1].drawing.seed + 1
    assert stage.edited[0].drawing.seed != stage.edited[1].drawing.seed
    assert grid(page, "Forks").accessibleDescription() == "8 sprites"


def test_a_fork_goes_on_by_the_sampler_that_is_chosen(page, stage, qtbot):
    run(page, qtbot)
    boxes = page.findChildren(QComboBox)
    box = next(b for b in boxes if b.accessibleName() == "Sampler of the fork")
    box.setCurrentIndex(box.findData("dpm++"))
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "DPM-Solver++" in text):
        qtbot.mouseClick(button(page, "Fork here"), Qt.MouseButton.LeftButton)
    assert stage.edited[-1].edit.sampler == "dpm++"
    assert stage.edited[-1].drawing.count == 1  # it has no noise by which forks would differ


def test_a_sprite_that_was_drawn_elsewhere_is_watched(page, stage, qtbot):
    run(page, qtbot)
    drawing = Drawing(mix={"food": 1.0}, seed=77, count=1, sampler="dpm++", steps=9)
    recipe = msgspec.structs.replace(page._run.recipe.of_sprite(0), drawing=drawing)
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "seed 77" in text):
        page.watch(recipe)
    job = stage.drawn[-1]
    assert (job.prompt, job.drawing) == (
        "food",
        msgspec.structs.replace(drawing, mix={}, style="none", varied=False),
    )


def test_what_is_painted_goes_on(page, stage, qtbot, monkeypatch):
    run(page, qtbot)
    painted = np.full((16, 16, 4), 255, np.uint8)

    class Painted(PixelEditor):
        def exec(self) -> int:
            return QDialog.DialogCode.Accepted

        def pixels(self) -> np.ndarray:
            return painted

    monkeypatch.setattr(watch_page, "PixelEditor", Painted)
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "painted" in text):
        page.paint()
    assert stage.edited[-1].edit.painted == painted.tobytes()
    qtbot.waitUntil(lambda: not page.findChildren(PixelEditor))


def test_what_is_painted_is_of_the_run_that_was_shown(page, stage, qtbot, monkeypatch):
    run(page, qtbot)
    before = stage.drawn[-1].drawing.seed
    timeline(page).set_index(2)

    class Painted(PixelEditor):
        def exec(self) -> int:
            page.controls.roll()
            run(page, qtbot)
            return QDialog.DialogCode.Accepted

    monkeypatch.setattr(watch_page, "PixelEditor", Painted)
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "painted" in text):
        page.paint()
    assert stage.drawn[-1].drawing.seed != before
    fork = stage.edited[-1].edit
    assert (fork.recipe.drawing.seed, fork.step) == (before, 2)


def test_the_run_that_is_shown_is_what_is_saved(page, qtbot):
    page.export()
    run(page, qtbot)
    with qtbot.waitSignal(page.save_wanted) as wanted:
        page.export()
    (saving,) = wanted.args
    assert isinstance(saving.content, WatchedRun)
    assert saving.content.run is page._run
    assert (saving.kind, saving.name) == (RUN, f"run-{page._run.recipe.drawing.seed}.gif")


def test_a_failure_is_shown_and_the_run_before_stays(page, stage, qtbot):
    run(page, qtbot)
    stage.error = JobError("the model is tired")
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "Could not" in text):
        page.generate()
    assert page.findChild(ErrorPanel).text() == "The model is tired"
    assert timeline(page).isEnabled()
    assert button(page, "Fork here").isEnabled()


def test_cancelled_a_run_keeps_the_steps_that_it_took_and_nothing_of_the_one_before(
    page, stage, qtbot
):
    run(page, qtbot)
    qtbot.mouseClick(button(page, "Fork here"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: grid(page, "Forks").accessibleDescription() == "4 sprites")
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: shown(page, "x0") == 50)  # the run under way
    assert grid(page, "finished").accessibleDescription() == "0 sprites"
    assert grid(page, "Forks").accessibleDescription() == "0 sprites"
    assert not timeline(page).isEnabled()
    assert not button(page, "Fork here").isEnabled()
    assert not button(page, "Export run …").isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_Home)
    assert shown(page, "x0") == 50
    page.cancel()
    assert shown(page, "x_t") == shown(page, "x0") == 50
    assert "Step 1 of 5" in told(page)
    assert "was cancelled" in told(page)
    for name in ("finished", "Forks"):
        assert grid(page, name).accessibleDescription() == "0 sprites"
    assert timeline(page).isEnabled()
    assert button(page, "Fork here").isEnabled()
    stage.gate.set()
    page.fork()
    qtbot.waitUntil(lambda: len(stage.edited) == 2)
    assert stage.edited[-1].edit.step == 0


def test_cancelled_before_its_first_step_a_run_leaves_the_one_before(page, stage, qtbot):
    run(page, qtbot)
    page.generate()
    page.cancel()
    assert "Step 5 of 5" in told(page)


def test_the_step_is_told_as_a_sum_and_stays_when_the_view_is_another(page, qtbot):
    run(page, qtbot)
    timeline(page).set_index(2)
    qtbot.mouseClick(button(page, "One step"), Qt.MouseButton.LeftButton)
    assert timeline(page).index == 2
    assert "xₜ₋₁ = 1.500 · xₜ − 0.500 · ε̂" in told(page)
    assert button(page, "Fork here").isEnabled()
    qtbot.mouseClick(button(page, "Out of noise"), Qt.MouseButton.LeftButton)
    assert timeline(page).index == 2


def test_the_scale_of_the_pictures_is_one_for_all(page, qtbot):
    run(page, qtbot)
    timeline(page).set_index(0)
    boxes = page.findChildren(QComboBox)
    box = next(b for b in boxes if b.accessibleName() == "Scale of the pictures")
    assert (shown(page, "x_t"), shown(page, "x0")) == (20, 20)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    at_three = round((20 / 255 * 2 - 1) / 6 * 255 + 127.5)
    assert (shown(page, "x_t"), shown(page, "x0")) == (at_three, at_three)


def test_without_words_it_is_said_that_no_style_is_told(page, qtbot):
    prompt = next(e for e in page.findChildren(QLineEdit) if e.accessibleName() == "Prompt")
    assert "null context" not in told(page)
    prompt.setText(" ")
    assert "null context" in told(page)
    styles = page.controls.style_box
    styles.set_style("mixed")
    assert styles.chosen == "best"


def test_the_first_run_keeps_its_steps_when_it_is_cancelled(page, stage, qtbot):
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: grid(page, "x0").accessibleDescription() == "2 sprites")
    page.cancel()
    assert grid(page, "x0").accessibleDescription() == "2 sprites"
    assert timeline(page).isEnabled()
    stage.gate.set()


def test_a_second_run_can_be_cancelled_and_the_first_is_never_shown(page, stage, qtbot):
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: len(stage.drawn) == 1)
    page.generate()
    cancel = button(page, "Cancel")
    assert cancel.isEnabled()
    stage.gate.set()
    stage.gate.clear()
    qtbot.waitUntil(lambda: len(stage.drawn) == 2)
    assert cancel.isEnabled()  # also when the first run has ended
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not cancel.isEnabled()
    stage.gate.set()
    run(page, qtbot)
    assert len(stage.drawn) == 3


def test_the_controls_are_remembered(page, worker, qtbot):
    next(e for e in page.findChildren(QLineEdit) if e.accessibleName() == "Prompt").setText("food")
    again = WatchPage(worker, page.remember(Settings()))
    qtbot.addWidget(again)
    assert again.remember(Settings()) == page.remember(Settings())
    assert again.remember(Settings()).watch_prompt == "food"


def test_what_the_prompt_left_out_is_said_beside_the_run(page, stage, qtbot):
    stage.left_out = (LeftOut("steel"),)
    run(page, qtbot)
    assert "“steel” is left out" in page.findChild(ErrorPanel).text()
    assert page.findChild(ErrorPanel).isVisible()


def test_the_network_is_asked_for_at_the_step_and_of_the_sprite_that_are_shown(page, qtbot):
    inside = button(page, "Open the network at this step")
    assert not inside.isEnabled()
    run(page, qtbot)
    page._select(1)
    timeline(page).set_index(2)
    asked = []
    page.network_wanted.connect(lambda recipe, step: asked.append((recipe, step)))
    inside.click()
    [(recipe, step)] = asked
    assert step == 2
    assert (recipe.drawing.count, recipe.drawing.seed) == (1, page._run.recipe.drawing.seed + 1)
    button(page, "Into noise").click()
    assert not inside.isEnabled()
