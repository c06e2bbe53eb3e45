"""--style: one for a whole drawing by any of its names, or several that are mixed."""

import pytest

from sprite_studio.cli.common import parse_styles
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.recipes.recipe import read_recipe

FAST = ("--steps", 2, "--count", 2, "--seed", 1, "--device", "cpu")


@pytest.mark.parametrize(
    ("written", "style", "mix"),
    [
        (None, None, {}),
        (["forge"], "forge", {}),
        (["Tiny dungeon"], "Tiny dungeon", {}),
        (["style:forge"], "style:forge", {}),
        (["mixed"], "mixed", {}),
        (["forge=0.5"], None, {"style:forge": 0.5}),
        (["forge", "Urban=0.25"], None, {"style:forge": 1.0, "style:Urban": 0.25}),
        (["style:forge=1"], None, {"style:forge": 1.0}),
    ],
)
def test_what_is_written_is_one_style_or_a_mix(written, style, mix):
    assert parse_styles(written) == (style, mix)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (["mixed", "forge"], "--style mixed stands alone"),
        (["none=0.5"], "--style none stands alone"),
        (["forge", "Forge=2"], "names 'Forge' twice"),
        (["forge=much"], "a number"),
        (["=1"], "has no word"),
        (["forge=99"], "the weight of 'forge'"),
    ],
)
def test_what_cannot_be_meant_is_refused(written, reason):
    with pytest.raises(JobError, match=reason):
        parse_styles(written)


def drawn_in(command, tmp_path, *options) -> tuple[list[dict[str, float]], str]:
    """The styles that sprites were told, and what was said of them."""
    out = tmp_path / "s.png"
    status, _, said = command("generate", "--mix", "hero,food", *FAST, *options, "--out", out)
    assert status == 0
    return list(read_recipe(out).styles), said


def test_the_best_style_is_drawn_in_unless_another_is_named(command, tmp_path):
    told, said = drawn_in(command, tmp_path)
    assert told == [{"style:b": 1.0}] * 2
    assert said.strip().endswith(", style b")
    told, said = drawn_in(command, tmp_path, "--style", "A")
    assert told == [{"style:a": 1.0}] * 2
    told, said = drawn_in(command, tmp_path, "--style", "mixed")
    assert said.strip().endswith(", style mixed")
    told, said = drawn_in(command, tmp_path, "--style", "none")
    assert told == [{}, {}]
    assert said.strip().endswith(", style none")


def test_several_styles_are_mixed_in_the_words(command, tmp_path):
    told, said = drawn_in(command, tmp_path, "--style", "a=0.5", "--style", "b")
    assert told == [{}, {}]
    assert read_recipe(tmp_path / "s.png").drawing.mix["style:a"] == 0.5
    assert said.strip().endswith(", style a + b")


def test_an_unknown_style_is_refused_with_the_nearest_and_all(command, tmp_path):
    words = ("generate", "--mix", "hero", *FAST, "--style", "bb", "--out", tmp_path / "s.png")
    status, _, said = command(*words)
    assert status != 0
    assert "no style 'bb'; did you mean b? There are: a, b" in said


def test_a_style_in_the_mix_and_another_beside_it_are_too_many(command, tmp_path):
    words = (
        "generate",
        "--mix",
        "hero,style:a",
        *FAST,
        "--style",
        "b",
        "--out",
        tmp_path / "s.png",
    )
    status, _, said = command(*words)
    assert status != 0
    assert "give all of them to one of the two" in said


def test_an_edit_keeps_the_style_of_the_sprite_that_it_begins_with(command, tmp_path):
    sheet, out = tmp_path / "sheet.png", tmp_path / "out.png"
    command("generate", "--mix", "hero", "--style", "a", *FAST, "--out", sheet)
    for options in (("--like", sheet), ("--fork", sheet)):
        assert command("edit", *options, *FAST, "--out", out)[0] == 0
        assert read_recipe(out).drawing.style == "style:a"
    assert command("edit", "--like", sheet, *FAST, "--style", "b", "--out", out)[0] == 0
    assert read_recipe(out).drawing.style == "style:b"
    single = tmp_path / "one.png"
    command("generate", "--mix", "hero", *FAST, "--count", 1, "--out", single)
    options = ("--redress", single, "--mix", "food", *FAST, "--out", out)
    assert command("edit", *options)[0] == 0
    assert read_recipe(out).drawing.style == "mixed"
