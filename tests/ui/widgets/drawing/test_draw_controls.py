from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QSpinBox, QToolButton
from strategies import drawings

from sprite_studio.studio.jobs.drawing import BEST, LIVE_GUIDANCE, MIXED, NONE, Drawing
from sprite_studio.studio.jobs.generate import GenerateResult
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.ui.widgets.drawing.draw_controls import DrawControls
from sprite_studio.ui.widgets.forms import DecimalBox, SeedBox

WORDS = ("hero", "style:forge", "style:mine")
BASE = ModelSummary(
    "base", Path("base"), 8.0, WORDS, 60.0, (), has_live=True, best_style="style:forge"
)


@pytest.fixture
def controls(qtbot) -> DrawControls:
    made = DrawControls(Drawing(sampler="dpm++", steps=12))
    qtbot.addWidget(made)
    return made


def sampler(controls: DrawControls) -> QComboBox:
    return next(c for c in controls.findChildren(QComboBox) if c.accessibleName() == "Sampler")


def steps(controls: DrawControls) -> QSpinBox:
    return next(s for s in controls.findChildren(QSpinBox) if s.accessibleName() == "Steps")


def offers_live(controls: DrawControls) -> bool:
    items = sampler(controls).model()
    assert isinstance(items, QStandardItemModel)
    return items.item(sampler(controls).findData("live")).isEnabled()


def test_live_drawing_takes_two_steps_or_four(controls):
    controls.show_models((BASE,))
    sampler(controls).setCurrentIndex(sampler(controls).findData("live"))
    assert steps(controls).value() == 4
    steps(controls).stepDown()
    assert controls.drawing({}).steps == 2
    steps(controls).stepDown()
    assert controls.drawing({}).steps == 2
    sampler(controls).setCurrentIndex(sampler(controls).findData("ddpm"))
    assert steps(controls).maximum() > 500


def test_a_live_student_offers_the_guidance_that_it_learned_and_says_why(controls):
    controls.set_drawing(Drawing(sampler="live", guidance=30.0))
    boxes = {box.accessibleName(): box for box in controls.findChildren(DecimalBox)}
    guidance, guided = boxes["Guidance"], boxes["Guided from λ"]
    assert (guidance.minimum(), guidance.maximum()) == LIVE_GUIDANCE
    assert "student learned" in guidance.toolTip()
    assert controls.drawing({}).guidance == 30  # kept, and said
    assert not guided.isEnabled()
    assert "in its weights" in guided.toolTip()
    controls.set_drawing(Drawing(sampler="ddim", guidance=30.0))
    assert guidance.value() == 30
    assert guided.isEnabled()


def test_the_controls_know_what_students_learn():
    from sprite_studio.diffusion.training import distill

    assert distill.LIVE_GUIDANCE == LIVE_GUIDANCE


def test_live_is_offered_only_by_a_model_that_has_a_student(controls):
    controls.show_models((BASE,))
    assert offers_live(controls)
    sampler(controls).setCurrentIndex(sampler(controls).findData("live"))
    controls.show_models((replace(BASE, has_live=False),))
    assert not offers_live(controls)
    assert controls.drawing({}).sampler == "dpm++"


MODELS = (BASE, replace(BASE, name="other"))


@given(drawings(models=st.sampled_from(["base", "other"])))
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_was_drawn_is_what_the_controls_say(controls, drawing: Drawing):
    controls.show_models(MODELS)
    assert controls.set_drawing(drawing) == ""
    assert controls.drawing(drawing.mix) == drawing


def test_a_style_that_the_model_does_not_know_is_named_and_not_used(controls, qtbot):
    plain = replace(BASE, name="plain", words=("hero",), best_style=NONE)
    controls.show_models((BASE, plain))
    controls.set_drawing(Drawing(style="style:mine"))
    with qtbot.waitSignal(controls.failed) as said:
        controls.choose_model("plain")
    assert said.args == ["The model 'plain' has no style mine; it draws without a style instead"]
    assert controls.drawing({}) == Drawing(model="plain")
    reason = controls.set_drawing(Drawing(style="style:gone"))
    assert reason == "The model 'base' has no style gone; it draws in the style Forge instead"
    assert controls.drawing({}).style == BEST


def test_the_best_style_of_another_model_is_drawn_in_without_a_word(controls):
    said: list[str] = []
    controls.failed.connect(said.append)
    own = replace(BASE, name="own", words=("hero", "style:own"), best_style="style:own")
    controls.show_models((BASE, own))
    controls.choose_model("own")
    assert controls.drawing({}).style == BEST
    assert controls.style_box.word == "style:own"
    assert said == []


def test_a_kept_style_stays_where_all_else_is_set(qtbot):
    made = DrawControls(Drawing(style="style:mine"), style_kept=True)
    qtbot.addWidget(made)
    made.show_models(MODELS)
    made.set_drawing(Drawing(seed=5, style=MIXED))
    assert made.drawing({}) == Drawing(seed=5, style="style:mine")


def test_a_style_that_is_chosen_is_drawn_at_once_also_with_a_free_seed(qtbot):
    made = DrawControls(Drawing(), seed_locked=False)
    qtbot.addWidget(made)
    made.show_models(MODELS)
    with qtbot.waitSignal(made.changed):
        made.style_box.choose("style:mine")
    assert made.drawing({}).style == "style:mine"


