from dataclasses import replace

import msgspec
import numpy as np
import pytest

from sprite_studio.ui.watch.run_story import (
    finished_told,
    landmarks,
    level_told,
    said_at,
    told,
    told_tip,
)


def test_what_falls_again_does_not_stand_yet(watched):
    text = landmarks(watched([0.3, 0.95, 0.7, 0.92, 1], [0.1, 0.2, 0.3, 0.5, 1]), 0)
    assert text == (
        "Known for good, of what came of the run, "
        "at least 80%: outline from step 4 on, colours from step 5 on; "
        "at least 97%: outline from step 5 on, colours from step 5 on."
    )


@pytest.mark.parametrize(
    ("outline", "colour", "phase"),
    [
        (0.1, 0.1, "cannot tell yet"),
        (0.5, 0.1, "outline is being decided"),
        (0.9, 0.5, "outline is roughly there; colours"),
        (0.97, 0.84, "still blurred"),
        (0.84, 0.99, "still blurred"),
        (0.98, 0.97, "the last pixels are being decided"),
    ],
)
def test_a_step_is_told_by_what_was_measured(watched, outline, colour, phase):
    text = said_at(watched([outline, 1.0], [colour, 1.0]), 0, 0)
    assert phase in text
    assert "Step 1 of 12, λ = -8.0" in text
    assert f"outline {outline:.0%} is known" in text


def test_landmarks_are_read_off_the_figures_that_each_step_tells(watched):
    run = watched([0.5, 0.94, 0.98, 1.0], [0.5, 0.93, 0.96, 1.0])
    assert "Of the outline 94% is known, of the colours 93%" in said_at(run, 1, 0)
    assert "at least 97%: outline from step 3 on, colours from step 4 on" in landmarks(run, 0)
    last = said_at(run, 3, 0)
    assert "The last step: what it believes now is what came of the run." in last
    assert "being decided" not in last
    assert "outline 100% is known" in last


def test_a_guess_that_was_told_nothing_is_a_mean_of_all_sprites(watched):
    run = watched([0.1, 1.0], [0.1, 1.0])
    assert "its guess is a mean of all sprites." in said_at(run, 0, 0)
    drawing = msgspec.structs.replace(run.recipe.drawing, mix={"hero": 1.0})
    told = replace(run, recipe=msgspec.structs.replace(run.recipe, drawing=drawing))
    assert "a mean of all that the words allow." in said_at(told, 0, 0)


def test_over_a_run_that_ends_in_no_sprite_nothing_was_known(watched):
    run = watched([0.0, 0.05], [0.0, 0.05])
    for step in (0, 1):
        assert "no sprite, so nothing was known" in said_at(run, step, 0)
    assert "never" in landmarks(run, 0)


def test_missing_noise_is_named_as_why_runs_collapse(watched):
    run = watched([0.5, 1.0], [0.5, 1.0])
    assert run.figures is not None
    assert "measured 1.00." in said_at(run, 0, 0)
    assert "one picture" not in said_at(run, 0, 0)
    quiet = replace(run, figures=replace(run.figures, noise=run.figures.noise * 0.1))
    assert "one picture" not in said_at(quiet, 0, 0), "a network that sees badly, and no collapse"
    drawing = msgspec.structs.replace(run.recipe.drawing, sampler="ddpm-no-noise")
    quiet = replace(quiet, recipe=msgspec.structs.replace(run.recipe, drawing=drawing))
    assert "promised 1.00, measured 0.10." in said_at(quiet, 0, 0)
    assert "towards one picture" in said_at(quiet, 0, 0)


@pytest.mark.parametrize(
    ("log_snr", "t", "said"),
    [
        (-8.0, None, "λ = -8.0 (noisier than the course's t = 500)"),
        (-0.5, 203.4, "λ = -0.5 (the course's t = 203)"),
        (-0.02, 184.0, "λ = 0.0 (the course's t = 184)"),
        (9.3, None, "λ = 9.3 (cleaner than the course's t = 1)"),
    ],
)
def test_a_level_that_the_course_has_not_is_told_on_which_side_it_lies(watched, log_snr, t, said):
    run = watched([1.0], [1.0])
    step = replace(run.taken[0], log_snr=log_snr, course_step=t)
    assert level_told(replace(run, taken=(step,)), 0) == said


def test_of_a_cancelled_run_nothing_is_measured(watched):
    run = replace(watched([0.5, 1.0], [0.5, 1.0]), drawn=None, figures=None)
    assert "was cancelled" in said_at(run, 0, 0)
    assert landmarks(run, 0) == ""
    assert finished_told(run, 0, 9) == "Finished · not yet"


def test_what_was_told_is_said_word_by_word_for_people_and_in_the_tip_as_the_model_has_it(watched):
    recipe = watched([1.0], [1.0]).recipe
    assert told(recipe, 0) == "Told: nothing, the null context. No words, and so no style."
    assert told_tip(recipe, 0) == ""
    mix = {"kind:knight": 1.0, "hat-colour:red": 0.5, "food": 0.0}
    drawing = msgspec.structs.replace(recipe.drawing, mix=mix)
    words = msgspec.structs.replace(recipe, drawing=drawing)
    assert told(words, 0) == "Told: knight, red hat 0.5, and no style"
    styled = msgspec.structs.replace(words, styles=({"style:forge": 1.0, "held:sword": 1.0},))
    assert told(styled, 0) == "Told: knight, red hat 0.5, holding a sword, style Forge"
    own = "kind:knight, hat-colour:red 0.5, held:sword, style:forge"
    assert told_tip(styled, 0) == f"In the model's own words: {own}"


def test_the_colours_setting_is_told_by_what_it_did(watched):
    run = watched([1.0], [1.0])
    assert run.drawn is not None
    images = run.drawn.images.copy()
    images[0, 0, :3, :3] = np.eye(3, dtype=np.uint8) * 99
    run = replace(run, drawn=replace(run.drawn, images=images))
    assert finished_told(run, 0, 143) == "Finished · 143 → 4 colours"
