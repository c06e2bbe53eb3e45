"""How much of what a user gets could be shipped: sheets for eyes that know nothing of the model.

Sprites are drawn as somebody draws who has just opened the program, and shuffled among real ones.
Who looks at a sheet answers one question for each number; which of them are real stands in a key
beside the folder, not in it.
"""

import csv
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import msgspec
import numpy as np

from sprite_studio.art.export.png import png_bytes
from sprite_studio.art.forge import forge
from sprite_studio.art.sprite import CATEGORIES, Pixels, Sprite
from sprite_studio.atomic_write import atomic_write_bytes
from sprite_studio.regular_file import read_regular
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.evaluate.numbered_sheet import numbered_sheet
from sprite_studio.studio.evaluate.report import EvaluateProgress
from sprite_studio.studio.jobs.base import JobError, Result
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL, Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateProgress, GenerateResult
from sprite_studio.studio.jobs.training.train import Importing
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.train.sources import import_all
from sprite_studio.studio.words.kinds import KIND

DRAWN, CONTROLS = 64, 16
FIRST_SEED = 9000
ANSWERS = "answers.csv"
YES, NO = ("yes", "y", "1"), ("no", "n", "0")
MOST_BYTES = 2**20

QUESTIONS = {
    "hero": "a hero or another person, seen from the front",
    "non-hero": "a creature or an enemy",
    "food": "food",
    "spell": "an item or a spell",
    "side-facing": "a person seen from the side",
}
"""Category → what the question ends with: would you put this into a released game as …?"""


@dataclass(frozen=True)
class UsableJob:
    """Attributes: folder: of the sheets, made anew; data: sets of real sprites, for the controls;
    model: an installed model's name, or a file."""

    folder: Path
    data: tuple[Path, ...]
    model: str = DEFAULT_MODEL


@dataclass(frozen=True)
class UsableSheets(Result):
    """Attributes: sheets: a picture a category; answers: where to write what eyes say; key: which
    numbers were drawn."""

    sheets: tuple[Path, ...]
    answers: Path
    key: Path


class Key(msgspec.Struct, frozen=True):
    """Attributes: model_hash; drawn: category → for each number, from 1, whether it was drawn;
    kinds: category → for each number the kind that the sprite was told, or ""."""

    model_hash: str
    drawn: dict[str, list[bool]]
    kinds: dict[str, list[str]] = {}


@dataclass(frozen=True)
class UsableShare:
    """Of one category, by one pair of eyes. Attributes: drawn, controls: shares, 0 to 1."""

    category: str
    drawn: float
    controls: float


def draw_sheets(
    job: UsableJob, library: ModelLibrary
) -> Generator[Importing | EvaluateProgress | UsableSheets | None, None, None]:
    """Yields Importing, EvaluateProgress and one UsableSheets. Raises JobError, CheckpointError,
    OSError, and as `import_set`."""
    if job.folder.exists():
        raise JobError(f"{job.folder} is there already; name a new folder for the sheets")
    packs = (yield from import_all(job.data)).sprites
    whole = len(CATEGORIES) * DRAWN
    model_hash, drawn, kinds, pictures = "", {}, {}, {}
    for number, category in enumerate(CATEGORIES):
        drawing = Drawing(mix={category: 1.0}, seed=FIRST_SEED, count=DRAWN, model=job.model)
        result = None
        for event in generate(GenerateJob(drawing), library):
            if isinstance(event, GenerateProgress):
                done = number * DRAWN + DRAWN * event.step // event.steps
                yield EvaluateProgress(f"drawing: {category}", done, whole, event.seconds)
            elif isinstance(event, GenerateResult):
                result = event
        assert result is not None  # with which `generate` ends
        model_hash = result.recipe.model_hash
        sprites = [*result.images, *controls(category, packs)]
        order = np.random.default_rng([FIRST_SEED, number]).permutation(len(sprites))
        told = [
            next((word for word in words if word.startswith(KIND)), "")
            for words in result.recipe.styles
        ]
        drawn[category] = [bool(i < DRAWN) for i in order]
        kinds[category] = [told[i] if i < DRAWN else "" for i in order]
        pictures[category] = numbered_sheet([sprites[i] for i in order])
    job.folder.mkdir(parents=True)
    sheets = []
    for category, picture in pictures.items():
        sheets.append(job.folder / f"{category}.png")
        atomic_write_bytes(sheets[-1], png_bytes(picture))
    key, answers = key_of(job.folder), job.folder / ANSWERS
    atomic_write_bytes(answers, _empty_answers(drawn).encode())
    atomic_write_bytes(key, msgspec.json.encode(Key(model_hash, drawn, kinds)))
    yield UsableSheets(tuple(sheets), answers, key)


