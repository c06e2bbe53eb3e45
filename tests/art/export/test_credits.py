"""CREDITS.txt: what made the sprites, in words that are true of them."""

from dataclasses import replace

from sprite_studio.art.export.credits import Origin, credits_text, with_credits

DRAWN = Origin("base", "abc123", ("the Forge", "tiny-creatures"), True, ("0011223344556677",), 12)


def test_it_names_the_model_its_packs_the_recipe_and_words_for_a_store() -> None:
    text = credits_text("Forest", "1.2", [DRAWN])
    for told in ("12 sprites", "'base'", "abc123", "tiny-creatures", "0011223344556677", "CC0"):
        assert told in text
    assert "pre-generated" in text
    assert "trained only on artwork in the public domain" in text


def test_what_is_not_known_is_not_claimed() -> None:
    other = Origin("mine", "f00", (), False, ("1",), 1)
    text = credits_text("Forest", "1.2", [other])
    assert "public domain" not in text.partition("Thanks")[0]
    assert "What it was trained on is not recorded here" in text
    painted = credits_text("Forest", "1.2", [Origin(sprites=3)])
    assert "3 sprites not drawn by a model here" in painted
    assert "store page" not in painted


def test_what_it_was_taught_besides_is_told_and_nothing_else_is_claimed() -> None:
    taught = replace(DRAWN, taught=("the style “monsters”",))
    text = credits_text("Forest", "1.2", [DRAWN, taught])
    assert text.count("“monsters”") == 2  # where it is told, and for the store page
    assert "trained only on artwork in the public domain" not in text
    assert "pictures that the developer chose" in text


def test_a_second_export_is_added_and_the_same_one_replaced() -> None:
    heroes, items = (credits_text(name, "1", [DRAWN]) for name in ("Heroes", "Items"))
    both = with_credits(heroes, items)
    assert both is not None
    assert heroes in both
    assert items in both
    assert with_credits(both, items) == both
    newer = credits_text("Heroes", "2", [DRAWN])
    replaced = with_credits(both, newer)
    assert replaced is not None
    assert heroes not in replaced
    assert newer in replaced
    assert items in replaced
    assert with_credits("My own thanks to everybody", items) is None
    assert with_credits("", items) == items


def test_frames_are_told_as_the_characters_that_they_make_up() -> None:
    for frames, sprites, told in (
        (12, 12, "1 character of 12 frames drawn with"),
        (36, 36, "3 characters of 12 frames each drawn with"),
        (12, 17, "1 character of 12 frames and 5 sprites drawn with"),
    ):
        text = credits_text("Forest", "1.2", [replace(DRAWN, sprites=sprites, frames=frames)])
        assert text.splitlines()[2].startswith(told)
    mixed = replace(DRAWN, sprites=25, frames=24, redrawn=12, redrawn_frames=12)
    text = credits_text("Forest", "1.2", [mixed, Origin(sprites=24, frames=24)])
    assert (
        "1 character of 12 frames and 1 sprite drawn and 1 character of 12 frames redrawn" in text
    )
    assert "2 characters of 12 frames each not drawn by a model here" in text


def test_what_began_as_art_of_ones_own_is_not_said_to_be_drawn() -> None:
    some = credits_text("Forest", "1.2", [replace(DRAWN, redrawn=5)])
    assert "7 sprites drawn and 5 sprites redrawn from your own art" in some
    assert "whose rights hold" in some
    all_ = credits_text("Forest", "1.2", [replace(DRAWN, redrawn=12)])
    assert all_.splitlines()[2].startswith("12 sprites redrawn from your own art with")
