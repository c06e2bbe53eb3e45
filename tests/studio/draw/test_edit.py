import msgspec
import numpy as np
import pytest

from sprite_studio.art.forge import forge
from sprite_studio.studio.draw.edit import edit, job_again
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.draw.sampling import EDITED
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import BEST, MIXED, NONE, Drawing
from sprite_studio.studio.jobs.edit import EDIT_STEPS, EditJob, EditProgress, EditResult
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.recipes.recipe import (
    Fork,
    Inpaint,
    Interpolate,
    Near,
    Recipe,
    Redress,
    Vary,
    from_json,
    to_json,
)

SPRITE = forge(1, ["hero"]).pixels
OTHER = forge(2, ["food"]).pixels
MASK = np.zeros((16, 16), dtype=bool)
MASK[4:9, 5:12] = True
TILE, OTHER_TILE, MASK_BYTES = SPRITE.tobytes(), OTHER.tobytes(), MASK.tobytes()


def job_of(asked, prompt="", even=False, **options) -> EditJob:
    how = {"sampler": "ddim", "steps": EDIT_STEPS, **options}
    return EditJob(asked, Drawing(**how), prompt, even)


def done(library, asked, **options) -> EditResult:
    *_, result = edit(job_of(asked, **{"steps": 4, "count": 3, **options}), library)
    assert isinstance(result, EditResult)
    return result


def drawn(library, seed: int, **options):
    job = GenerateJob(
        Drawing(**{"seed": seed, "count": 1, "steps": 4, "sampler": "ddim", **options})
    )
    *_, result = generate(job, library)
    assert isinstance(result, GenerateResult)
    return result.images[0]


RECIPE = Recipe(
    version="",
    model_hash="",
    styles=({"style:a": 1.0},),
    drawing=Drawing(
        model="base",
        mix={"hero": 1.0},
        seed=5,
        count=1,
        sampler="ddpm",
        steps=4,
        eta=0.0,
        guidance=2.0,
    ),
)


def fork(library, step: int, painted=None, **changes) -> Fork:
    """From the sprite of RECIPE, as these weights drew it."""
    told = {"model_hash": library.load("base").hash, **changes}
    how = {name: told.pop(name) for name in changes if hasattr(RECIPE.drawing, name)}
    drawing = msgspec.structs.replace(RECIPE.drawing, **how)
    tile = None if painted is None else painted.tobytes()
    return Fork(msgspec.structs.replace(RECIPE, drawing=drawing, **told), step, tile)


def begun(asked, library):
    """What is asked; a fork from what this library drew."""
    return fork(library, asked.step) if isinstance(asked, Fork) else asked


EDITS = [
    Vary(TILE, 0.5),
    Inpaint(TILE, MASK_BYTES),
    Redress(TILE, {"hero": 1.0}),
    Near(5, 0.3),
    Interpolate(TILE, OTHER_TILE, {"food": 1.0}),
    Interpolate(3, 9, {"food": 1.0}),
    Fork(RECIPE, 2),
]


@pytest.mark.parametrize("asked", EDITS, ids=lambda asked: type(asked).__name__)
def test_progress_counts_up_to_the_last_step(library, asked):
    job = EditJob(
        begun(asked, library),
        drawing=Drawing(sampler="ddim", mix={"hero": 1.0}, count=EDITED + 1, steps=4),
    )
    *events, result = edit(job, library)
    assert isinstance(result, EditResult)
    assert result.images.shape == (EDITED + 1, 16, 16, 4)
    reports = [event for event in events if isinstance(event, EditProgress)]
    assert [report.step for report in reports] == list(range(1, len(reports) + 1))
    assert {report.steps for report in reports} == {len(reports)}


@pytest.mark.parametrize("asked", EDITS, ids=lambda asked: type(asked).__name__)
def test_its_recipe_survives_a_file_and_draws_it_again(library, asked):
    first = done(library, begun(asked, library), mix={"hero": 1.0}, seed=7, palette=("ff0000",))
    *_, again = edit(job_again(from_json(to_json(first.recipe)), "base"), library)
    assert isinstance(again, EditResult)
    assert again.recipe == first.recipe
    assert np.array_equal(again.images, first.images)


@pytest.mark.parametrize("asked", EDITS[:4], ids=lambda asked: type(asked).__name__)
def test_a_result_does_not_depend_on_its_batch(library, asked):
    batch = done(library, asked, seed=7).images
    assert np.array_equal(done(library, asked, seed=9, count=1).images[0], batch[2])


