import msgspec
import numpy as np
import pytest

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.diffusion.measuring.critic import Critic, save_critic
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.studio.draw.casting import picking
from sprite_studio.studio.draw.casting.cast import encoded, of_a_person
from sprite_studio.studio.draw.casting.characters import draw_characters, draw_characters_again
from sprite_studio.studio.draw.casting.picking import first_of_each
from sprite_studio.studio.jobs.cast import CAST_DRAWING, CastJob, CastProgress, CastResult, cast_of
from sprite_studio.studio.jobs.recipes.recipe import Cast
from sprite_studio.studio.library.models import critic_path

HOW = msgspec.structs.replace(
    CAST_DRAWING, mix={"hero": 1.0}, steps=2, seed=30, count=2, candidates=3
)


@pytest.fixture
def cast(library, small_cast, tmp_path):
    save_checkpoint(tmp_path / "bundled" / "cast.safetensors", small_cast, Card(name="cast"))
    return library


@pytest.fixture
def picky(cast):
    """One that likes some characters better than others, by chance."""
    critic = Critic(cast.load("cast").model.vocabulary.words, 48)
    save_critic(critic_path(cast.find("cast")), critic, cast.load("cast").hash)
    return cast


def drawn(library, **how):
    job = CastJob(msgspec.structs.replace(HOW, **how))
    *before, result = [e for e in draw_characters(job, library) if e is not None]
    assert isinstance(result, CastResult)
    return [e for e in before if isinstance(e, CastProgress)], result


def test_the_best_of_each_characters_candidates_are_kept(picky):
    reports, best = drawn(picky, varied=False)
    _, all_ = drawn(picky, varied=False, count=6, candidates=1)
    critic, told = picky.load_critic("cast"), all_.recipe.styles
    mixes = [of_a_person({**HOW.mix, **one}) for one in told]
    scores = critic.judged(encoded(all_.frames), critic.weights(mixes))
    kept = [3 * place + one for place, one in enumerate(scores.view(2, 3).argmax(dim=1).tolist())]
    assert best.recipe.drawing.sprite_seeds == tuple(30 + i for i in kept)
    assert np.array_equal(best.frames, all_.frames[kept])
    assert [(r.step, r.steps, r.first, len(r.frames)) for r in reports] == [
        (1, 2, 0, 2),
        (2, 2, 0, 2),
    ]


def test_the_recipe_names_the_seed_that_was_asked_for_and_draws_what_was_kept(picky):
    _, best = drawn(picky)
    assert best.recipe.drawing.seed == 30
    assert best.recipe.drawing.count == 2
    assert best.recipe.drawing.candidates == 1
    *_, again = draw_characters_again(best.recipe, "cast", picky)
    assert isinstance(again, CastResult)
    assert np.array_equal(again.frames, best.frames)
    assert again.recipe == best.recipe


def test_recalled_with_what_they_were_told_the_same_characters_come(picky):
    _, best = drawn(picky)
    told = tuple({"colour:red": 1.0 * i} for i in range(2))  # by no lot
    recipe = msgspec.structs.replace(best.recipe, styles=told)
    edit = recipe.edit
    assert isinstance(edit, Cast)
    *_, once = draw_characters_again(recipe, "cast", picky)
    *_, again = draw_characters(CastJob(recipe.drawing, cast=edit, styles=told), picky)
    assert isinstance(once, CastResult)
    assert isinstance(again, CastResult)
    assert np.array_equal(again.frames, once.frames)


def around_a_front(library, strength=1.0):
    given = np.zeros((4, 3), np.bool_)
    given[0, 0] = True
    job = CastJob(HOW, cast=cast_of(walking_character(1).frames, given, strength))
    *_, result = draw_characters(job, library)
    assert isinstance(result, CastResult)
    return result


def test_around_a_given_frame_the_one_is_kept_in_which_most_steps_are_seen(cast, monkeypatch):
    """Without a critic, too. Of six the third and the fifth have most."""
    seen = iter([2, 3, 1, 4, 0, 0])
    found = []

    def still(frames):
        found.append(frames)
        return ("up a-b",) * next(seen)

    monkeypatch.setattr(picking, "still_steps", still)
    result = around_a_front(cast)
    assert result.recipe.drawing.sprite_seeds == (32, 34)
    assert np.array_equal(result.frames, np.stack([found[2], found[4]]))
    *_, again = draw_characters_again(result.recipe, "cast", cast)
    assert isinstance(again, CastResult)
    assert np.array_equal(again.frames, result.frames)


def test_nothing_is_picked_without_a_critic_or_where_seeds_are_there(cast, picky):
    assert around_a_front(picky, strength=0.5).recipe.drawing.sprite_seeds == (30, 31)
    _, result = drawn(picky, seeds=(7, 5))
    assert result.recipe.drawing.sprite_seeds == (7, 5)
    critic_path(cast.find("cast")).unlink()
    _, result = drawn(cast)
    assert result.recipe.drawing.sprite_seeds == (30, 31)


def test_a_critic_of_single_sprites_picks_no_characters(cast):
    critic = Critic(cast.load("cast").model.vocabulary.words)
    save_critic(critic_path(cast.find("cast")), critic, cast.load("cast").hash)
    _, result = drawn(cast)
    assert result.recipe.drawing.sprite_seeds == (30, 31)


@pytest.mark.parametrize(
    ("first", "candidates", "shown", "place"),
    [(0, 1, [0, 1, 2, 3], 0), (0, 2, [0, 2], 0), (12, 5, [3], 3), (4, 4, [0], 1)],
)
def test_while_candidates_are_in_work_the_first_of_each_is_shown(first, candidates, shown, place):
    drawn = np.repeat(np.arange(4, dtype=np.uint8)[:, None], 2, axis=1)
    some, number = first_of_each(drawn, first, candidates)
    assert some[:, 0].tolist() == shown
    assert number == place
