"""Every word has a name and a group, and its name in a prompt means it."""

from sprite_studio.art.forge import vocabulary
from sprite_studio.art.forge.catalogue import candidates
from sprite_studio.art.names import KINDS
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.words.names import (
    GROUPS,
    NOT_OFFERED,
    STYLE_NAMES,
    by_group,
    describe,
    word_name,
)
from sprite_studio.studio.words.prompt import read_prompt
from sprite_studio.ui.widgets.weight_slider import title_of


def test_every_word_of_the_bundled_model_has_a_group_and_a_name_of_its_own(bundled):
    names = [describe(word) for word in bundled]
    assert {name.group for name in names} == set(GROUPS) - {"others"}
    assert len({name.name.casefold() for name in names}) == len(names)
    assert not [name for name in names if ":" in name.name or "_" in name.name]


def test_so_has_every_kind_that_files_are_named_for():
    assert not [kind for kind in KINDS if describe(f"kind:{kind}").group == "others"]


def test_kinds_are_in_the_group_of_what_the_forge_draws_them_as():
    groups = {
        "hero": {"people"},
        "side-facing": {"people"},
        "non-hero": {"monsters", "food"},  # a mushroom is both
        "food": {"food"},
        "spell": {"items", "magic"},
    }
    for word in vocabulary():
        if word.startswith("kind:"):
            for category in candidates(frozenset({("kind", word[5:])})):
                assert describe(word).group in groups[category], word


def test_a_name_in_a_prompt_means_its_word(bundled):
    for word in bundled:
        if word not in NOT_OFFERED:
            reading = read_prompt(describe(word).name, bundled)
            assert reading.left_out == (), word
            assert reading.mix.get(word) == 1, (word, reading)


def test_every_style_of_the_bundled_model_is_named_in_the_table(bundled):
    assert {word for word in bundled if word.startswith("style:")} <= STYLE_NAMES.keys()


def test_a_user_s_own_words_have_names_too():
    assert describe("style:my_pack").name == "my pack"
    assert describe("style:my_pack").group == "styles"
    assert describe("blob").group == describe("kind:unheard-of").group == "others"
    assert describe("held:oar").name == "holding an oar"


def test_words_are_offered_by_group_and_name_but_those_that_do_nothing(bundled):
    groups = by_group((*bundled, "blob"))
    assert tuple(groups) == GROUPS
    assert [name.name for name in groups["others"]] == ["blob"]
    offered = [name.word for names in groups.values() for name in names]
    assert sorted(offered) == sorted({*bundled, "blob"} - NOT_OFFERED)
    assert [name.name for name in groups["monsters"]][:3] == ["bat", "bee", "bird"]
    assert "food" not in by_group(["hero"])


def test_categories_are_called_as_beside_their_sliders():
    for category in CATEGORIES:
        assert word_name(category) == category == title_of(category).lower()


def test_a_style_says_that_it_is_one_where_words_of_all_groups_stand():
    assert word_name("style:forge") == "style Forge"
    assert word_name("hat-colour:red") == "red hat"
