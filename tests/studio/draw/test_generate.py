import msgspec
import numpy as np
import pytest

from sprite_studio.diffusion.device import Device
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.studio.draw.generate import CHUNK, generate
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import MIXED, Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateProgress, GenerateResult
from sprite_studio.studio.library.models import ModelLibrary


def job_of(prompt="", draft=False, **options) -> GenerateJob:
    drawing = Drawing(**{"sampler": "ddim", "steps": 4, "colours": 0, **options})
    return GenerateJob(drawing, prompt, draft=draft)


def draw(library, **options) -> GenerateResult:
    *_, result = generate(job_of(**options), library)
    assert isinstance(result, GenerateResult)
    return result


def test_the_same_job_draws_the_same_pixels(library):
    job = {"mix": {"hero": 1.0, "red": 0.5}, "seed": 3, "count": 5}
    one, other = draw(library, **job), draw(library, **job)
    assert np.array_equal(one.images, other.images)
    assert one.recipe == other.recipe
    assert not one.images.flags.writeable


@pytest.mark.parametrize("sampler", ["ddim", "ddpm", "ddpm-no-noise", "dpm++"])
def test_sprite_i_of_a_batch_is_seed_plus_i_alone(library, sampler):
    options = {"mix": {"food": 1.0}, "sampler": sampler}
    batch = draw(library, seed=10, count=11, **options)
    for i in (0, 3, 10):
        alone = draw(library, seed=10 + i, count=1, **options)
        assert np.array_equal(alone.images[0], batch.images[i])
        assert alone.recipe == batch.recipe.of_sprite(i)


def test_sprites_with_seeds_of_their_own_are_those_that_the_seeds_draw_alone(library):
    options = {"mix": {"food": 1.0}, "sampler": "ddpm"}
    batch = draw(library, seed=5, seeds=(90, 6, 2), count=3, **options)
    for i, seed in enumerate((90, 6, 2)):
        alone = draw(library, seed=seed, count=1, **options)
        assert np.array_equal(alone.images[0], batch.images[i])
        assert alone.recipe == batch.recipe.of_sprite(i)


@pytest.mark.parametrize("sampler", ["ddim", "ddpm", "dpm++"])
def test_a_symmetric_sprite_mirrors_itself_to_the_last_pixel(library, sampler):
    options = {"mix": {"hero": 1.0}, "sampler": sampler, "colours": 8, "count": 3}
    images = draw(library, symmetric=True, **options).images
    assert np.array_equal(images, images[:, :, ::-1])
    free = draw(library, **options).images
    assert not np.array_equal(free, free[:, :, ::-1])


def test_more_sprites_than_a_chunk_are_drawn_in_several(library):
    events = list(
        generate(
            GenerateJob(Drawing(sampler="ddim", count=CHUNK + 2, steps=2), frames="x0"), library
        )
    )
    result = events[-1]
    assert isinstance(result, GenerateResult)
    assert result.images.shape == (CHUNK + 2, 16, 16, 4)
    reports = [event for event in events if isinstance(event, GenerateProgress)]
    assert [(r.step, r.steps, r.first) for r in reports] == [
        (1, 4, 0),
        (2, 4, 0),
        (3, 4, CHUNK),
        (4, 4, CHUNK),
    ]
    assert reports[-1].images is not None
    assert reports[-1].images.shape == (2, 16, 16, 4)
    alone = draw(library, seed=CHUNK, count=1, steps=2, colours=12)
    assert np.array_equal(alone.images[0], result.images[CHUNK])


def test_another_context_seed_or_guidance_draws_something_else(library):
    base = draw(library, mix={"hero": 1.0}).images
    for change in ({"mix": {"food": 1.0}}, {"seed": 1}, {"guidance": 5.0}):
        other = draw(library, **{"mix": {"hero": 1.0}, **change}).images
        assert not np.array_equal(base, other)


def test_colours_and_palette_are_kept_to(library):
    few = draw(library, colours=3).images
    for image in few:
        opaque = image[image[..., 3] > 0]
        assert len(np.unique(opaque, axis=0)) <= 3
    assert set(np.unique(few[..., 3])) <= {0, 255}
    snapped = draw(library, palette=("ff0000", "000000")).images
    colours = {tuple(c) for c in snapped[snapped[..., 3] > 0][:, :3].tolist()}
    assert colours <= {(255, 0, 0), (0, 0, 0)}


def test_closing_the_generator_is_all_it_takes_to_cancel(library):
    run = generate(GenerateJob(Drawing(steps=500)), library)
    assert isinstance(next(filter(None, run)), GenerateProgress)
    run.close()
    assert list(run) == []


def test_the_recipe_holds_every_choice(library):
    recipe = draw(library, mix={"side": 1.0, "food": 1.0}, seed=4, count=3).recipe
    assert recipe.drawing.mix == {"side-facing": 1.0, "food": 1.0}
    assert recipe.drawing.model == "base"
    assert recipe.model_hash == library.load("base").hash
    assert recipe.styles == ({"style:b": 1.0},) * 3  # it has the most subjects
    assert msgspec.json.decode(msgspec.json.encode(recipe), type=type(recipe)) == recipe