def test_controls_begin_with_what_is_remembered(qtbot):
    drawing = Drawing(
        mix={"hero": 2.5}, seed=2**62, count=100, guidance=2.0625, steps=None, model="other"
    )
    made = DrawControls(drawing)
    qtbot.addWidget(made)
    made.show_models(MODELS)
    assert made.drawing(drawing.mix) == drawing


def label(controls: DrawControls) -> str:
    texts = [part.text() for part in controls.findChildren(QLabel) if not part.isHidden()]
    return next((text for text in texts if text.startswith("Kept")), "")


def test_what_no_widget_can_show_is_kept_and_said(controls):
    drawing = Drawing(
        seeds=(7, 500, 9, 4), count=4, guidance=2.0625, guidance_interval=(-3.0, 2.0625), steps=50
    )
    controls.set_drawing(drawing)
    assert label(controls) == (
        "Kept until you change it: seeds 7, 500, 9 …; guidance 2.0625; guidance to λ 2.0625"
    )
    steps(controls).setValue(51)
    assert controls.drawing({}) == msgspec.structs.replace(drawing, steps=51)


def box(controls: DrawControls, name: str) -> QDoubleSpinBox:
    return next(s for s in controls.findChildren(QDoubleSpinBox) if s.accessibleName() == name)


def test_one_end_of_the_guided_levels_pushes_the_other_along(controls):
    assert controls.drawing({}).guidance_interval == (-8, 4)
    box(controls, "Guided from λ").setValue(6)
    assert controls.drawing({}).guidance_interval == (6, 6)
    assert box(controls, "Guided to λ").value() == 6
    box(controls, "Guided to λ").setValue(-1.5)
    assert controls.drawing({}).guidance_interval == (-1.5, -1.5)


@pytest.mark.parametrize("folded", [True, False])
def test_what_is_folded_says_how_it_draws(qtbot, folded):
    made = DrawControls(Drawing(sampler="ddim", steps=20, eta=0.5), folded=folded)
    qtbot.addWidget(made)
    made.show()
    (fold,) = (b for b in made.findChildren(QToolButton) if b.accessibleName() == "Advanced")
    assert fold.text().strip() == "Advanced: DDIM, 20 steps, eta 0.5, guidance 2"
    assert made.folded == folded
    assert steps(made).isVisible() != folded
    fold.click()
    assert made.folded != folded
    assert steps(made).isVisible() == folded
    made.set_drawing(Drawing(sampler="dpm++", steps=8, guidance=1))
    assert fold.text().strip() == "Advanced: DPM-Solver++, 8 steps"
    assert made.folded != folded  # what a hand has opened stays as it is


def test_controls_that_cannot_be_folded_are_open(controls):
    controls.show()
    assert steps(controls).isVisible()
    assert not controls.folded


def test_another_seed_or_count_lets_seeds_follow_each_other_again(controls):
    controls.set_drawing(Drawing(seeds=(7, 500), count=2))
    next(b for b in controls.findChildren(SeedBox)).setValue(2**40)
    assert controls.drawing({}).sprite_seeds == (2**40, 2**40 + 1)
    assert label(controls) == ""


def test_a_model_that_is_not_installed_is_named_and_not_used(controls):
    controls.show_models((BASE,))
    reason = controls.set_drawing(Drawing(model="/etc/passwd", seed=9))
    assert "'/etc/passwd', which is not installed: 'base' draws here" in reason
    assert controls.drawing({}) == Drawing(model="base", seed=9)


def test_a_remembered_model_that_is_gone_is_named(controls, qtbot):
    made = DrawControls(Drawing(model="gone"))
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.failed) as said:
        made.show_models((BASE,))
    assert "'gone' is not installed" in said.args[0]
    assert made.drawing({}).model == "base"


def test_a_live_student_takes_no_odd_number_of_steps(controls):
    controls.show_models((BASE,))
    controls.set_drawing(Drawing(sampler="live"))
    steps(controls).setValue(3)
    assert controls.drawing({}).steps == 4


def test_no_line_that_is_said_makes_the_controls_wider(qtbot):
    made = DrawControls(Drawing(), picks=True)
    qtbot.addWidget(made)
    narrow = made.minimumSizeHint().width()
    made.show_models((replace(BASE, has_critic=True),))
    made.set_drawing(Drawing(count=64, guidance=2.0625, guidance_interval=(-3.0, 2.0), seeds=()))
    made.set_drawing(Drawing(seeds=tuple(range(10**9, 10**9 + 16)), guidance_interval=(-3.0, 2.0)))
    made.set_drawing(Drawing(candidates=8))
    assert made.minimumSizeHint().width() <= narrow


def test_the_pace_of_a_taught_style_stays_one_where_another_model_was_chosen_meanwhile(qtbot):
    how = Drawing(model="mine", style="style:mine", sampler="dpm++", steps=10, count=1)
    controls = DrawControls(how)
    qtbot.addWidget(controls)
    mine = replace(BASE, name="mine", path=Path("mine"), taught=("style:mine",))
    controls.show_models((BASE, mine))
    controls.choose_model("base")
    images = np.zeros((1, 16, 16, 4), np.uint8)
    recipe = Recipe(version="", model_hash="", drawing=how, styles=({},))
    drawn = GenerateResult(images, recipe, 15.0, drawn=1, network_calls=10, device="CPU")
    controls.show_cost(drawn)
    assert any("about 10.0 s" in label.text() for label in controls.findChildren(QLabel))
