"""A loop as files: its sound and its notes, with the recipe in both."""

from collections.abc import Generator
from pathlib import Path

from sprite_studio.art.export.steps import Steps
from sprite_studio.atomic_write import atomic_write_bytes
from sprite_studio.music.midi import encode_midi
from sprite_studio.music.roll import from_numbers
from sprite_studio.music.sound.render import render
from sprite_studio.music.tune import Tune
from sprite_studio.music.wav import encode_wav
from sprite_studio.studio.export.sheet import Files
from sprite_studio.studio.export.writable import saving
from sprite_studio.studio.jobs.export import TuneNotes, TuneSound
from sprite_studio.studio.jobs.tune import HearStepJob, HearStepResult, recipe_text


def encode_sound(path: Path, content: TuneSound) -> Steps[Files]:
    """A WAV file."""
    yield 0.0
    drawn = content.drawn
    return {path: encode_wav(drawn.sound, recipe_text(drawn.recipe))}


def write_step_sound(job: HearStepJob) -> Generator[HearStepResult | None, None, None]:
    """What is believed half way, without a recipe, which would draw the whole. Yields None where
    other work may go first, then one HearStepResult. Raises DestinationError."""
    tune = Tune(job.plan, from_numbers(job.x0))
    yield None
    sound = render(tune)
    yield None
    with saving(job.path):
        atomic_write_bytes(job.path, encode_wav(sound))
    yield HearStepResult(job.path, tune.seconds)


def encode_notes(path: Path, content: TuneNotes) -> Steps[Files]:
    """A MIDI file."""
    yield 0.0
    drawn = content.drawn
    return {path: encode_midi(drawn.tune, recipe_text(drawn.recipe))}
