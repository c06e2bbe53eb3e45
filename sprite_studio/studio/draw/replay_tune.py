"""Draw a saved loop again from the recipe in it, and say whether it is the same."""

from collections.abc import Generator
from pathlib import Path

import msgspec

from sprite_studio.music.midi import encode_midi, text_in_midi
from sprite_studio.music.wav import encode_wav, text_in_wav
from sprite_studio.plain_text import shown
from sprite_studio.regular_file import read_regular
from sprite_studio.studio.draw.tune import draw_tunes
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.tune import (
    DrawnTune,
    ReplayTuneJob,
    ReplayTuneResult,
    TuneJob,
    TuneProgress,
    TuneRecipe,
    TuneResult,
    recipe_in,
    recipe_text,
)
from sprite_studio.studio.library.models import ModelLibrary

WAV, MIDI = ".wav", (".mid", ".midi")
MOST_BYTES = {WAV: 2**27} | dict.fromkeys(MIDI, 2**21)


def replay_tune(
    job: ReplayTuneJob, library: ModelLibrary
) -> Generator[TuneProgress | ReplayTuneResult | None, None, None]:
    """Yields as `draw_tunes`, in the end one ReplayTuneResult.

    Raises JobError for a file without a recipe, or that cannot be drawn here, CheckpointError.
    """
    suffix = job.path.suffix.lower()
    data = read_regular(job.path, MOST_BYTES[suffix], JobError)
    saved = _recipe_in(job.path, data)
    drawing = msgspec.structs.replace(saved.drawing, count=1, seeds=())
    if not job.model:
        library.find_installed(drawing.model)  # a stranger's file names no file of ours
    again = TuneJob(msgspec.structs.replace(drawing, model=job.model or drawing.model))
    for event in draw_tunes(again, library):
        if not isinstance(event, TuneResult):
            yield event
            continue
        [drawn] = event.drawn
        identical = _encoded(drawn, saved, suffix) == data
        reasons = () if identical else _reasons(saved, drawn.recipe)
        yield ReplayTuneResult(identical, reasons, drawn, event.device)


def _recipe_in(path: Path, data: bytes) -> TuneRecipe:
    text = text_in_wav(data) if path.suffix.lower() == WAV else text_in_midi(data)
    recipe = recipe_in(text)
    if recipe is None:
        raise JobError(f"{shown(path)} holds no recipe: it was not made here, or it was changed")
    return recipe


def _encoded(drawn: DrawnTune, saved: TuneRecipe, suffix: str) -> bytes:
    """With the text that was saved, so that only what is heard counts."""
    text = recipe_text(saved)
    return encode_wav(drawn.sound, text) if suffix == WAV else encode_midi(drawn.tune, text)


def _reasons(saved: TuneRecipe, now: TuneRecipe) -> tuple[str, ...]:
    reasons = []
    if saved.model_hash != now.model_hash:
        reasons.append(f"other weights: drawn by {saved.model_hash!r}, now by {now.model_hash!r}")
    if saved.version != now.version:
        reasons.append(
            f"another version: saved by Sprite Studio {saved.version!r}, this is {now.version!r}"
        )
    if not reasons:
        reasons.append(
            "model and version are the same: the file was changed after it was saved, or it was "
            "drawn on another machine or device, which a recipe does not tell"
        )
    return tuple(reasons)
