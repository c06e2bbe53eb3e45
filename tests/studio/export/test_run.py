"""Animations and strips: every pixel is where the run says, on the ground that was asked for."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from watched_runs import watched_run

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.stepwise import completed
from sprite_studio.studio.export.run import (
    BACKGROUND,
    MOST_FRAMES,
    RUN_SCALE,
    encode_animation,
    encode_run,
)
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import SpriteAnimation, WatchedRun
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.jobs.watch import WatchResult


def run_of(steps: int, count: int, colours: int = 3) -> WatchResult:
    """A run whose pictures have a few colours each, and clear corners."""
    rng = np.random.default_rng(steps)
    table = rng.integers(0, 256, (colours, 4), dtype=np.uint8)
    table[:, 3] = 255
    x_t = table[rng.integers(0, colours, (steps, count, 16, 16))]
    x0 = table[rng.integers(0, colours, (steps, count, 16, 16))]
    x_t[:, :, :2, :2] = x0[:, :, :2, :2] = 0
    recipe = Recipe(
        version="1",
        model_hash="0",
        styles=({},) * count,
        drawing=Drawing(
            model="base",
            mix={"hero": 1.0},
            seed=3,
            count=count,
            sampler="ddim",
            steps=steps,
            eta=0.0,
            guidance=2.0,
        ),
    )
    return watched_run(recipe, x_t, x0)


def seen(run: WatchResult, what: str) -> np.ndarray:
    """(T, B, 16, 16, 4) x_t or x0."""
    return np.stack([number_pictures(getattr(step, what)) for step in run.taken])


def frames_of(file: bytes) -> tuple[list[np.ndarray], list[float]]:
    with Image.open(io.BytesIO(file)) as image:
        frames, times = [], []
        for i in range(getattr(image, "n_frames", 1)):
            image.seek(i)
            frames.append(np.asarray(image.convert("RGBA")))
            times.append(image.info.get("duration", 0))
    return frames, times


def on_ground(sprite: np.ndarray, ground: tuple[int, int, int, int]) -> np.ndarray:
    return np.where(sprite[..., 3:] > 0, sprite, np.array(ground, np.uint8))


@pytest.mark.parametrize("suffix", [".gif", ".apng"])
@pytest.mark.parametrize("count", [1, 3])
def test_what_was_shown_stands_above_what_was_believed(suffix: str, count: int) -> None:
    run, path = run_of(6, count), Path(f"run{suffix}")
    files = completed(encode_run(path, WatchedRun(run)))
    frames, times = frames_of(files[path])
    assert len(frames) == 6
    assert times == [pytest.approx(4000 / 6, abs=10)] * 5 + [1000]
    for step, frame in enumerate(frames):
        small = frame[::RUN_SCALE, ::RUN_SCALE]
        np.testing.assert_array_equal(
            small.repeat(RUN_SCALE, axis=0).repeat(RUN_SCALE, axis=1), frame
        )
        wanted = np.full((33, 17 * count - 1, 4), BACKGROUND, np.uint8)
        for i in range(count):
            wanted[:16, 17 * i : 17 * i + 16] = on_ground(seen(run, "x_t")[step, i], BACKGROUND)
            wanted[17:, 17 * i : 17 * i + 16] = on_ground(seen(run, "x0")[step, i], BACKGROUND)
        np.testing.assert_array_equal(small, wanted)


def test_of_a_long_run_frames_are_left_out_but_never_the_last() -> None:
    run, path = run_of(500, 1), Path("run.gif")
    frames, _ = frames_of(completed(encode_run(path, WatchedRun(run)))[path])
    assert MOST_FRAMES / 2 < len(frames) <= MOST_FRAMES
    last = frames[-1][::RUN_SCALE, ::RUN_SCALE]
    np.testing.assert_array_equal(last[17:], on_ground(seen(run, "x0")[-1, 0], BACKGROUND))


def test_a_strip_has_every_step_beside_the_next_and_claims_no_recipe() -> None:
    run, path = run_of(5, 2), Path("run.png")
    file = completed(encode_run(path, WatchedRun(run)))[path]
    (strip,), _ = frames_of(file)
    wanted = np.zeros((4 * 17 - 1, 5 * 17 - 1, 4), np.uint8)
    rows = [seen(run, what)[:, i] for what in ("x_t", "x0") for i in (0, 1)]
    for row, pictures in enumerate(rows):
        for step, picture in enumerate(pictures):
            wanted[17 * row :, 17 * step :][:16, :16] = picture
    np.testing.assert_array_equal(strip, wanted)
    with Image.open(io.BytesIO(file)) as image:
        assert set(getattr(image, "text", {})) == {"parameters"}


@pytest.mark.parametrize("ground", [None, (200, 10, 30, 255)])
def test_an_animation_of_sheets_has_the_background_that_was_asked_for(ground) -> None:
    flat = np.zeros((3, 4, 16, 16, 4), np.uint8)
    for step, images in enumerate(flat):
        images[:, 4:12, 4:12] = (80 * step, 10, 200, 255)
    path = Path("run.gif")
    asked = SpriteAnimation(flat, columns=2, scale=2, seconds=0.5, background=ground)
    frames, times = frames_of(completed(encode_animation(path, asked))[path])
    assert times == [500, 500, 1000]
    for step, pixels in enumerate(frames):
        assert pixels.shape == (66, 66, 4)
        assert (pixels[..., 3] == 255).all()
        assert pixels[0, 0].tolist() == list(ground or BACKGROUND)
        assert pixels[16, 16].tolist() == [80 * step, 10, 200, 255]
        assert pixels[16 + 34, 16 + 34].tolist() == [80 * step, 10, 200, 255]
