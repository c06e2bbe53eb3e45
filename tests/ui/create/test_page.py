from pathlib import Path

from create_pages import button, named, spin
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QSlider

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.ui.create.page import CreatePage
from sprite_studio.ui.create.shown_line import ShownLine
from sprite_studio.ui.widgets.error_panel import ErrorPanel


def test_generate_draws_what_the_controls_say(page, stage, qtbot):
    spin(page, "Count").setValue(5)
    with qtbot.waitSignal(page.drawn):
        qtbot.mouseClick(button(page, "Generate"), Qt.MouseButton.LeftButton)
    job = stage.drawn[-1]
    assert (job.drawing.mix, job.drawing.seed, job.drawing.count, job.drawing.sampler) == (
        {"hero": 1.0},
        40,
        5,
        "ddim",
    )
    assert page.result is not None
    assert page.result.images.shape[0] == 5


def test_dragging_a_slider_draws_and_the_latest_input_wins(page, stage, qtbot):
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: len(stage.drawn) == 1)
    slider = page.findChildren(QSlider)[2]
    for value in (10, 40, 80):
        slider.setValue(value)
    with qtbot.waitSignal(page.drawn):
        page.generate()
        stage.gate.set()
    assert page.result is not None
    assert page.result.recipe.drawing.mix == {"hero": 1.0, "food": 0.8}
    assert len(stage.drawn) == 2


def test_cancel_keeps_the_sprites_that_were_there(page, stage, qtbot):
    with qtbot.waitSignal(page.drawn):
        page.generate()
    before = page.result
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: len(stage.drawn) == 2)
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "Cancelled" in text):
        qtbot.mouseClick(button(page, "Cancel"), Qt.MouseButton.LeftButton)
        stage.gate.set()
    assert page.result is before
    assert not button(page, "Cancel").isEnabled()


def lines(page) -> list[str]:
    """What the status bar says, one after the other."""
    said: list[str] = []
    page.status.connect(said.append)
    return said


def food(page) -> QSlider:
    return page.findChildren(QSlider)[2]


def value_shown(page) -> int:
    """The value of every pixel: 200 when a drawing is finished, 50 before."""
    grid = page.view.grid
    return grid.grab().toImage().pixelColor(grid.cell(0).center().toPoint()).red()


def test_cancel_just_after_a_slider_moved_leaves_no_step_standing(live_page, stage, qtbot):
    said = lines(live_page)
    stage.gate.clear()
    live_page.generate()
    qtbot.waitUntil(lambda: any("Step 1 of 2" in line for line in said))
    food(live_page).setValue(40)
    assert "Step" not in said[-1]
    live_page.cancel()
    assert not button(live_page, "Cancel").isEnabled()
    assert said[-1].startswith("Cancelled")
    stage.gate.set()
    with qtbot.waitSignal(live_page.drawn):  # whatever was on its way has come by then
        live_page.generate()
    assert not any(
        "Step" in line
        for line in said[said.index("Cancelled; the last finished drawing is shown") : -3]
    )


def test_esc_between_the_last_live_frame_and_the_rest_brings_the_drawing_back(
    live_page, stage, qtbot
):
    before = live_page.result
    with qtbot.waitSignal(live_page.live_frame):
        food(live_page).setValue(40)
    assert button(live_page, "Cancel").isEnabled()
    live_page.cancel()
    assert not button(live_page, "Cancel").isEnabled()
    assert live_page.result is before
    assert value_shown(live_page) == 200
    texts = [label.text() for label in live_page.findChildren(QLabel)]
    assert not any("live student" in text for text in texts)
    count = len(stage.drawn)
    live_page.generate()
    qtbot.waitUntil(lambda: len(stage.drawn) > count)
    # No rest was waited for.
    assert [job.drawing.sampler for job in stage.drawn[count:]] == ["ddim"]


def test_a_drawing_that_was_given_up_before_any_was_finished_leaves_nothing(page, stage, qtbot):
    said = lines(page)
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: any("Step" in line for line in said))
    page.cancel()
    assert page.view.grid.accessibleDescription() == "0 sprites"
    stage.gate.set()


def test_no_tool_is_about_a_draft(live_page, stage, qtbot):
    live_page.view.grid.pick(0)
    star = next(a for a in live_page.view.tools.actions_ if "star" in a.text().lower())
    assert star.isEnabled()
    with qtbot.waitSignal(live_page.live_frame):
        food(live_page).setValue(40)
    assert not star.isEnabled()
    live_page.cancel()
    assert star.isEnabled()