def test_outside_the_mask_nothing_changes(library):
    # Half clear pixels and many colours, neither of which a drawn sprite would keep.
    rng = np.random.default_rng(0)
    sprite = rng.integers(0, 256, (16, 16, 4), dtype=np.uint8)
    images = done(
        library, Inpaint(sprite.tobytes(), MASK_BYTES), colours=4, palette=("ff0000", "00ff00")
    ).images
    assert np.array_equal(images[:, ~MASK], np.broadcast_to(sprite[~MASK], images[:, ~MASK].shape))
    assert (images[:, MASK] != sprite[MASK]).any()


def test_a_touch_up_changes_less_than_a_new_sprite(library):
    def change(strength: float) -> float:
        images = done(library, Vary(TILE, strength), colours=0, count=8, steps=10).images
        return float(np.abs(images.astype(int) - SPRITE).mean())

    assert change(0.1) < change(0.5) < change(1.0)


def test_near_begins_with_the_sprite_itself(library):
    mix = {"hero": 1.0}
    same, far = (done(library, Near(5, spread), mix=mix, count=1).images[0] for spread in (0, 1))
    assert np.array_equal(same, drawn(library, 5, mix=mix))
    assert not np.array_equal(far, same)


def test_a_way_between_seeds_has_them_at_its_ends(library):
    way = done(library, Interpolate(3, 9, {"food": 1.0}), mix={"hero": 1.0}, count=5).images
    assert np.array_equal(way[0], drawn(library, 3, mix={"hero": 1.0}))
    assert np.array_equal(way[-1], drawn(library, 9, mix={"food": 1.0}))
    assert len({frame.tobytes() for frame in way}) == 5


def test_near_any_picture_begins_with_that_picture(library):
    same = done(library, Near(TILE, 0), count=2, steps=50, colours=0, mix={"hero": 1.0})
    back = done(library, Interpolate(TILE, TILE, {"hero": 1.0}), count=1, steps=50, colours=0)
    assert (same.images[0] == same.images[1]).all()
    assert same.recipe.edit == Near(TILE, 0)
    assert same.images.shape[1:] == back.images.shape[1:]
    others = done(library, Near(TILE, 0.8), count=2, mix={"hero": 1.0})
    assert not (others.images[0] == others.images[1]).all()


def test_a_way_between_sprites_begins_and_ends_near_them(library):
    way = done(library, Interpolate(TILE, OTHER_TILE, {}), count=3, steps=50, colours=0).images
    there = SPRITE[..., 3] == 255
    assert np.abs(way[0].astype(int) - SPRITE)[there].mean() < 4
    assert np.abs(way[0].astype(int) - OTHER)[there].mean() > 20


@pytest.mark.parametrize("ends", [(3, 9), (TILE, OTHER_TILE)], ids=["seeds", "sprites"])
def test_an_even_way_has_the_same_ends(library, ends):
    asked = Interpolate(ends[0], ends[1], {"food": 1.0})
    equal, even = (done(library, asked, mix={"hero": 1.0}, even=e) for e in (False, True))
    assert np.array_equal(even.images[[0, -1]], equal.images[[0, -1]])
    assert isinstance(even.recipe.edit, Interpolate)
    parts = even.recipe.edit.parts
    assert (parts[0], parts[-1]) == (0, 1)
    assert list(parts) == sorted(parts)


def test_unknown_words_at_the_end_of_a_way_are_said_before_work_begins(library):
    job = EditJob(
        Interpolate(TILE, OTHER_TILE, {"hatt": 1.0}),
        drawing=Drawing(sampler="ddim", count=3, steps=4),
    )
    with pytest.raises(JobError, match="does not know the word 'hatt'"):
        next(edit(job, library))


def test_the_frames_of_an_even_way_change_more_alike(library):
    def spread(even: bool) -> float:
        images = done(
            library,
            Interpolate(3, 9, {"food": 1.0}),
            mix={"hero": 1.0},
            count=9,
            steps=8,
            colours=0,
            even=even,
        ).images
        return np.square(np.diff(images.astype(float), axis=0)).mean(axis=(1, 2, 3)).std()

    assert spread(even=True) < 0.8 * spread(even=False)


