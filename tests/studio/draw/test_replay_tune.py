import msgspec
import pytest

from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.music.midi import encode_midi
from sprite_studio.music.wav import encode_wav
from sprite_studio.studio.draw.replay_tune import replay_tune
from sprite_studio.studio.draw.tune import draw_tunes
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.tune import (
    TUNE_DRAWING,
    ReplayTuneJob,
    ReplayTuneResult,
    TuneJob,
    TuneResult,
    recipe_text,
)

HOW = msgspec.structs.replace(TUNE_DRAWING, steps=2, seed=5)


@pytest.fixture
def tuneful(library, small_tune, tmp_path):
    save_checkpoint(tmp_path / "bundled" / "tune.safetensors", small_tune, Card(name="tune"))
    return library


@pytest.fixture
def drawn(tuneful):
    *_, result = draw_tunes(TuneJob(HOW, "calm"), tuneful)
    assert isinstance(result, TuneResult)
    return result.drawn[0]


def again(path, library, model=""):
    *_, result = replay_tune(ReplayTuneJob(path, model), library)
    assert isinstance(result, ReplayTuneResult)
    return result


@pytest.mark.parametrize("suffix", [".wav", ".mid", ".MIDI"])
def test_a_file_is_drawn_again_to_the_last_byte(suffix, drawn, tuneful, tmp_path):
    text = recipe_text(drawn.recipe)
    is_sound = suffix == ".wav"
    path = tmp_path / f"loop{suffix}"
    path.write_bytes(encode_wav(drawn.sound, text) if is_sound else encode_midi(drawn.tune, text))
    assert again(path, tuneful).identical


def test_other_weights_are_the_reason_where_they_are(drawn, tuneful, tmp_path):
    other = msgspec.structs.replace(drawn.recipe, model_hash="0123", version="0.0.1")
    path = tmp_path / "loop.wav"
    path.write_bytes(encode_wav(0.5 * drawn.sound, recipe_text(other)))
    result = again(path, tuneful)
    assert not result.identical
    assert [reason.partition(":")[0] for reason in result.reasons] == [
        "other weights",
        "another version",
    ]


def test_a_file_that_was_changed_is_not_the_same(drawn, tuneful, tmp_path):
    path = tmp_path / "loop.wav"
    path.write_bytes(encode_wav(0.5 * drawn.sound, recipe_text(drawn.recipe)))
    result = again(path, tuneful)
    assert not result.identical
    assert "changed after it was saved" in result.reasons[0]


@pytest.mark.parametrize("name", ["loop.wav", "loop.mid"])
def test_a_file_without_a_recipe_is_refused(name, drawn, tuneful, tmp_path):
    path = tmp_path / name
    path.write_bytes(encode_wav(drawn.sound, "a text") if ".wav" in name else b"MThd")
    with pytest.raises(JobError, match="holds no recipe"):
        again(path, tuneful)


def test_a_recipe_beyond_its_bounds_is_refused(drawn, tuneful, tmp_path):
    path = tmp_path / "loop.wav"
    text = recipe_text(drawn.recipe).replace('"seed":5', '"seed":-5')
    path.write_bytes(encode_wav(drawn.sound, text))
    with pytest.raises(JobError, match="cannot be read"):
        again(path, tuneful)


def test_a_stranger_s_recipe_names_no_file(drawn, tuneful, tmp_path, small_tune):
    elsewhere = tmp_path / "elsewhere.safetensors"
    save_checkpoint(elsewhere, small_tune, Card(name="x"))
    drawing = msgspec.structs.replace(drawn.recipe.drawing, model=str(elsewhere))
    recipe = msgspec.structs.replace(drawn.recipe, drawing=drawing)
    path = tmp_path / "loop.wav"
    path.write_bytes(encode_wav(drawn.sound, recipe_text(recipe)))
    with pytest.raises(JobError, match="there is no model"):
        again(path, tuneful)
    assert again(path, tuneful, str(elsewhere)).identical
