import msgspec
import numpy as np
import pytest
import torch

from sprite_studio.art.forge import vocabulary
from sprite_studio.diffusion.measuring.critic import Critic, save_critic
from sprite_studio.diffusion.measuring.likeness import described
from sprite_studio.diffusion.pixels import encode
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.draw.picking import Group, Picker, picker_for
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateProgress, GenerateResult
from sprite_studio.studio.library.models import critic_path, seen_path
from sprite_studio.studio.library.seen_record import save_seen
from sprite_studio.studio.words.details import told_details
from sprite_studio.studio.words.kinds import told_kinds
from sprite_studio.studio.words.taught_words import TaughtWord, save_word, word_file


class Reddest(Critic):
    """Prefers what is red."""

    def forward(self, x, weights):
        return x[:, 0].mean(dim=(1, 2)) - x[:, 1].mean(dim=(1, 2))


REDDEST = Reddest(("hero",))


def sprite(red: int, size: int) -> np.ndarray:
    """A square of a red."""
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[2 : 2 + size, 2 : 2 + size] = (red, 0, 0, 255)
    return pixels


@pytest.fixture
def with_critic(library, small_model):
    """The library, whose model has a critic now."""
    torch.manual_seed(0)
    critic = Critic(small_model.vocabulary.words)
    save_critic(critic_path(library.find("base")), critic, library.load("base").hash)
    return library


def drawn(job: GenerateJob, library) -> tuple[list[GenerateProgress], GenerateResult]:
    *events, last = generate(job, library)
    assert isinstance(last, GenerateResult)
    return [event for event in events if isinstance(event, GenerateProgress)], last


def test_the_best_are_kept_in_their_order():
    images = np.stack([sprite(50, 4), sprite(250, 6), sprite(10, 8), sprite(200, 10)])
    assert Picker(REDDEST, None).pick(images, [{}] * 4, 2) == [1, 3]


def test_no_two_are_alike_while_there_are_others():
    images = np.stack([sprite(250, 9), sprite(250, 9), sprite(20, 5), sprite(248, 9)])
    picker = Picker(REDDEST, None)
    assert picker.pick(images, [{}] * 4, 2) == [0, 2]
    assert picker.pick(images, [{}] * 4, 3) == [0, 1, 2]  # there are no others


def test_what_was_told_the_same_is_kept_half_again_as_often_as_it_was_drawn():
    reds = [250, 240, 230, 220, 100, 90, 80, 70]  # the first four are frogs, and better
    images = np.stack([sprite(red, 12 - i) for i, red in enumerate(reds)])
    mixes = [{"kind:frog": 1.0}] * 4 + [{"kind:bat": 1.0}] * 4
    assert Picker(REDDEST, None).pick(images, mixes, 4) == [0, 1, 2, 4]
    assert Picker(REDDEST, None).pick(images, [{}] * 8, 4) == [0, 1, 2, 3]


def test_what_was_trained_on_is_not_kept_while_there_are_others():
    images = np.stack([sprite(250, 9), sprite(20, 5), sprite(30, 12)])
    trained = described(encode(images[:1]))
    assert Picker(REDDEST, trained).pick(images, [{}] * 3, 2) == [1, 2]
    assert Picker(REDDEST, trained).pick(images, [{}] * 3, 3) == [0, 1, 2]


def test_none_is_like_one_that_stays_whatever_it_is():
    images = np.stack([sprite(250, 9), sprite(20, 5), sprite(30, 12)])
    picker = Picker(REDDEST, None)
    assert picker.pick(images, [{}] * 3, 2, images[:1]) == [1, 2]
    assert picker.pick(images[:1], [{}], 1, images[:1]) == [0]  # there are no others


class OfItsStyle(Critic):
    """Prefers what is red under the one style, and what is not under all others."""

    def forward(self, x, weights):
        redness = (x[:, 0] - x[:, 1]).mean(dim=(1, 2))
        return redness * (2 * weights[:, self.index["style:a"]] - 1)


