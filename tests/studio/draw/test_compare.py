import msgspec
import numpy as np
import pytest

from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.training.distill import student_of
from sprite_studio.studio.draw.compare import (
    compare,
    different,
    divergence,
    other_noise,
    spread,
)
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.calls import calls_of
from sprite_studio.studio.jobs.compare import CompareJob, CompareProgress, CompareResult, Lane
from sprite_studio.studio.jobs.drawing import MIXED, NONE, Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.library.models import live_path

LANES = (Lane("ddim", 8), Lane("ddpm", 6), Lane("ddpm-no-noise", 6), Lane("dpm++", 5))


def compared(library, **options) -> tuple[list[CompareProgress], CompareResult]:
    lanes, prompt = options.pop("lanes", LANES), options.pop("prompt", "")
    drawing = Drawing(**{"mix": {"hero": 1.0}, "seed": 5, "count": 6, **options})
    *reports, result = compare(CompareJob(lanes, drawing, prompt), library)
    assert isinstance(result, CompareResult)
    return [report for report in reports if isinstance(report, CompareProgress)], result


def test_every_lane_draws_what_generate_draws_from_that_seed(library):
    reports, result = compared(library)
    for lane in result.lanes:
        job = GenerateJob(
            Drawing(
                mix={"hero": 1.0},
                seed=5,
                count=6,
                sampler=lane.lane.sampler,
                steps=lane.lane.steps,
                varied=False,
            )
        )
        *_, drawn = generate(job, library)
        assert isinstance(drawn, GenerateResult)
        assert np.array_equal(lane.images, drawn.images)
        assert lane.frames.shape == (lane.lane.steps, 4, 16, 16, 4)
        assert np.array_equal(lane.frames[-1], lane.x0[:4])
    assert [r.result for r in reports if r.result is not None] == list(result.lanes)
    assert [r.lane_step for r in reports if r.lane == 3] == [1, 2, 3, 4, 5, 5]


def test_guidance_is_told_as_far_as_a_lane_has_it(library, small_model):
    save_checkpoint(live_path(library.find("base")), student_of(small_model), Card("student"))
    _, result = compared(library, lanes=(Lane("ddim", 2), Lane("live", 2)), count=2, guidance=9.0)
    assert [lane.guidance for lane in result.lanes] == [9.0, 4.0]


def test_all_lanes_draw_in_one_style_and_a_model_that_has_it_not_in_its_own(
    library, small_model, tmp_path
):
    words = ("hero", "food", "style:mine")
    other = Model(small_model.config, words, small_model.schedule)
    (tmp_path / "own").mkdir()
    save_checkpoint(tmp_path / "own" / "other.safetensors", other, Card("other"))
    lanes = (Lane("ddim", 3), Lane("dpm++", 3), Lane("ddim", 3, model="other"))
    _, result = compared(library, lanes=lanes, style="a")
    assert [lane.style for lane in result.lanes] == ["style:a", "style:a", "style:mine"]
    _, mixed = compared(library, lanes=lanes, style=MIXED, mix={"food": 1.0}, count=12)
    assert MIXED not in {lane.style for lane in mixed.lanes}
    _, untold = compared(library, lanes=lanes, style="a", mix={})
    assert [lane.style for lane in untold.lanes] == [NONE] * 3


def test_distances_are_to_the_first_lane_and_a_lane_is_at_none_from_itself(library):
    _, result = compared(library, lanes=(*LANES, Lane("ddim", 8)))
    first, *others = result.lanes
    assert first.difference == 0
    assert others[-1].difference == 0
    assert min(lane.difference for lane in others[:-1]) > 0
    for lane in others:
        assert lane.difference == pytest.approx(np.sqrt((lane.divergence**2).mean()))


def test_spread_is_none_where_all_are_alike_and_that_of_the_numbers_elsewhere():
    black, white = np.zeros((16, 16, 4), np.uint8), np.full((16, 16, 4), 255, np.uint8)
    assert spread(np.stack([white] * 5)) == 0
    # Numbers of -1 and 1 in equal parts have a standard deviation of 1.
    assert spread(np.stack([black, white])) == pytest.approx(1)
    assert divergence(np.stack([black]), np.stack([white])).tolist() == [[2.0] * 16] * 16


def test_copies_are_counted_once():
    rng = np.random.default_rng(0)
    drawn = rng.integers(0, 256, (5, 16, 16, 4), np.uint8)
    drawn[..., 3] = 255
    near = drawn[2].copy()
    near[0, 0] = 0
    assert different(np.stack([*drawn, drawn[0], near, drawn[3]])) == 5
    assert different(drawn[:1]) == 1


def test_frames_are_found_by_their_level(library):
    _, result = compared(library, lanes=(Lane("ddim", 8),))
    (lane,) = result.lanes
    for step, level in enumerate(lane.log_snr):
        assert lane.frame_at(level) == step
        assert lane.frame_at(level - 1e-6) == max(0, step - 1)
    assert lane.frame_at(99.0) == 7


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"lanes": ()}, "1 to 16 ways"),
        ({"count": 65}, "1 to 64 sprites"),
        ({"lanes": (Lane("ddim", 8, eta=2.0),)}, "eta must be between"),
        ({"lanes": (Lane("live", 4),)}, "no live student"),
        ({"prompt": "a dragoon"}, "does not know"),
    ],
)
def test_what_cannot_be_compared_is_said(library, options, reason):
    with pytest.raises(JobError, match=reason):
        compared(library, **options)


def test_a_lane_says_what_its_model_does_not_know(library):
    _, result = compared(library, lanes=LANES[:1], prompt="a steel hero")
    assert [left.text for left in result.lanes[0].left_out] == ["steel"]


def test_other_noise_is_how_far_the_sprites_lie_from_one_another():
    one, other = np.zeros((2, 16, 16, 4), np.uint8)
    other[..., :] = 255
    assert other_noise(np.stack([one])) is None
    assert other_noise(np.stack([one, one])) == 0
    assert other_noise(np.stack([one, other])) == pytest.approx(2)
    # Of three, two of the three neighbours differ.
    assert other_noise(np.stack([one, other, other])) == pytest.approx((2 / 3 * 4) ** 0.5)


def test_calls_are_counted_one_way(library):
    lanes = (Lane("ddim", 8), Lane("dpm++", 6))
    _, result = compared(library, lanes=lanes)
    for lane in result.lanes:
        drawing = msgspec.structs.replace(lane.lane.of(result.job.drawing), varied=False)
        assert lane.calls == calls_of(lane.log_snr, drawing)
        *_, drawn = generate(GenerateJob(drawing), library)
        assert isinstance(drawn, GenerateResult)
        assert drawn.network_calls == lane.calls
