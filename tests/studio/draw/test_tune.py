import msgspec
import numpy as np
import pytest

from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.music.plan import LETTERS, Plan
from sprite_studio.music.words import MOODS
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.draw.tune import bar_mixes, bar_seeds, draw_tunes
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import MAX_SEED, Drawing
from sprite_studio.studio.jobs.generate import GenerateJob
from sprite_studio.studio.jobs.tune import (
    MOST_TUNES,
    TUNE_DRAWING,
    TuneJob,
    TuneProgress,
    TuneResult,
)

HOW = msgspec.structs.replace(TUNE_DRAWING, steps=3, seed=5)


@pytest.fixture
def tuneful(library, small_tune, tmp_path):
    save_checkpoint(tmp_path / "bundled" / "tune.safetensors", small_tune, Card(name="tune"))
    return library


def done(events):
    *before, result = [event for event in events if event is not None]
    assert isinstance(result, TuneResult)
    reports = [event for event in before if isinstance(event, TuneProgress)]
    assert len(reports) == len(before)
    return reports, result


def how(**changes):
    return msgspec.structs.replace(HOW, **changes)


def test_every_step_of_every_loop_is_told(tuneful):
    reports, result = done(draw_tunes(TuneJob(how(count=2), "calm"), tuneful))
    assert [report.step for report in reports] == [1, 2, 3, 4, 5, 6]
    assert [report.tune for report in reports] == [0, 0, 0, 1, 1, 1]
    pictures = len(set(reports[0].form))
    assert reports[0].x_t.shape == reports[0].x0.shape == (pictures, 4, 16, 16)
    assert len(result.drawn) == 2
    assert result.drawn[0].recipe.drawing.mix == {"calm": 1.0}
    assert [one.recipe.drawing.seed for one in result.drawn] == [5, 6]


def test_what_the_network_believed_last_is_what_is_heard(tuneful):
    reports, result = done(draw_tunes(TuneJob(HOW, "night"), tuneful))
    [drawn] = result.drawn
    assert drawn.tune.plan.form == reports[-1].form
    struck = drawn.tune.bars == 2
    assert (reports[-1].x0[struck] > 0.5).all()
    assert len(drawn.sound) == round(drawn.tune.seconds * 44_100)


def test_a_loop_does_not_depend_on_those_beside_it(tuneful):
    _, both = done(draw_tunes(TuneJob(how(count=2), "shop"), tuneful))
    _, second = done(draw_tunes(TuneJob(how(seed=6), "shop"), tuneful))
    np.testing.assert_array_equal(both.drawn[1].sound, second.drawn[0].sound)
    assert both.drawn[1].recipe == second.drawn[0].recipe


def test_a_recipe_draws_the_same_again(tuneful):
    _, first = done(draw_tunes(TuneJob(HOW, "battle, (night:0.4)"), tuneful))
    _, again = done(draw_tunes(TuneJob(first.drawn[0].recipe.drawing), tuneful))
    np.testing.assert_array_equal(first.drawn[0].tune.bars, again.drawn[0].tune.bars)


PLAN = Plan("minor", "slow", 0, 80, "ABACDEDF", (1, 6, 7, 3, 6, 7), (0, 0, 0), 0.5)


def test_moods_are_told_as_they_are_mixed_and_the_rest_as_the_plan_has_it():
    told = bar_mixes({"calm": 0.5, "night": 0.7, "major": 1.0}, PLAN)
    assert len(told) == 6
    for mix in told:
        assert (mix["calm"], mix["night"], mix["minor"], mix["slow"]) == (0.5, 0.7, 1.0, 1.0)
        assert "major" not in mix
    assert told[2]["chord:7"] == told[2]["place:half"] == 1.0


def test_pictures_of_one_loop_have_one_noise_but_where_a_chord_comes_again():
    told = bar_mixes({}, PLAN)
    assert told[1] == told[4], "B and E are both on the sixth, in the middle"
    seeds = bar_seeds(9, PLAN)
    assert [LETTERS[i] for i, seed in enumerate(seeds) if seed != 9] == ["E", "F"]
    assert seeds[4] == seeds[5]
    assert all(0 <= seed < MAX_SEED for seed in bar_seeds(MAX_SEED - 1, PLAN))


def test_without_a_mood_there_is_a_note(tuneful):
    _, result = done(draw_tunes(TuneJob(HOW, "fast"), tuneful))
    assert all(mood in result.note for mood in MOODS)
    _, result = done(draw_tunes(TuneJob(HOW, "fast calm"), tuneful))
    assert result.note == ""


def test_what_is_not_known_is_named_with_the_nearest(tuneful):
    _, result = done(draw_tunes(TuneJob(HOW, "calm, victry"), tuneful))
    assert [(left.text, left.nearest) for left in result.left_out] == [("victry", ("victory",))]
    with pytest.raises(JobError, match=r"'battel'; did you mean battle\?"):
        list(draw_tunes(TuneJob(HOW, "battel"), tuneful))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"count": MOST_TUNES + 1}, "too many"),
        ({"sampler": "live"}, "no live student"),
        ({"steps": 0}, "1 to 1000 steps"),
        ({"model": "base"}, "draws no bars of music"),
        ({"model": "nobody"}, "no model 'nobody'"),
        ({"mix": {"chord:1": 1.0}}, "does not know"),
    ],
)
def test_what_cannot_be_drawn_is_refused(changes, told, tuneful):
    with pytest.raises(JobError, match=told):
        list(draw_tunes(TuneJob(how(**changes)), tuneful))


def test_no_sprites_are_drawn_with_it(tuneful):
    with pytest.raises(JobError, match="draws bars of music"):
        list(generate(GenerateJob(Drawing(model="tune")), tuneful))


def test_the_whole_of_a_step_is_not_more_than_a_few_rows(tuneful):
    """Between two network calls other work may go first."""
    events = list(draw_tunes(TuneJob(HOW, "calm"), tuneful))
    assert events.count(None) >= 2, "before the sound, and after"