def test_the_seed_is_locked_or_rolled(page, stage, qtbot):
    with qtbot.waitSignal(page.drawn):
        page.generate()
    assert stage.drawn[-1].drawing.seed == 40
    named(page, "Keep the seed").setChecked(False)
    with qtbot.waitSignal(page.drawn):
        page.generate()
    rolled = stage.drawn[-1].drawing.seed
    assert rolled != 40
    assert spin(page, "Seed").value() == rolled  # the resolved seed is always shown
    with qtbot.waitSignal(page.drawn):
        qtbot.mouseClick(button(page, "Dice"), Qt.MouseButton.LeftButton)
    assert stage.drawn[-1].drawing.seed not in (40, rolled)


def test_a_failure_is_shown_with_its_reason_and_goes_with_the_next_drawing(page, stage, qtbot):
    stage.error = JobError("the model is tired; give it a rest")
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "Could not" in text):
        page.generate()
    panel = page.findChild(ErrorPanel)
    assert panel.isVisible()
    assert panel.text() == "The model is tired; give it a rest"
    stage.error = None
    with qtbot.waitSignal(page.drawn):
        page.generate()
    assert not panel.isVisible()


def test_choosing_a_sampler_brings_its_usual_steps_and_eta_only_for_ddim(page):
    box = next(b for b in page.findChildren(QComboBox) if b.accessibleName() == "Sampler")
    box.setCurrentIndex(box.findData("ddpm"))
    assert spin(page, "Steps").value() == 500
    assert page.remember(Settings()).drawing.sampler == "ddpm"
    how = spin(page, "Eta").parentWidget()
    assert how is not None
    assert not spin(page, "Eta").isVisibleTo(how)
    box.setCurrentIndex(box.findData("ddim"))
    assert spin(page, "Eta").isVisibleTo(how)


def test_every_control_is_remembered(page, stage, worker, qtbot):
    spin(page, "Count").setValue(9)
    spin(page, "Steps").setValue(33)
    page.mixer.set_mix({"spell": 0.5, "colour:red": 1.0})
    again = CreatePage(worker, page.remember(Settings()), stage.history)
    qtbot.addWidget(again)
    assert again.remember(Settings()) == page.remember(Settings())
    assert again.remember(Settings()).drawing.count == 9


def test_a_slider_that_never_rests_is_followed_one_drawing_at_a_time(page, stage, qtbot):
    slider = page.findChildren(QSlider)[2]
    stage.gate.clear()
    slider.setValue(10)
    qtbot.waitUntil(lambda: len(stage.drawn) == 1)
    for value in (20, 30, 40):
        slider.setValue(value)
    stage.gate.set()
    with qtbot.waitSignals([page.drawn, page.drawn]):
        pass
    # The first was finished and shown; of the rest only the latest was drawn.
    assert [job.drawing.mix.get("food") for job in stage.drawn] == [0.1, 0.4]


def test_a_remembered_model_that_is_gone_gives_way_to_the_bundled_one(worker, stage, qtbot):
    page = CreatePage(
        worker, Settings(drawing=Drawing(mix={"hero": 1.0}, model="run-9")), stage.history
    )
    qtbot.addWidget(page)
    models = (ModelSummary("base", Path("base"), 9.0, ("hero",), 1.0, ()),)
    with qtbot.waitSignal(page.drawn):
        page.show_models(models)
    assert stage.drawn[-1].drawing.model == "base"
    page.choose_model("run-1")  # before the list has it
    page.show_models((*models, ModelSummary("run-1", Path("m"), 9.0, ("hero",), 1.0, ())))
    assert page.remember(Settings()).drawing.model == "run-1"


def test_a_dragged_slider_is_followed_live_and_drawn_whole_when_the_hand_rests(
    live_page, stage, qtbot
):
    slider = live_page.findChildren(QSlider)[2]
    with qtbot.waitSignal(live_page.live_frame):
        slider.setValue(40)
    with qtbot.waitSignal(live_page.drawn):
        pass
    live, whole = stage.drawn
    assert (live.drawing.sampler, live.drawing.steps) == ("live", 2)
    assert (live.draft, live.frames) == (True, None)
    assert (whole.drawing.sampler, whole.drawing.steps, whole.draft) == ("ddim", 20, False)
    assert live.drawing.mix == whole.drawing.mix == {"hero": 1.0, "food": 0.4}
    assert live.drawing.seed == whole.drawing.seed
    assert live_page.result is not None
    assert live_page.result.recipe.drawing.sampler == "ddim"