def test_one_drawing_has_one_style_and_other_words_leave_it(library):
    for mix in ({"hero": 1.0}, {"food": 0.5, "red": 1.0}):
        recipe = draw(library, mix=mix, style="A", count=2).recipe
        assert recipe.drawing.style == "style:a"
        assert recipe.styles == ({"style:a": 1.0},) * 2
    named = draw(library, mix={"hero": 1.0, "style:b": 0.4}, style="a", count=2)
    assert named.recipe.styles == ({}, {})
    told = draw(library, mix={"hero": 1.0, "style:a": 1.0}, count=2)
    one = draw(library, mix={"hero": 1.0}, style="a", count=2)
    assert np.array_equal(told.images, one.images)


def test_a_style_a_sprite_is_a_choice(library):
    recipe = draw(library, mix={"hero": 1.0, "food": 1.0}, seed=4, count=9, style=MIXED).recipe
    assert {word for blend in recipe.styles for word in blend} == {"style:a", "style:b"}
    assert all(sum(blend.values()) == pytest.approx(1) for blend in recipe.styles)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"seeds": (1, 2), "count": 3}, "as many seeds"),
        ({"seeds": (1, -2), "count": 2}, "every seed"),
        ({"count": 0}, "count must be between"),
        ({"count": 5000}, "count must be between"),
        ({"seed": -1}, "seed must be between"),
        ({"seed": 2**63}, "seed must be between"),
        ({"steps": 0}, "takes 1 to 1000 steps"),
        ({"steps": 10**6}, "takes 1 to 1000 steps"),
        ({"eta": 1.5}, "eta must be"),
        ({"guidance": float("nan")}, "guidance must be"),
        ({"guidance": -1.0}, "guidance must be"),
        ({"colours": -1}, "1 to 256 colours"),
        ({"colours": 257}, "1 to 256 colours"),
        ({"mix": {"hero": float("nan")}}, "weight of 'hero'"),
        ({"mix": {"": 1.0}}, "one of its words is empty"),
        ({"mix": {f"w{i}": 1.0 for i in range(65)}}, "at most 64 words"),
        ({"sampler": "euler"}, "no sampler 'euler'"),
        ({"mix": {"dragoon": 1.0}}, "does not know the word 'dragoon'"),
        ({"style": "aa"}, r"no style 'aa'; did you mean a\? There are: a, b"),
        ({"model": "nothing"}, "no model 'nothing'; installed: base"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(library, options, reason):
    with pytest.raises(JobError, match=reason):
        draw(library, **options)


def test_contexts_of_many_words_do_not_depend_on_the_batch_either(library):
    mix = {"food": 0.6, "red": 0.35, "spell": 0.2, "hero": -0.15}
    batch = draw(library, mix=mix, seed=50, count=24, steps=6)
    for i in range(24):
        alone = draw(library, mix=mix, seed=50 + i, count=1, steps=6)
        assert np.array_equal(alone.images[0], batch.images[i])


def test_a_card_that_offers_styles_without_a_row_draws_all_the_same(small_model, tmp_path):
    card = Card(name="odd", styles={"style:none": {"hero": 5}, "style:a": {"hero": 0}})
    save_checkpoint(tmp_path / "odd.safetensors", small_model, card)
    library = ModelLibrary(tmp_path, tmp_path, tmp_path, Device("cpu", "CPU"))
    result = draw(library, model="odd", mix={"hero": 1.0}, count=4)
    assert result.recipe.styles == ({"style:a": 1.0},) * 4
    mixed = draw(library, model="odd", mix={"hero": 1.0}, count=4, style=MIXED)
    assert not any(mixed.recipe.styles)


PALETTE = ("1a1c2c", "b13e53", "ffcd75", "f4f4f4")


@pytest.mark.parametrize("sampler", ["ddpm", "ddim", "dpm++"])
def test_a_palette_inside_is_kept_to_and_changes_what_is_drawn(library, sampler):
    options = {"sampler": sampler, "steps": 6, "count": 4, "palette": PALETTE}
    inside = draw(library, palette_inside=True, **options)
    seen = inside.images[inside.images[..., 3] > 0][:, :3]
    assert {bytes(colour).hex() for colour in seen} <= set(PALETTE)
    assert set(np.unique(inside.images[..., 3])) <= {0, 255}
    assert inside.images.tobytes() != draw(library, **options).images.tobytes()
    assert inside.recipe.drawing.palette_inside


def test_a_palette_inside_needs_a_palette(library):
    with pytest.raises(JobError, match="no palette to draw with"):
        draw(library, palette_inside=True)


def test_what_the_prompt_says_and_the_model_does_not_know_is_in_the_result(library):
    result = draw(library, prompt="a steel red hero", count=1)
    assert [left.text for left in result.left_out] == ["steel"]
    assert result.recipe.drawing.mix == {"colour:red": 1.0, "hero": 1.0}
    with pytest.raises(JobError, match="the words 'steel', 'swords'"):
        draw(library, prompt="steel swords", mix={"hero": 1.0}, count=1)
