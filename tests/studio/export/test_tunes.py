"""A step that is heard half way is no loop that could be drawn again."""

import wave

import pytest
from finished import finished
from tunes import known_tune

from sprite_studio.music.roll import to_numbers
from sprite_studio.music.wav import text_in_wav
from sprite_studio.studio.export.destination import DestinationError
from sprite_studio.studio.export.tunes import write_step_sound
from sprite_studio.studio.jobs.tune import HearStepJob


def test_a_step_becomes_sound_without_a_recipe(tmp_path):
    tune, path = known_tune(), tmp_path / "step-3.wav"
    result = finished(write_step_sound(HearStepJob(tune.plan, to_numbers(tune.bars), path)))
    assert result.seconds == tune.seconds
    with wave.open(str(path)) as heard:
        assert heard.getnframes() / heard.getframerate() == pytest.approx(tune.seconds, abs=0.01)
    assert text_in_wav(path.read_bytes()) is None


def test_a_folder_that_is_gone_is_told(tmp_path):
    tune = known_tune()
    job = HearStepJob(tune.plan, to_numbers(tune.bars), tmp_path / "gone" / "step.wav")
    with pytest.raises(DestinationError, match="was not saved"):
        finished(write_step_sound(job))