def test_one_live_frame_is_in_flight_and_the_latest_input_wins(live_page, stage, qtbot):
    slider = live_page.findChildren(QSlider)[2]
    stage.gate.clear()
    slider.setValue(10)
    qtbot.waitUntil(lambda: len(stage.drawn) == 1)
    for value in (20, 30, 40):
        slider.setValue(value)
    with qtbot.waitSignals([live_page.live_frame, live_page.live_frame]):
        stage.gate.set()
    live = [job.drawing.mix["food"] for job in stage.drawn if job.drawing.sampler == "live"]
    assert live == [0.1, 0.4]


def test_a_whole_drawing_gives_way_to_the_hand(live_page, stage, qtbot):
    before = live_page.result
    stage.gate.clear()
    live_page.generate()
    qtbot.waitUntil(lambda: len(stage.drawn) == 1)
    live_page.findChildren(QSlider)[2].setValue(70)
    stage.gate.set()
    with qtbot.waitSignal(live_page.drawn):
        pass
    assert [job.drawing.sampler for job in stage.drawn] == ["ddim", "live", "ddim"]
    assert live_page.result is not before
    assert live_page.result.recipe.drawing.mix["food"] == 0.7


def test_where_the_student_cannot_draw_the_whole_drawing_says_why(live_page, stage, qtbot):
    stage.error = JobError("the student does not know the word")
    with qtbot.waitSignal(live_page.status, check_params_cb=lambda text: "Could not" in text):
        live_page.findChildren(QSlider)[2].setValue(70)
    assert "does not know the word" in live_page.findChild(ErrorPanel).text()


def test_the_pads_field_is_drawn_from_the_seed_once(live_page, stage, qtbot):
    live_page.mixer.show_view(1)
    qtbot.waitUntil(lambda: len(stage.fields) == 1)
    assert stage.fields[0].drawing.seed == 40
    assert len(stage.fields[0].mixes) == 16
    with qtbot.waitSignal(live_page.drawn):
        qtbot.keyClick(live_page.mixer.pad, Qt.Key.Key_Down)
    assert len(stage.fields) == 1  # a moved puck changes none of the places
    with qtbot.waitSignal(live_page.drawn):
        live_page.roll()
    qtbot.waitUntil(lambda: len(stage.fields) == 2)
    assert live_page.remember(Settings()).pad is True


def test_a_field_that_cannot_be_drawn_says_why(live_page, stage, qtbot):
    stage.field_error = JobError("the student does not know the word")
    live_page.mixer.show_view(1)
    errors = live_page.findChild(ErrorPanel)
    qtbot.waitUntil(lambda: errors.text() != "")
    assert "does not know the word" in errors.text()


def test_a_palette_and_symmetry_are_drawn_with_and_remembered(page, stage, worker, qtbot):
    drawn = Drawing(palette=("ff0000",), palette_inside=True, symmetric=True)
    settings = Settings(drawing=drawn)
    again = CreatePage(worker, settings, stage.history)
    qtbot.addWidget(again)
    with qtbot.waitSignal(again.drawn):
        again.generate()
    job = stage.drawn[-1]
    assert (job.drawing.palette, job.drawing.palette_inside, job.drawing.symmetric) == (
        ("ff0000",),
        True,
        True,
    )
    assert again.remember(Settings()).drawing.palette == ("ff0000",)


def test_another_palette_colours_the_same_seed_also_where_the_seed_is_free(page, stage, qtbot):
    named(page, "Keep the seed").setChecked(False)
    with qtbot.waitSignal(page.drawn):
        page.generate()
    rolled = stage.drawn[-1].drawing.seed
    palettes = next(b for b in page.findChildren(QComboBox) if b.accessibleName() == "Palette")
    with qtbot.waitSignal(page.drawn):
        palettes.setCurrentIndex(1)
        palettes.activated.emit(1)
    assert stage.drawn[-1].drawing.palette
    assert stage.drawn[-1].drawing.seed == rolled


def test_what_is_not_finished_is_called_a_draft(live_page, qtbot):
    line = live_page.findChild(ShownLine)
    assert not line.is_draft
    with qtbot.waitSignal(live_page.live_frame):
        food(live_page).setValue(40)
    assert line.is_draft
    assert line.text().endswith("follow")
    live_page.cancel()
    assert not line.is_draft
