import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sprite_studio.art.forge import vocabulary
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import MAX_WEIGHT
from sprite_studio.studio.words.contexts import resolve_mix
from sprite_studio.studio.words.prompt import prompt_of, read_prompt, spoken

RICH = (*sorted(vocabulary()), "kind:mace", "style:16", "style:old-school", "recoloured")
PLAIN = ("hero", "non-hero", "food", "spell", "side-facing", "colour:red", "colour:grey")
PLAIN = (*PLAIN, "kind:knight", "kind:sword", "kind:potion")
HATS = [word for word in RICH if word.startswith("hat:")]


def parse_prompt(text: str, known: tuple[str, ...]) -> dict[str, float]:
    """The mix of a prompt of which nothing is left out."""
    reading = read_prompt(text, known)
    assert reading.left_out == ()
    return dict(reading.mix)


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
        ("wearing a hat", "does not know the word 'hat'"),
        ("a potoin", r"'potoin'.*mean potion\?"),
        ("steel cape", r"the words 'steel', 'cape'; did you mean"),
        ("kaleidoscope", "'kaleidoscope'; did you mean hero, non-hero"),
        ("hat:wizard", "'hat:wizard'"),
        ("colour:rde", r"mean colour:red"),
        ("(red:much)", r"'red:much'; did you mean red\?"),
        ("(red", "do not pair"),
        ("red)", "do not pair"),
        ("(red]", "do not pair"),
        ("([red)]", "do not pair"),
        ("()", "nothing stands in brackets"),
        ("(:1)", "nothing stands in brackets"),
        ("food,=1", "':1' is not a word and a weight; write -red or"),
        ("=", "'=' is not a word and a weight"),
        ("hero =", "'=' is not a word and a weight"),
        ("hero==1", "not a word and a weight"),
        ("hero::1", "not a word and a weight"),
        (":0.5 hero", "not a word and a weight"),
        ("(red:nan)", "weight of 'red' must lie between -10 and 10"),
        ("food=nan", "weight of 'food'"),
        ("food=1e99", "weight of 'food'"),
        ("red:inf", "weight of 'red'"),
        ("red:-infinity", "weight of 'red'"),
        ("red:11", "weight of 'red'"),
        ("(" * 300 + "red" + ")" * 300, "weight of 'colour:red'"),
        ("red:6, red:6", "weight of 'colour:red'"),
        ("hero without", "ends before it says what not to draw"),
    ],
)
def test_what_cannot_be_drawn_is_said(text, reason):
    with pytest.raises(JobError, match=reason):
        parse_prompt(text, PLAIN)


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("steel sword", "spell kind:sword", "“steel” is left out: it is not known to the model; n"),
        ("sword of steel", "spell kind:sword", "“steel” is left out"),
        ("a Shiny apple", "food kind:apple", "“shiny” is left out"),
        ("apple-shaped potion", "food spell kind:apple kind:potion", "“shaped” is left out"),
        ("red cape", "colour:red", "“cape” is left out"),
        ("knight with a red cape", "hero kind:knight", "“red cape” is left out"),
        ("knight with the colour red cape", "hero kind:knight", "“red cape” is left out"),
        ("(red hat, shiny; hero:1)", "hero hat-colour:red", "“shiny” is left out"),
        ("ghost, red shiny", "non-hero kind:ghost colour:red", "“shiny” is left out"),
        ("ghost without wings", "non-hero kind:ghost", "“wings” is left out"),
        ("no wings, ghost", "non-hero kind:ghost", "“wings” is left out"),
        ("no wings and a ghost", "non-hero kind:ghost", "“wings” is left out"),
        (
            "a knight with a shiny cape and a red hat",
            "hero kind:knight hat-colour:red",
            "“shiny” is left out",
        ),
        (
            "knight with a red cape and a blue hat",
            "hero kind:knight hat-colour:blue",
            "“red cape” is left out",
        ),
        ("slime, hat:wizard", "non-hero kind:slime", "“hat:wizard” is left out"),
        ("dark knight", "hero kind:knight", "“dark” is left out: it says something of a colour"),
        ("short sword", "spell kind:sword", "“short” is left out: it is known only of hair"),
        ("knight with a red sword", "hero kind:knight held:sword", "“red” is left out: it is not"),
        ("knight from the back", "hero kind:knight", "“back” is left out: it is known, but"),
    ],
)
def test_what_is_not_known_is_left_out_and_named_and_the_rest_is_drawn(text, words, line):
    reading = read_prompt(text, RICH)
    assert reading.mix == ones(words)
    assert reading.left_out[0].line.startswith(line)


