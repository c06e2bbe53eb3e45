"""generate --prompt as a user types it, in this process, with a small bundled model."""

import json


def test_a_prompt_adds_to_the_mix_and_the_recipe_holds_what_it_means(command, tmp_path):
    words = ("generate", "--count", 2, "--seed", 7, "--steps", 2, "--device", "cpu", "--json")
    prompt = ("--mix", "red=0.5,food=0.25", "--prompt", "a (red:0.25) hero, no spells")
    status, out, _ = command(*words, *prompt, "--out", tmp_path / "prompt.png")
    assert status == 0
    mix = {"colour:red": 0.75, "food": 0.25, "hero": 1.0, "spell": -1.0}
    assert json.loads(out)["recipe"]["drawing"]["mix"] == mix
    written = ",".join(f"{word}={weight}" for word, weight in mix.items())
    assert command(*words, "--mix", written, "--out", tmp_path / "mix.png")[0] == 0
    assert (tmp_path / "mix.png").read_bytes() == (tmp_path / "prompt.png").read_bytes()


def test_a_prompt_that_cannot_be_drawn_is_one_line_and_nothing_is_written(command, tmp_path):
    out = tmp_path / "s.png"
    for options, reason in (
        (("--prompt", "steel swrod"), "the words 'steel', 'swrod'; did you mean"),
        (("--prompt", "word " * 10_000), "at most 2000 characters, not 50000"),
        (("--prompt", "red\u202e"), "holds RIGHT-TO-LEFT OVERRIDE"),
        (("--prompt", "((red) hero"), "do not pair"),
        (("--mix", "hero=6", "--prompt", "hero:6"), "the weight of 'hero' must lie"),
    ):
        status, _, err = command("generate", *options, "--out", out)
        assert status == 1
        assert reason in err
        assert err.count("\n") == 1
        assert not out.exists()


def test_what_is_not_known_is_said_in_a_line_and_the_rest_is_drawn(command, tmp_path):
    drawing = ("--count", 2, "--seed", 7, "--steps", 2, "--device", "cpu")
    out = tmp_path / "s.png"
    status, printed, err = command(
        "generate", "--prompt", "a steel red hero", *drawing, "--out", out
    )
    assert status == 0
    assert printed == f"{out}\n{out.with_suffix('.json')}\n"
    assert "“steel” is left out: it is not known to the model" in err
    status, printed, _ = command("generate", "--prompt", "a steel red hero", *drawing, "--json")
    assert json.loads(printed)["left_out"] == ["steel"]
    assert json.loads(printed)["recipe"]["drawing"]["mix"] == {"colour:red": 1.0, "hero": 1.0}


def test_an_edit_says_it_too(command, tmp_path):
    out = tmp_path / "e.png"
    way = ("edit", "--between", 1, 2, "--prompt", "steel hero", "--count", 2, "--steps", 2)
    status, _, err = command(*way, "--device", "cpu", "--out", out)
    assert status == 0
    assert "“steel” is left out" in err
