import json
import wave

import pytest
from tunes import score_of

from sprite_studio import paths
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint

FAST = ("--steps", 2, "--device", "cpu", "--seed", 7)


@pytest.fixture
def tune(small_tune):
    """A network of tunes among the models."""
    save_checkpoint(paths.resources() / "models" / "tune.safetensors", small_tune, Card("tune"))


def refused(command, *options):
    status, told, error = command("tune", *options, *FAST)
    assert status == 1
    assert told == ""
    assert error.count("\n") == 1, "one line"
    return error


def test_a_loop_is_saved_as_sound_and_notes_and_drawn_again(command, tune, tmp_path):
    sound, notes = tmp_path / "loop.wav", tmp_path / "loop.mid"
    asked = ("--prompt", "calm, minor", "--out", sound, "--midi", notes)
    status, told, error = command("tune", *asked, *FAST)
    assert (status, told) == (0, f"{sound}\n{notes}\n")
    assert error.startswith("seed 7, ")
    with wave.open(str(sound)) as file:
        seconds = file.getnframes() / file.getframerate()
    score = score_of(notes.read_bytes())
    assert score.key_signatures[0].tonality == 1
    assert seconds == pytest.approx(8 * 4 * 60 / score.tempos[0].qpm, abs=0.01)
    for file in (sound, notes):
        status, told, _ = command("replay", file, "--device", "cpu")
        assert (status, told.partition(":")[0]) == (0, "identical")
    again = tmp_path / "again.wav"
    assert command("replay", sound, "--device", "cpu", "--out", again)[0] == 0
    assert again.read_bytes() == sound.read_bytes()


def test_several_are_numbered(command, tune, tmp_path):
    status, told, _ = command(
        "tune", "--prompt", "battle", "--count", 2, "--out", tmp_path / "loop", "--json", *FAST
    )
    assert status == 0
    report = json.loads(told)
    names = [file for one in report["tunes"] for file in one["files"]]
    assert names == [str(tmp_path / f"loop_{number}.wav") for number in ("01", "02")]
    assert [one["recipe"]["drawing"]["seed"] for one in report["tunes"]] == [7, 8]
    assert report["tunes"][0]["plan"]["bpm"] > 60
    assert set(report["tunes"][0]["figures"]) == {"in_key", "silent", "same", "seam"}


def test_weights_are_taken_and_a_prompt_without_a_mood_is_told_of_moods(command, tune):
    status, told, error = command("tune", "--mix", "calm=0.5,night=0.7", "--json", *FAST)
    assert (status, error) == (0, "")
    assert json.loads(told)["tunes"][0]["recipe"]["drawing"]["mix"] == {"calm": 0.5, "night": 0.7}
    _, _, error = command("tune", "--prompt", "slow, victry", "--json", *FAST)
    note, left_out = error.splitlines()
    assert "no mood is named" in note
    assert "“victry” is left out" in left_out
    assert "victory" in left_out


def test_what_cannot_be_saved_is_said_before_anything_is_drawn(command, tune, tmp_path):
    assert "say where to save" in refused(command, "--prompt", "calm")
    assert "must end in .wav" in refused(command, "--out", tmp_path / "loop.mp3")
    assert "does not exist" in refused(command, "--out", tmp_path / "no" / "loop.wav")
    assert "is a folder" in refused(command, "--out", tmp_path, "--count", 2)
    assert "1 to 64 loops" in refused(command, "--json", "--count", 0)
    one = tmp_path / "one.mid"
    one.mkdir()
    assert "is a folder" in refused(command, "--midi", one)
    assert sorted(tmp_path.rglob("*.wav")) == []


def test_unknown_words_are_named_with_the_nearest(command, tune):
    assert "did you mean battle?" in refused(command, "--prompt", "battel", "--json")
    assert "did you mean" in refused(command, "--mix", "clam=1", "--json")


def test_a_file_of_somebody_else_holds_no_recipe(command, tune, tmp_path):
    path = tmp_path / "their.wav"
    path.write_bytes(b"RIFF")
    status, _, error = command("replay", path)
    assert status == 1
    assert "holds no recipe" in error


def test_loops_are_measured_without_data(command, tune, tmp_path, monkeypatch):
    from sprite_studio.studio.evaluate import tunes

    monkeypatch.setattr(tunes, "FORGED", 80)
    monkeypatch.setattr(tunes, "FORGED_UNSEEN", 40)
    monkeypatch.setattr(tunes.TunesJob.__init__, "__defaults__", ("tune", 2, None, None))
    out = tmp_path / "figures.json"
    status, told, _ = command("evaluate", "--tunes", "--steps", 2, "--json", out)
    assert status == 0
    assert told.splitlines()[1].split()[0] == "loops"
    assert json.loads(out.read_text())["rows"][0]["loops"] == 2
    status, _, error = command("evaluate", "--tunes", "--data", tmp_path)
    assert status == 1
    assert "leave --data out" in error