def test_the_nearest_known_words_are_named():
    reading = read_prompt("a red potoin, a gosht, a flsk; a potoin", RICH)
    assert [(left.text, left.nearest[:1]) for left in reading.left_out] == [
        ("potoin", ("potion",)),
        ("gosht", ("ghost",)),
        ("flsk", ()),
    ]


@pytest.mark.parametrize(
    ("text", "mix"),
    [
        ("(red)", {"colour:red": 1.1}),
        ("((red)) hero", {"colour:red": 1.21, "hero": 1.0}),
        ("[red]", {"colour:red": pytest.approx(1 / 1.1)}),
        ("{red}", {"colour:red": 1.05}),
        ("((red:1.2) hero:1.5)", {"colour:red": 1.8, "hero": 1.5}),
        ("((red):1.5)", {"colour:red": 1.65}),
        ("[red:0.5]", {"colour:red": 0.5}),
        ("([(red)])", {"colour:red": 1.1}),
        ("(style:16)", {"style:16": 1.1}),
        ("（red：1.5）", {"colour:red": 1.5}),
        ("(red:1,3) hat", {"hat-colour:red": 1.3}),
        ("red:0,5, blue:,5", {"colour:red": 0.5, "colour:blue": 0.5}),
        ("(red : 1,3)", {"colour:red": 1.3}),
        ("red=0.5, blue = 1,5", {"colour:red": 0.5, "colour:blue": 1.5}),
        ("−red hero", {"colour:red": -1.0, "hero": 1.0}),
        ('-"red hat"', {"hat-colour:red": -1.0}),
        ("(“red hat”:1.3)", {"hat-colour:red": 1.3}),
    ],
)
def test_brackets_and_numbers_weigh_as_elsewhere(text, mix):
    assert parse_prompt(text, RICH) == mix


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('a "red" hat', "hat-colour:red"),
        ("„red“ »hat«", "hat-colour:red"),
        ("'red' hat", "hat-colour:red"),
        ("ghost’s mace", "non-hero kind:ghost held:mace"),
        ('a "red hat', "hat-colour:red"),
        ("red & blue hat", "hat-colour:red hat-colour:blue"),
        ("red/blue hat", "hat-colour:red hat-colour:blue"),
        ("knight + ghost", "hero non-hero kind:knight kind:ghost"),
        ("ghost – red hat", "non-hero kind:ghost hat-colour:red"),
        ("ghost\nred hat", "non-hero kind:ghost hat-colour:red"),
        ("color red", "colour:red"),
        ("red coloured ghost", "non-hero kind:ghost colour:red"),
        ("a ghost in the colour red", "non-hero kind:ghost colour:red"),
        ("red-colored ghost", "non-hero kind:ghost colour:red"),
        ("hat color red", "hat-colour:red"),
        ("Shirt colour: blue", "shirt-colour:blue"),
        ("RED HAT", "hat-colour:red"),
        ("ｒｅｄ ｈａｔ", "hat-colour:red"),
        ("icecream", "food kind:ice-cream"),
        ("Ice-Cream", "food kind:ice-cream"),
        ("hair bun", "hair:bun"),
        ("wavy hair", "hair:curly"),
        ("a knight holding a shield", "hero kind:knight offhand:shield"),
        ("knight armed with an axe", "hero kind:knight held:axe"),
        ("hero facing left", "side-facing facing:left"),
        ("a hero looking right", "side-facing facing:right"),
        ("hero, facing:left", "hero facing:left"),
        ("walking knight", "hero kind:knight pose:walking"),
        ("facing:back, knight", "hero kind:knight facing:back"),
    ],
)
def test_the_same_is_said_in_many_ways(text, words):
    assert parse_prompt(text, RICH) == ones(words)


