from dataclasses import replace

import numpy as np
import pytest
from run_summaries import run_summary
from slow_steps import slow_step

from sprite_studio.art.forge import vocabulary
from sprite_studio.diffusion.networks.model import HOUSE_SCHEDULE, Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.ui.train.slow.told import (
    NEW_RUN,
    batch_told,
    level_told,
    next_told,
    sprite_told,
    step_told,
    words_told,
)


def test_what_the_next_step_begins_or_changes_is_told_beforehand():
    assert "a new run begins" in next_told(None)
    assert "MB on the disk" in next_told(None)
    stopped = run_summary("mine")
    assert "mine is saved after it" in next_told(stopped)
    finished = next_told(replace(stopped, state="finished"))
    assert "mine goes on from before its last, smaller steps" in finished


def test_the_mixture_is_told_with_its_numbers():
    told = level_told(slow_step(), 0)
    assert "xₜ = 0.707 · x₀ + 0.707 · ε" in told
    assert "(λ = 0.00, the course's t = 123 of 500)" in told, "one t, and it says whose"


def test_where_the_course_has_no_such_noise_its_t_is_left_out():
    step = slow_step(course_steps=np.full(4, np.nan, np.float32))
    assert "course" not in level_told(step, 0)


def test_words_are_told_and_so_is_none():
    assert words_told(slow_step(), 0) == "Told: hero, knight."
    assert "null context" in words_told(slow_step(), 1)


def test_a_sprites_loss_is_told_with_what_it_is_in_noise_and_in_the_sprite():
    told = sprite_told(slow_step(), 2)
    assert "the mean of the 256 squares is 2.0000" in told
    assert "ᾱ = 0.500 times it" in told
    assert "counts" not in told


def test_a_level_that_counts_less_says_so():
    step = slow_step(counts=np.full(4, 0.25, np.float32))
    assert "this level counts 0.250 times" in sprite_told(step, 0)


def test_of_the_batch_before_and_after_and_what_was_followed():
    told = batch_told(slow_step())
    assert "loss 1.5000 before the step, 0.7500 after it" in told
    assert "3 of 4 sprites are better" in told  # the first has no error to lose
    assert "Gradient 2.5 long, shortened to 1" in told
    assert "pictures" not in told


def test_a_loss_that_is_not_the_error_in_v_says_what_it_is():
    step = slow_step()
    assert "error in" not in batch_told(step)
    course = slow_step(counts=1 / (1 + np.exp(-step.log_snr)))
    assert "levels (the error in ε; that in v alone is 1.5000 and 0.7500);" in batch_told(course)


def test_a_short_gradient_is_followed_as_it_is():
    assert "shortened" not in batch_told(slow_step(gradient=0.5))
    assert "shortened" not in batch_told(slow_step(clip=None))


def test_pictures_of_words_are_told_where_words_have_them():
    assert "words' pictures, 0.640" in batch_told(slow_step(pictures=0.64))


def test_why_the_first_step_moves_so_little_is_said():
    silent = tuple(replace(block, gradient=0.0) for block in slow_step().blocks)
    told = batch_told(slow_step(1, blocks=silent))
    assert "3 of 3 rows below have no gradient yet" in told
    assert "the decay of all weights" in told
    assert "no gradient yet" not in batch_told(slow_step(2, blocks=silent))
    assert "no gradient yet" not in batch_told(slow_step(1))


def test_steps_are_counted():
    assert step_told(slow_step(1234, 5000)) == "Step 1,234 of 5,000"


def test_what_a_new_run_takes_is_the_size_of_its_weights_their_mean_and_moments_and_the_model():
    network = Model(UNetConfig(pictures=True), vocabulary(), HOUSE_SCHEDULE)
    weights = 4 * sum(p.numel() for p in network.parameters()) / 1e6
    assert 5 * weights == pytest.approx(NEW_RUN, rel=0.1)
