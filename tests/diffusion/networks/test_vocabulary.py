import pytest
import torch

from sprite_studio.diffusion.networks.low_rank import LowRank
from sprite_studio.diffusion.networks.vocabulary import (
    LED_AWAY,
    Shown,
    UnknownWordError,
    Vocabulary,
    led_away,
)


@pytest.fixture
def vocabulary() -> Vocabulary:
    torch.manual_seed(1)
    made = Vocabulary(("hero", "food", "red"), 6)
    with torch.no_grad():
        made.null.normal_()
    return made


def test_a_context_is_null_plus_the_weighted_rows(vocabulary):
    weights = vocabulary.weights([{"hero": 0.5, "red": -2.0}])
    expected = vocabulary.null + 0.5 * vocabulary.rows[0] - 2 * vocabulary.rows[2]
    torch.testing.assert_close(vocabulary(weights)[0], expected)


def test_no_words_are_the_null_vector_and_small_weights_lie_near_it(vocabulary):
    none = vocabulary(vocabulary.weights([{}]))
    assert torch.equal(none[0], vocabulary.null)
    tiny = vocabulary(vocabulary.weights([{"hero": 1e-6}]))
    torch.testing.assert_close(tiny, none, atol=1e-4, rtol=0)


def test_the_order_of_words_does_not_matter(vocabulary):
    one = vocabulary.weights([{"hero": 0.3, "food": 0.7}])
    other = vocabulary.weights([{"food": 0.7, "hero": 0.3}])
    assert torch.equal(vocabulary(one), vocabulary(other))


def test_unknown_words_are_named(vocabulary):
    with pytest.raises(UnknownWordError) as error:
        vocabulary.weights([{"hero": 1}, {"dragon": 1, "cat": 1}])
    assert error.value.words == ("cat", "dragon")


def test_a_word_may_stand_only_once():
    with pytest.raises(ValueError, match="only once"):
        Vocabulary(("hero", "hero"), 4)


def test_a_taught_word_adds_its_row_and_others_change_nothing_to_the_last_bit(vocabulary):
    before = vocabulary(vocabulary.weights([{"hero": 0.3}, {}]))
    vocabulary.taught = {f"taught-{i}": torch.full((6,), float(i)) for i in range(4)}
    weights = vocabulary.weights([{"hero": 0.3}, {"taught-2": 0.5, "taught-3": -1.0}])
    after = vocabulary(weights)
    assert torch.equal(after[0], before[0])
    assert torch.equal(after[1], before[1] + 0.5 * 2 - 3)
    assert torch.equal(vocabulary(weights[:, :3]), before)


def test_guidance_leads_away_from_more_of_a_style_that_more_sprites_showed():
    least, most = LED_AWAY
    assert led_away(8) == led_away(30) == least
    assert led_away(60) == pytest.approx(0.6 * most)
    assert led_away(100) == led_away(200) == most


def test_only_words_that_change_the_network_are_led_away_from(vocabulary):
    dim = vocabulary.null.shape[0]
    words = ("style:one", "style:two", "style:unknown", "plain")
    vocabulary.taught = {word: torch.ones(dim) for word in words}
    vocabulary.differences = {word: LowRank({}, {}) for word in words[:3]}
    vocabulary.shown = {"style:one": Shown((), "", 0.5), "style:two": Shown((), "", 0.25)}
    weights = vocabulary.weights([{words[0]: 1.0, "plain": 1.0}, {words[1]: 0.5, words[2]: 1.0}])
    manner = vocabulary.manner(weights)
    assert manner.strengths.tolist() == [[1.0, 0.0, 0.0], [0.0, 0.5, 1.0]]
    known = len(vocabulary.words)
    assert manner.led_away[:, known:].tolist() == [[0.5, 0.0, 0.0, 0.0], [0.0, 0.125, 1.0, 0.0]]
    assert not manner.led_away[:, :known].any()