def test_a_learned_style_is_picked_as_the_one_that_is_nearest_to_it():
    images = np.stack([sprite(250, 9), sprite(20, 9)])
    mixes = [{"style:mine": 1.0}] * 2
    critic = OfItsStyle(("style:a",))
    assert Picker(critic, None, {"style:mine": "style:a"}).pick(images, mixes, 1) == [0]
    assert Picker(critic, None).pick(images, mixes, 1) == [1]


def test_the_nearest_of_a_learned_style_is_known(with_critic):
    loaded = with_critic.load("base")
    size = len(loaded.model.vocabulary.null)
    for word, near in (("style:mine", "style:a"), ("style:older", "")):
        taught = TaughtWord(word, loaded.hash, 9, 1, ("hero",), near)
        save_word(word_file(with_critic.words, word), taught, torch.ones(size))
    picker = picker_for(with_critic, Drawing())
    assert picker is not None
    assert picker.near == {"style:mine": "style:a"}


def test_nothing_is_picked_without_a_critic_or_where_seeds_are_named(library, with_critic):
    assert picker_for(with_critic, Drawing()) is not None
    assert picker_for(with_critic, Drawing(candidates=1)) is None
    assert picker_for(with_critic, Drawing(count=1, seeds=(4,))) is None
    assert picker_for(with_critic, Drawing(count=2, seeds=(4, 7)), locked=(1,)) is not None
    assert picker_for(with_critic, Drawing(count=2, seeds=(4, 7)), locked=(0, 1)) is None
    critic_path(library.find("base")).unlink()
    assert picker_for(library, Drawing()) is None


def test_a_critic_of_other_weights_does_not_pick(library, small_model):
    save_critic(critic_path(library.find("base")), Critic(("hero",)), "of another")
    assert picker_for(library, Drawing()) is None
    assert drawn(GenerateJob(Drawing(count=2, steps=2)), library)[1].recipe.drawing.candidates == 1


def test_the_record_of_what_was_seen_is_asked(with_critic):
    images = np.stack([sprite(250, 9)])
    save_seen(seen_path(with_critic.find("base")), ["a"], described(encode(images)))
    picker = picker_for(with_critic, Drawing())
    assert picker is not None
    assert picker.trained is not None
    assert len(picker.trained) == 1


def test_of_several_candidates_each_seed_still_draws_its_sprite(with_critic):
    asked = Drawing(mix={"hero": 1.0}, seed=20, count=3, candidates=4, steps=3)
    progress, best = drawn(GenerateJob(asked, frames="x0"), with_critic)
    how = best.recipe.drawing
    assert (how.seed, how.count, how.candidates) == (20, 3, 4)
    assert len(set(how.seeds)) == 3
    assert set(how.seeds) <= set(range(20, 32))
    assert [event.step for event in progress] == [1, 2, 3]
    assert all(event.steps == 3 for event in progress)
    assert all(event.images is not None and len(event.images) == 3 for event in progress)
    for i, seed in enumerate(how.seeds):
        alone = Drawing(mix={"hero": 1.0}, seed=seed, count=1, candidates=1, steps=3)
        assert np.array_equal(drawn(GenerateJob(alone), with_critic)[1].images[0], best.images[i])


def test_a_recipe_of_picked_sprites_draws_them_again(with_critic):
    asked = Drawing(mix={"food": 1.0}, seed=3, count=2, candidates=3, steps=2)
    _, best = drawn(GenerateJob(asked), with_critic)
    _, again = drawn(GenerateJob(best.recipe.drawing), with_critic)
    assert np.array_equal(again.images, best.images)
    assert again.recipe == best.recipe
    one = best.recipe.of_sprite(1)
    assert np.array_equal(drawn(GenerateJob(one.drawing), with_critic)[1].images[0], best.images[1])


def test_many_are_picked_in_groups(with_critic):
    asked = Drawing(seed=0, count=70, candidates=2, steps=1, colours=0)
    progress, best = drawn(GenerateJob(asked), with_critic)
    assert best.images.shape == (70, 16, 16, 4)
    assert len(best.recipe.drawing.seeds) == len(best.recipe.styles) == 70
    assert set(best.recipe.drawing.seeds[:64]) <= set(range(128))
    assert [event.step for event in progress] == [1, 2, 3]
    assert progress[-1].steps == 3


