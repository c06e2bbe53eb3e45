import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sprite_studio.art.forge import vocabulary
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import MAX_WEIGHT
from sprite_studio.studio.words.contexts import resolve_mix
from sprite_studio.studio.words.prompt import parse_prompt, prompt_of

RICH = (*sorted(vocabulary()), "kind:mace", "style:16", "style:old-school", "recoloured")
PLAIN = ("hero", "non-hero", "food", "spell", "side-facing", "colour:red", "colour:grey")
PLAIN = (*PLAIN, "kind:knight", "kind:sword", "kind:potion")
HATS = [word for word in RICH if word.startswith("hat:")]


def ones(words: str) -> dict[str, float]:
    return dict.fromkeys(words.split(), 1.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a blue ghost with a red hat", "non-hero kind:ghost colour:blue hat-colour:red"),
        ("red hat, blue shirt", "hat-colour:red shirt-colour:blue"),
        ("A red WIZARD hat!", "hat:pointed hat-colour:red"),
        ("wizard in a pointed red hat", "hero kind:mage hat:pointed hat-colour:red"),
        ("red and blue hat", "hat-colour:red hat-colour:blue"),
        ("ghost, red; crown", "non-hero kind:ghost colour:red hat:crown"),
        (
            "blue robe with golden crown",
            "clothes:robe shirt-colour:blue hat:crown hat-colour:yellow",
        ),
        ("long red hair", "hair:long hair-colour:red"),
        ("a short-haired king", "hero kind:king hair:short"),
        ("gray armor", "clothes:armour shirt-colour:grey"),
        ("hat-color:gray", "hat-colour:grey"),
        ("cherries", "food kind:cherry"),
        ("a grape", "food kind:grapes"),
        ("wolves and slimes", "non-hero kind:wolf kind:slime"),
        ("monsters", "non-hero"),
        ("non hero", "non-hero"),
        ("side facing king", "side-facing kind:king"),
        ("old school ghost", "style:old-school non-hero kind:ghost"),
        ("ghost in the forge style", "style:forge non-hero kind:ghost"),
        ("style:16", "style:16"),
        ("", ""),
        (" , with the ", ""),
    ],
)
def test_plain_text_becomes_words(text, words):
    assert parse_prompt(text, RICH) == ones(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a sword", "spell kind:sword"),
        ("a sword and a mace", "spell kind:sword kind:mace"),
        ("knight with a sword and shield", "hero kind:knight held:sword offhand:shield"),
        ("a ghost's mace", "non-hero kind:ghost held:mace"),
        ("red hat, sword", "hat-colour:red held:sword"),
        ("wielding an axe", "held:axe"),
        ("knight with a potion", "hero kind:knight kind:potion"),
        ("knight, kind:sword", "hero kind:knight kind:sword"),
    ],
)
def test_what_somebody_could_hold_is_held(text, words):
    assert parse_prompt(text, RICH) == ones(words)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("knight", "hero"),
        ("knight facing left", "side-facing"),
        ("ghost facing left", "non-hero"),
        ("apple", "food"),
        ("food, ghost", "food"),
        ("mushroom", None),  # the Forge has two
        ("kind:ghost", None),
        ("-ghost", None),
    ],
)
def test_a_kind_brings_its_category_unless_the_prompt_says_more(text, category):
    found = {"hero", "non-hero", "food", "spell", "side-facing"} & set(parse_prompt(text, RICH))
    assert found == ({category} if category else set())


def test_a_category_is_not_counted_twice_and_blends_as_its_kinds_do():
    assert parse_prompt("ghost, slime", RICH)["non-hero"] == 1
    assert parse_prompt("ghost:0.5", RICH) == {"kind:ghost": 0.5, "non-hero": 0.5}


