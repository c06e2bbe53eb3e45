"""A loop as files: its sound and its notes, with the recipe in both."""

from pathlib import Path

from sprite_studio.art.export.steps import Steps
from sprite_studio.music.midi import encode_midi
from sprite_studio.music.wav import encode_wav
from sprite_studio.studio.export.sheet import Files
from sprite_studio.studio.jobs.export import TuneNotes, TuneSound
from sprite_studio.studio.jobs.tune import recipe_text


def encode_sound(path: Path, content: TuneSound) -> Steps[Files]:
    """A WAV file."""
    yield 0.0
    drawn = content.drawn
    return {path: encode_wav(drawn.sound, recipe_text(drawn.recipe))}


def encode_notes(path: Path, content: TuneNotes) -> Steps[Files]:
    """A MIDI file."""
    yield 0.0
    drawn = content.drawn
    return {path: encode_midi(drawn.tune, recipe_text(drawn.recipe))}