def test_locked_sprites_stay_and_the_others_are_picked(with_critic):
    asked = Drawing(mix={"hero": 1.0}, seed=20, seeds=(20, 900, 22, 23), count=4, steps=3)
    progress, best = drawn(GenerateJob(asked, frames="x0", locked=(1,)), with_critic)
    how = best.recipe.drawing
    assert how.seeds[1] == 900
    free = set(how.seeds) - {900}
    assert len(free) == 3
    assert free <= set(range(20, 29))
    assert best.drawn == 10
    alone = Drawing(mix={"hero": 1.0}, seed=900, count=1, candidates=1, steps=3)
    lone = drawn(GenerateJob(alone, frames="x0"), with_critic)
    assert np.array_equal(lone[1].images[0], best.images[1])
    several, one = progress[-1].images, lone[0][-1].images
    assert several is not None
    assert one is not None
    assert np.array_equal(several[1], one[0])
    _, again = drawn(GenerateJob(how), with_critic)
    assert np.array_equal(again.images, best.images)


def test_locked_sprites_stay_in_the_group_that_they_are_in(with_critic):
    seeds = (*range(69), 900)
    asked = Drawing(seed=0, seeds=seeds, count=70, candidates=2, steps=1, colours=0)
    _, best = drawn(GenerateJob(asked, locked=(3, 69, 70)), with_critic)
    assert (best.recipe.drawing.seeds[3], best.recipe.drawing.seeds[69]) == (3, 900)
    assert best.drawn == 2 * 68 + 2


def test_a_draft_is_drawn_at_once(with_critic):
    _, draft = drawn(GenerateJob(Drawing(count=2, steps=2), draft=True), with_critic)
    assert draft.recipe.drawing.sprite_seeds == (0, 1)


def test_what_is_seen_in_a_place_stays_there_if_it_is_kept():
    reds = [10, 200, 30, 240, 250, 20]
    images = np.stack([sprite(red, 4 + i) for i, red in enumerate(reds)])
    group = Group(Drawing(count=2, candidates=3), 0, 64, frozenset())
    assert group.placed(Picker(REDDEST, None), images, [{}] * 6) == [3, 4]
    images[1] = sprite(255, 13)
    assert group.placed(Picker(REDDEST, None), images, [{}] * 6) == [4, 1]


def test_kinds_that_take_turns_are_kept_equally_often_and_where_they_were_seen():
    mix = {"hero": 1.0, "kind:knight": 1.0, "kind:mage": 1.0}
    forge = {"style:forge": 1.0}
    counts = {"style:forge": dict.fromkeys(vocabulary(), 50)}
    told = []
    for seed in range(8):  # as `LoadedModel.told` does
        kinds = told_kinds(mix, forge, counts, seed)
        worn = told_details({**mix, **forge, **kinds}, vocabulary(), seed)
        told.append({**mix, **forge, **kinds, **worn})
    assert {mix["kind:mage"] for mix in told} == {0.0, 1.0}
    group = Group(Drawing(mix=mix, count=4, candidates=2), 0, 64, frozenset())
    reds = [250 if i % 2 else 10 + i for i in range(8)]  # those with odd seeds are better
    images = np.stack([sprite(red, 4 + i) for i, red in enumerate(reds)])
    assert [i % 2 for i in group.placed(Picker(REDDEST, None), images, told)] == [0, 1, 0, 1]


@pytest.mark.parametrize("palette", [("000000", "ffffff"), ("ff0000", "00ff00", "0000ff")])
def test_the_same_sprites_are_kept_whatever_the_palette(with_critic, palette):
    asked = Drawing(mix={"hero": 1.0}, seed=7, count=4, candidates=4, steps=3)
    _, plain = drawn(GenerateJob(asked), with_critic)
    in_palette = GenerateJob(msgspec.structs.replace(asked, palette=palette))
    _, coloured = drawn(in_palette, with_critic)
    assert coloured.recipe.drawing.seeds == plain.recipe.drawing.seeds
    again = GenerateJob(coloured.recipe.drawing)
    assert np.array_equal(drawn(again, with_critic)[1].images, coloured.images)
    colours = coloured.images[coloured.images[..., 3] > 0][:, :3]
    assert {bytes(colour).hex() for colour in colours} <= set(palette)
