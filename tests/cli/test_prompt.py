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
        (("--prompt", "red hat"), "'hat-colour:red'; did you mean colour:red"),
        (("--mix", "hero=6", "--prompt", "hero:6"), "the weight of 'hero' must lie"),
    ):
        status, _, err = command("generate", *options, "--out", out)
        assert status == 1
        assert reason in err
        assert err.count("\n") == 1
        assert not out.exists()