def test_an_even_way_is_drawn_again_without_looking_for_it(library):
    asked = EditJob(
        Interpolate(3, 9, {"food": 1.0}),
        even=True,
        drawing=Drawing(sampler="ddim", count=5, steps=4),
    )
    *events, first = edit(asked, library)
    assert isinstance(first, EditResult)
    counted = [event.step for event in events if isinstance(event, EditProgress)]
    assert counted == list(range(1, len(counted) + 1))
    assert {event.steps for event in events if isinstance(event, EditProgress)} == {len(counted)}
    *fewer, again = edit(job_again(from_json(to_json(first.recipe)), "base"), library)
    assert isinstance(again, EditResult)
    assert len(fewer) < len(events)
    assert again.recipe == first.recipe
    assert np.array_equal(again.images, first.images)


def test_other_words_dress_a_sprite_anew(library):
    asked = Redress(TILE, {"hero": 1.0})
    one = done(library, asked, mix={"food": 1.0}).images
    other = done(library, asked, mix={"hero": 1.0, "red": 1.0}).images
    assert not np.array_equal(one, other)


@pytest.mark.parametrize(
    ("asked", "options", "reason"),
    [
        (Vary(TILE[:512], 0.5), {}, "is 16×16 pixels of four bytes each"),
        (Vary(TILE, 0.0), {}, "strength must be above 0"),
        (Vary(TILE, float("nan")), {}, "strength must be above 0"),
        (Near(1, 2.0), {}, "spread must be between 0 and 1"),
        (Near(-1, 0.5), {}, "seed must be between"),
        (Near(b"short", 0.5), {}, "16×16 pixels of four bytes"),
        (Interpolate(2**63, 1, {}), {}, "seed must be between"),
        (Interpolate(1, 2, {}, (0.0, 1.0)), {}, "needs as many shares"),
        (Interpolate(1, 2, {}, (0.0, float("nan"), 1.0)), {}, "needs as many shares"),
        (Near(1, 0.5), {"even": True}, "only a way between two sprites"),
        (Interpolate(1, 2, {"hat": 1.0}), {}, "does not know the word 'hat'"),
        (Inpaint(TILE, bytes(256)), {}, "the mask is empty"),
        (Inpaint(TILE, MASK_BYTES[:64]), {}, "a mask is 16×16 pixels"),
        (Redress(TILE, {"hero": float("inf")}), {}, "weight of 'hero'"),
        (Vary(TILE, 0.5), {"count": 0}, "count must be between"),
        (Vary(TILE, 0.5), {"seed": -1}, "seed must be between"),
        (Vary(TILE, 0.5), {"steps": 1}, "between 2 and 1000 steps"),
        (Vary(TILE, 0.5), {"guidance": -1.0}, "guidance must be between"),
        (Vary(TILE, 0.5), {"colours": -1}, "1 to 256 colours"),
        (Vary(TILE, 0.5), {"sampler": "ddpm"}, "takes its steps by DDIM"),
        (Vary(TILE, 0.5), {"mix": {"hat": 1.0}}, "does not know the word 'hat'"),
        (Vary(TILE, 0.5), {"model": "nowhere"}, "nowhere"),
    ],
)
def test_what_cannot_be_done_is_said_at_once(library, asked, options, reason):
    with pytest.raises(JobError, match=reason):
        next(edit(job_of(asked, **options), library))


@pytest.mark.parametrize("asked", [Vary(TILE, 0.9), Inpaint(TILE, MASK_BYTES)], ids=["v", "i"])
def test_a_picture_has_a_style_of_its_own_and_is_told_none_but_by_name(library, asked):
    plain = done(library, asked, mix={"hero": 1.0}, style=NONE)
    for style in (BEST, MIXED):
        told = done(library, asked, mix={"hero": 1.0}, style=style)
        assert np.array_equal(told.images, plain.images)
    named = done(library, asked, mix={"hero": 1.0}, style="a")
    in_words = done(library, asked, mix={"hero": 1.0, "style:a": 1.0})
    assert named.recipe.drawing.style == "style:a"
    assert np.array_equal(named.images, in_words.images)
    assert not np.array_equal(named.images, plain.images)


@pytest.mark.parametrize(
    "asked", [Near(5, 0.3), Redress(TILE, {"hero": 1.0}), Interpolate(3, 9, {"food": 1.0})]
)
def test_what_is_drawn_anew_is_drawn_in_one_style(library, asked):
    best = done(library, asked, mix={"hero": 1.0})
    named = done(library, asked, mix={"hero": 1.0}, style="style:b")  # which has most subjects
    other = done(library, asked, mix={"hero": 1.0}, style="style:a")
    assert np.array_equal(best.images, named.images)
    assert not np.array_equal(best.images, other.images)