@pytest.mark.parametrize(
    ("text", "mix"),
    [
        ("(red:1.3) hat", {"hat-colour:red": 1.3}),
        ("red (hat:1.3)", {"hat-colour:red": 1.3}),
        ("(red hat:1.3)", {"hat-colour:red": 1.3}),
        ("(red hat, blue shirt: 0.5)", {"hat-colour:red": 0.5, "shirt-colour:blue": 0.5}),
        ("red (wizard hat:1.3)", {"hat:pointed": 1.3, "hat-colour:red": 1.0}),
        ("-(red hat:1.3)", {"hat-colour:red": -1.3}),
        ("red red:0.5, red", {"colour:red": 2.5}),
        ("red, -red", {}),
        ("hero:0.5 -food", {"hero": 0.5, "food": -1.0}),
        ("blue -crown", {"colour:blue": 1.0, "hat:crown": -1.0}),
        ("-red hero", {"colour:red": -1.0, "hero": 1.0}),
        ("not red, hero", {"colour:red": -1.0, "hero": 1.0}),
        ("no red hat and a crown", {"hat-colour:red": -1.0, "hat:crown": 1.0}),
        ("hero not wearing a crown", {"hero": 1.0, "hat:crown": -1.0}),
        ("hero without a sword with a crown", {"hero": 1.0, "held:sword": -1.0, "hat:crown": 1.0}),
    ],
)
def test_weights_and_negations_reach_the_words_they_are_written_around(text, mix):
    assert parse_prompt(text, RICH) == mix


@pytest.mark.parametrize("text", ["no hat", "-hat", "without hats", "(hat:-1)"])
def test_a_hat_is_the_mean_of_all_hats(text):
    away = parse_prompt(text, RICH)
    assert set(away) == set(HATS)
    assert sum(away.values()) == pytest.approx(-1)
    assert {word: -weight for word, weight in away.items()} == parse_prompt("a hat", RICH)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("red hat", r"'hat-colour:red'.*mean colour:red"),
        ("wearing a hat", "does not know the word 'hat'"),
        ("a potoin", r"'potoin'.*potion"),
        ("red cape", "does not know the word 'cape'"),
        ("hat:wizard", "'hat:wizard'"),
        ("(red", "do not pair"),
        ("red)", "do not pair"),
        ("((red:1.2) hero:1.3)", "do not pair, or stand in one another"),
        ("(red)", r"'\(red\)' is not a word and a weight; write -red or \(red:1.3\)"),
        ("()", "not a word and a weight"),
        ("(:1)", "not a word and a weight"),
        ("red - hero", "'-' is not a word"),
        ("(red:much)", "not a word and a weight"),
        ("(red:nan)", "weight of 'red' must lie between -10 and 10"),
        ("red:inf", "weight of 'red'"),
        ("red:11", "weight of 'red'"),
        ("red:6, red:6", "weight of 'colour:red'"),
        ("hero without", "ends before it says what not to draw"),
    ],
)
def test_what_cannot_be_drawn_is_said(text, reason):
    with pytest.raises(JobError, match=reason):
        parse_prompt(text, PLAIN)


def test_words_of_hair_and_colours_of_held_things_are_not_given_to_others():
    with pytest.raises(JobError, match="knows 'short' only of hair"):
        parse_prompt("short sword", RICH)
    with pytest.raises(JobError, match="held-colour:red"):
        parse_prompt("knight with a red sword", RICH)


def test_a_model_s_own_word_comes_before_its_synonym():
    known = (*RICH, "hat:wizard", "kind:wizard", "colour:gray")
    assert parse_prompt("red wizard hat", known) == ones("hat:wizard hat-colour:red")
    assert parse_prompt("gray wizard", known) == ones("colour:gray kind:wizard")


PIECES = ("red", "hat", "-", "(", ")", ":", "1.3", "no", "ghost", "sword", ",", " ", "long", "hero")


@given(
    st.text() | st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from([RICH, PLAIN, ()])
)
@example("(hat:10) (hat:10)", RICH)
@example("hero:1e999", PLAIN)
def test_any_text_is_a_mix_of_known_words_or_a_clear_error(text, known):
    try:
        mix = parse_prompt(text, known)
    except JobError:
        return
    assert set(mix) <= set(known)
    assert all(weight and abs(weight) <= MAX_WEIGHT for weight in mix.values())


@given(
    st.dictionaries(st.sampled_from(RICH), st.floats(-MAX_WEIGHT, MAX_WEIGHT)),
    st.sampled_from([", ", " "]),
)
def test_a_printed_mix_is_read_back(mix, between):
    text = between.join(f"{word}:{weight!r}" for word, weight in mix.items())
    assert parse_prompt(text, RICH) == resolve_mix(mix, RICH)


@given(
    st.dictionaries(
        st.sampled_from(RICH), st.integers(-100, 150).filter(bool).map(lambda w: w / 100)
    )
)
def test_a_mix_written_as_a_prompt_means_the_mix(mix):
    assert parse_prompt(prompt_of(mix), RICH) == pytest.approx(mix)
