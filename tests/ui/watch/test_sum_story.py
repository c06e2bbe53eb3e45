"""What is said of a step as a sum, at the ends of a run as well."""

from dataclasses import replace

import msgspec
import pytest
from PySide6.QtWidgets import QLabel

from sprite_studio.diffusion.networks.vocabulary import LED_AWAY
from sprite_studio.studio.jobs.watch import StepSum
from sprite_studio.ui.watch.sum_story import guidance_told, sampler_told
from sprite_studio.ui.watch.sum_view import SumView

STEPS = 3


@pytest.fixture
def run(watched):
    """A function: a run of three steps, by what of its drawing is another."""

    def made(**changed):
        whole = watched([0.1, 0.5, 1.0], [0.1, 0.5, 1.0])
        drawing = msgspec.structs.replace(whole.recipe.drawing, steps=STEPS, **changed)
        return replace(whole, recipe=msgspec.structs.replace(whole.recipe, drawing=drawing))

    return made


def test_noise_is_left_out_only_after_steps_that_have_another(run):
    without = run(sampler="ddpm-no-noise")
    for index in range(STEPS - 1):
        assert "though the next level promises it" in sampler_told(without, index)
    last = sampler_told(without, STEPS - 1)
    assert "promises" not in last
    assert last.endswith("xₜ₋₁ is x̂₀, and no noise is added.")


def test_where_fresh_noise_came_in_is_told_also_of_one_step(run):
    ddpm = run(sampler="ddpm")
    first = replace(ddpm.taken[0], sum=StepSum(1.0, 0.5, 0.25, 0.0))
    assert sampler_told(replace(ddpm, taken=(first, *ddpm.taken[1:])), 0).endswith(
        "Fresh noise came in after step 1."
    )
    assert sampler_told(replace(ddpm, taken=(first, first, ddpm.taken[2])), 0).endswith(
        "Fresh noise came in after steps 1 to 2."
    )


def test_of_a_student_its_own_guidance_is_told(run):
    told = guidance_told(run(sampler="live", guidance=4.0, mix={"hero": 1.0}), 0, 0)
    assert "in its weights, here 4:" in told


@pytest.mark.parametrize(
    ("mix", "title"), [({"hero": 1.0}, "ε with the words"), ({}, "ε, told nothing")]
)
def test_the_null_context_is_not_called_words(run, qtbot, mix, title):
    view = SumView()
    qtbot.addWidget(view)
    view.show_step(run(guidance=30.0, mix=mix), 0, 0, 1)
    said = [label.text() for label in view.findChildren(QLabel)]
    assert title in said
    assert ("words alone" in " ".join(said)) == bool(mix)


def test_of_a_style_it_is_said_what_stays_in_force(qtbot):
    assert LED_AWAY == (0.25, 0.75)
    view = SumView()
    qtbot.addWidget(view)
    tips = " ".join(label.toolTip() for label in view.findChildren(QLabel))
    assert "its change of the network stays in force" in tips
    assert "a quarter to three quarters" in tips


@pytest.mark.parametrize("guidance", [1.0, 2.0])
def test_in_the_null_context_guidance_has_nothing_to_add(run, guidance):
    assert "guidance changes nothing" in guidance_told(run(guidance=guidance), 0, 0)
    # A student has it in its weights, and answers otherwise with more of it.
    told = guidance_told(run(sampler="live", guidance=guidance), 0, 0)
    assert "guidance changes nothing" not in told
    told = guidance_told(run(guidance=guidance, mix={"hero": 1.0}), 0, 0)
    assert "asked with the words alone" in told