@pytest.mark.parametrize(
    ("text", "mix"),
    [
        ("dark red", {"colour:red": 1.0, "colour:black": 0.4}),
        ("light-blue hat", {"hat-colour:blue": 1.0, "hat-colour:white": 0.4}),
        ("(dark red:0.5) hat", {"hat-colour:red": 0.5, "hat-colour:black": 0.2}),
        ("navy", {"colour:blue": 1.0, "colour:black": 0.4}),
        ("dark olive hat", {"hat-colour:green": 1.0, "hat-colour:black": 0.4}),
        ("lime green", {"colour:green": 1.0, "colour:white": 0.4}),
        ("lime", {"kind:lime": 1.0, "food": 1.0}),
    ],
)
def test_a_shade_mixes_black_or_white_into_its_colour(text, mix):
    assert parse_prompt(text, RICH) == pytest.approx(mix)


def test_a_shade_is_left_out_where_there_is_nothing_to_mix_in():
    reading = read_prompt("dark red", PLAIN)
    assert (reading.mix, reading.left_out[0].text) == ({"colour:red": 1.0}, "dark")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("red " * 2_500_000, "at most 2000 characters, not 10000000"),
        ("red " * 65, "at most 64 words, not 65"),
        ("ab-" * 300, "at most 64 words"),
        ("red\x07", r"holds U\+0007, which cannot be seen"),
        ("red \u202eeulb", "holds RIGHT-TO-LEFT OVERRIDE"),
    ],
)
def test_a_prompt_has_bounds(text, reason):
    with pytest.raises(JobError, match=reason):
        read_prompt(text, RICH)
    assert read_prompt("the red " * 8, RICH).mix == {"colour:red": 8.0}


def test_an_error_never_repeats_more_than_a_line():
    with pytest.raises(JobError) as caught:
        read_prompt("x" * 1999, RICH)
    assert len(str(caught.value)) < 200
    with pytest.raises(JobError) as caught:
        read_prompt(" ".join(f"{'x' * 25}{i}" for i in range(64)), RICH)
    assert "and 59 more" in str(caught.value)


def test_a_model_s_own_word_comes_before_its_synonym():
    known = (*RICH, "hat:wizard", "kind:wizard", "colour:gray")
    assert parse_prompt("red wizard hat", known) == ones("hat:wizard hat-colour:red")
    assert parse_prompt("gray wizard", known) == ones("hero colour:gray kind:wizard")


PIECES = ("red", "hat", "-", "(", ")", ":", "1.3", "no", "ghost", "sword", ",", " ", "long", "hero")
PIECES = (*PIECES, "[", "]", '"', "=", "dark", "steel", "of", "with a ", "colour", "+", "'")


@given(
    st.text() | st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from([RICH, PLAIN, ()])
)
@example("(hat:10) (hat:10)", RICH)
@example("hero:1e999", PLAIN)
def test_any_text_is_a_mix_of_known_words_or_a_clear_error(text, known):
    try:
        mix = read_prompt(text, known).mix
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


@given(
    st.dictionaries(
        st.sampled_from(RICH), st.integers(-100, 150).filter(bool).map(lambda w: w / 100)
    )
)
def test_a_mix_as_people_say_it_means_the_mix_with_the_categories_of_its_kinds(mix):
    meant = parse_prompt(spoken(mix, RICH), RICH)
    assert {word: meant.get(word) for word in mix} == pytest.approx(mix)
    assert meant.keys() - mix.keys() <= set(CATEGORIES)


def test_a_mix_is_said_without_slots():
    assert spoken({"kind:ghost": 1.0}, RICH) == "ghost"
    assert spoken({"hero": 1.0, "hat-colour:red": 0.5}, RICH) == "hero, (red hat:0.5)"
    assert spoken({"kind:ghost": 1.0}, ()) == "kind:ghost"
