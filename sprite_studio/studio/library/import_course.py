"""Weights that the course's notebooks saved become a model among the others."""

from collections.abc import Container, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sprite_studio.art.sprite import CATEGORIES, category_word
from sprite_studio.art.words import fold, key, spell
from sprite_studio.atomic_write import remove_stale_parts
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.networks.course_weights import load_course_weights
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.course import ImportWeightsJob, ImportWeightsResult
from sprite_studio.studio.library.model_place import place_for
from sprite_studio.studio.library.models import LIVE, SUFFIX


@dataclass(frozen=True)
class ImportedWeights:
    """Attributes: words: of the model; taken: as of `CourseWeights`."""

    words: tuple[str, ...]
    taken: str


def import_weights(path: Path, out: Path, words: Sequence[str] = ()) -> ImportedWeights:
    """Save a `.pth` of the course as a model file.

    Args:
        out: must not exist yet.
        words: for its context classes, in their order; none are the course's five categories.

    Raises JobError, CheckpointError, FileExistsError, OSError.
    """
    if out.suffix != SUFFIX or out.stem.endswith(LIVE):
        raise JobError(f"{out} must end in {SUFFIX}, and not in {LIVE}{SUFFIX}, which are students")
    if out.exists():
        raise FileExistsError(f"{out} exists already; give another name with --out")
    known = tuple(map(class_word, words)) or CATEGORIES
    if len(set(map(key, known))) < len(known):
        raise JobError("every context class needs a word of its own")
    loaded = load_course_weights(path, known)
    source = f"{path.name} ({loaded.taken})" if loaded.taken else path.name
    note = f"Imported from {source}, weights in the layout of the course's ContextUnet."
    remove_stale_parts(out.parent)
    save_checkpoint(out, loaded.model, Card(out.stem, note=note))
    return ImportedWeights(known, loaded.taken)


def take_in(
    job: ImportWeightsJob, own: Path, taken: Container[str]
) -> Generator[ImportWeightsResult, None, None]:
    """Yields one ImportWeightsResult. Raises as `import_weights`.

    Args: own: folder of the user's models; taken: names of those that are installed.
    """
    place = place_for(job.name, own, taken)
    words = tuple(word.strip() for word in job.words.split(",")) if job.words.strip() else ()
    imported = import_weights(job.path, place, words)
    yield ImportWeightsResult(place.stem, imported.words, imported.taken)


def class_word(name: str) -> str:
    """What a class is called. Raises JobError for what could not be said in a mix and a prompt."""
    word = spell(name)
    if not word:
        raise JobError("every context class needs a word of its own; one of them is empty")
    if word != "-".join(fold(name).split()):
        raise JobError(
            f"{shortened(name)!r} cannot be a word, since a mix or a prompt would read its marks; "
            f"write {word}"
        )
    return category_word(word) or word