def controls(category: str, packs: Sequence[Sprite]) -> list[Pixels]:
    """Real sprites of a category: half by the Forge, half of the packs as far as they have them, no
    two of one subject."""
    rng = np.random.default_rng(FIRST_SEED)
    subjects = {sprite.subject: sprite for sprite in packs if sprite.category == category}
    names = rng.permutation(sorted(subjects))[: CONTROLS // 2]
    found = [subjects[name].pixels for name in names]
    forged = (forge(FIRST_SEED + i, [category]).pixels for i in range(CONTROLS - len(found)))
    return [*found, *forged]


def key_of(folder: Path) -> Path:
    """Where the key of a folder of sheets lies."""
    return folder.with_name(f"{folder.name}-key.json")


def usable_shares(folder: Path, answers: Path) -> list[UsableShare]:
    """What one pair of eyes found, a category each. Raises JobError, OSError.

    Args: folder: of the sheets; answers: a filled copy of its answers.csv.
    """
    key, given = _key(folder), _given(answers)
    shares = []
    for category, drawn in key.drawn.items():
        said = np.array([_answer(answers, given, category, n + 1) for n in range(len(drawn))])
        is_drawn = np.array(drawn)
        shares.append(
            UsableShare(category, float(said[is_drawn].mean()), float(said[~is_drawn].mean()))
        )
    return shares


def usable_kinds(folder: Path, answers: Sequence[Path]) -> dict[tuple[str, str], tuple[int, int]]:
    """Category and the kind that sprites were told → how many of all answers about them were yes,
    and how many there were. Raises as `usable_shares`."""
    key, found = _key(folder), dict[tuple[str, str], tuple[int, int]]()
    for path in answers:
        given = _given(path)
        for category, kinds in key.kinds.items():
            for number, kind in enumerate(kinds, start=1):
                if kind:
                    yes, all_ = found.get((category, kind), (0, 0))
                    said = _answer(path, given, category, number)
                    found[category, kind] = yes + said, all_ + 1
    return dict(sorted(found.items()))


def _key(folder: Path) -> Key:
    path = key_of(folder)
    try:
        return msgspec.json.decode(read_regular(path, MOST_BYTES, JobError), type=Key)
    except msgspec.DecodeError as error:
        raise JobError(f"{path} is not the key of sheets: {error}") from error


def _given(answers: Path) -> dict[tuple[str, str], bool]:
    text = read_regular(answers, MOST_BYTES, JobError).decode("utf-8-sig", "replace")
    return _answers(answers, csv.DictReader(StringIO(text)))


def _empty_answers(drawn: dict[str, list[bool]]) -> str:
    lines = ["category,number,usable"]
    lines += [f"{category},{n + 1}," for category, all_ in drawn.items() for n in range(len(all_))]
    return "\n".join([*lines, ""])


def _answers(path: Path, rows: Iterable[dict[str, str | None]]) -> dict[tuple[str, str], bool]:
    found: dict[tuple[str, str], bool] = {}
    for row in rows:
        category, number = (row.get("category") or "").strip(), (row.get("number") or "").strip()
        said = (row.get("usable") or "").strip().lower()
        if said not in (*YES, *NO):
            raise JobError(f"{path}: {category} {number} is answered {said!r}; write yes or no")
        found[category, number] = said in YES
    return found


def _answer(path: Path, given: dict[tuple[str, str], bool], category: str, number: int) -> bool:
    try:
        return given[category, str(number)]
    except KeyError:
        raise JobError(f"{path} does not answer for {category} {number}") from None
