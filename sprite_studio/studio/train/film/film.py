"""Show a run's film, and make a model of one of its frames."""

from collections.abc import Generator
from pathlib import Path

import msgspec

from sprite_studio.atomic_write import atomic_write_bytes
from sprite_studio.diffusion.networks.checkpoint import (
    Card,
    load_checkpoint,
    model_metadata,
    save_tensors,
)
from sprite_studio.studio.jobs.training.film import (
    FilmJob,
    FilmResult,
    Frame,
    KeepFrameJob,
    KeepFrameResult,
)
from sprite_studio.studio.library.model_place import place_for
from sprite_studio.studio.library.models import ModelLibrary, seen_path
from sprite_studio.studio.train.film.frame_file import frame_path, halved, read_frames
from sprite_studio.studio.train.runs.files import MODEL


def film(job: FilmJob) -> Generator[FilmResult | None, None, None]:
    """Yields one FilmResult, and None where other work may go first. What is damaged is left out;
    a run of before there were films has no frames."""
    frames: list[Frame] = []
    for frame in read_frames(job.folder):
        if frame is not None:
            frames.append(frame)
        yield None
    yield FilmResult(job.folder, tuple(frames))


def keep_frame(
    job: KeepFrameJob, library: ModelLibrary, own: Path
) -> Generator[KeepFrameResult | None, None, None]:
    """Yields one KeepFrameResult, and None where other work may go first. Raises JobError,
    CheckpointError, OSError.

    Args: own: folder of the user's models.
    """
    name = job.name or f"{job.folder.name}-step-{job.step}"
    taken = {model.name for model in library.all()}
    yield None
    if job.name or name not in taken:
        place = place_for(name, own, taken)
        model, card = load_checkpoint(frame_path(job.folder, job.step))
        yield None
        kept = _named(card, name, job)
        seen = seen_path(job.folder / MODEL)
        if seen.is_file():
            atomic_write_bytes(seen_path(place), seen.read_bytes())
        save_tensors(place, halved(model), model_metadata(model, kept))
    yield KeepFrameResult(name)


def _named(card: Card, name: str, job: KeepFrameJob) -> Card:
    note = f"The frame of {job.folder.name} after step {job.step}, in half precision."
    return msgspec.structs.replace(card, name=name, note=f"{card.note} {note}".strip())