def test_a_fork_goes_on_in_its_own_style_or_in_another_that_is_asked_for(library):
    asked = msgspec.structs.replace(fork(library, 1, style="style:a"), sampler="ddim")
    own = done(library, asked, count=1, style="style:a").images
    words = done(library, asked, count=1, style="style:a", mix={"hero": 1.0}).images
    assert np.array_equal(own, words)
    other = done(library, asked, count=1, style="style:b").images
    same = done(library, asked, count=1, style="style:b", mix={"hero": 1.0}).images
    assert np.array_equal(other, same)
    assert not np.array_equal(own, other)


def test_an_edit_in_a_style_that_there_is_not_says_so(library):
    with pytest.raises(JobError, match="no style 'gone'"):
        done(library, Vary(TILE, 0.5), style="gone")


def apart(one, other) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@pytest.mark.parametrize("sampler", ["ddpm", "ddim", "dpm++"])
def test_the_later_a_fork_the_nearer_to_the_sprite_it_leaves(library, sampler):
    options = {"mix": {"hero": 1.0}, "sampler": sampler, "steps": 8, "colours": 0}
    *_, result = generate(GenerateJob(Drawing(seed=5, count=1, **options)), library)
    assert isinstance(result, GenerateResult)
    distances = []
    for step in (0, 7):
        forked = done(library, Fork(result.recipe, step), seed=50, count=8, colours=0)
        distances.append(np.mean([apart(image, result.images[0]) for image in forked.images]))
    assert distances[1] < 0.7 * distances[0]


def test_forks_from_the_same_step_differ_by_their_seed(library):
    images = done(library, fork(library, 1), seed=50).images
    assert len({image.tobytes() for image in images}) == len(images)
    again = done(library, fork(library, 1), seed=51, count=1).images
    assert np.array_equal(again[0], images[1])


@pytest.mark.parametrize("sampler", ["ddim", "ddpm-no-noise", "dpm++"])
def test_a_fork_goes_on_by_another_sampler_which_has_no_use_for_seeds(library, sampler):
    usual = done(library, fork(library, 1), seed=50).images
    asked = msgspec.structs.replace(fork(library, 1), sampler=sampler)
    images = done(library, asked, seed=50).images
    assert not any(np.array_equal(images[0], image) for image in usual)
    assert len({image.tobytes() for image in images}) == 1


@pytest.mark.parametrize("sampler", ["ddim", "dpm++"])
def test_a_fork_by_the_same_sampler_goes_the_way_that_it_left(library, sampler):
    options = {"mix": {"hero": 1.0}, "sampler": sampler, "steps": 8, "colours": 0}
    *_, result = generate(GenerateJob(Drawing(seed=5, count=1, **options)), library)
    assert isinstance(result, GenerateResult)
    # A multistep solver begins anew at the fork, with a step of first order.
    asked = Fork(result.recipe, 0, sampler=sampler)
    assert np.array_equal(done(library, asked, count=1, colours=0).images, result.images)


def test_what_is_painted_late_stays(library):
    painted = np.zeros((16, 16, 4), np.uint8)
    painted[4:12, 4:12] = (200, 40, 40, 255)
    late = done(library, fork(library, 29, painted, steps=30), colours=0).images
    early = done(library, fork(library, 0, painted, steps=30), colours=0).images
    assert max(apart(image, painted) for image in late) < 0.6 * min(
        apart(image, painted) for image in early
    )


def test_a_fork_cannot_go_on_by_the_student(library):
    asked = msgspec.structs.replace(fork(library, 1), sampler="live")
    with pytest.raises(JobError, match="cannot go on by 'live'"):
        done(library, asked)


@pytest.mark.parametrize(
    ("change", "step", "reason"),
    [
        ({}, 4, "fork it after 0 to 3"),
        ({}, -1, "fork it after 0 to 3"),
        ({"sampler": "live"}, 1, "no steps to leave"),
        ({"count": 2}, 1, "begins at one sprite"),
        ({"model_hash": "another"}, 1, "not by these weights"),
        ({"edit": Near(5, 0.5)}, 1, "made by an edit"),
        ({"sampler": "heun"}, 1, "no sampler 'heun'"),
        ({"steps": 10**9}, 1, "steps"),
        ({"mix": {"hero": float("nan")}}, 1, "the weight of 'hero'"),
        ({"styles": ({"style:z": 1.0},)}, 1, "does not know 'style:z'"),
    ],
)
def test_a_fork_that_cannot_be_says_why(library, change, step, reason):
    with pytest.raises(JobError, match=reason):
        done(library, fork(library, step, **change))
