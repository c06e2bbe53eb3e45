"""How well characters are drawn, in figures, on subjects unseen in training."""

import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

from sprite_studio.art.spriteset import Part, split_of
from sprite_studio.art.walk.character import VIEWS, Character, Frames
from sprite_studio.art.walk.finish import MOST_COLOURS
from sprite_studio.art.walk.given import with_few_colours
from sprite_studio.art.walk.meters import PAIRS, measure
from sprite_studio.diffusion.measuring.pairs import PairJudge
from sprite_studio.diffusion.networks.cast import CastConfig
from sprite_studio.stepwise import completed
from sprite_studio.studio.draw.casting.cast import Known, draw_cast, encoded
from sprite_studio.studio.draw.casting.characters import draw_characters
from sprite_studio.studio.draw.casting.picking import steps_seen
from sprite_studio.studio.draw.sampling import model_for
from sprite_studio.studio.evaluate.casting.baselines import nearest_character, repeated_front
from sprite_studio.studio.evaluate.casting.cast_report import CastReport, ViewRow, WalkRow
from sprite_studio.studio.evaluate.casting.pairs import (
    calibrate,
    mistaken,
    same_person,
    standing,
    trained_judge,
)
from sprite_studio.studio.evaluate.references import References
from sprite_studio.studio.evaluate.report import EvaluateProgress
from sprite_studio.studio.jobs import cast as characters
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.cast import (
    CAST_DRAWING,
    CAST_TEMPERATURE,
    GIVEN_CANDIDATES,
    GIVEN_TEMPERATURE,
    steps_for,
)
from sprite_studio.studio.jobs.drawing import CAST_MODEL, Sampler
from sprite_studio.studio.jobs.training.train import Importing
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary, live_path
from sprite_studio.studio.train.casting.characters import forged_characters, read_characters
from sprite_studio.studio.words.styles import SLOT

GIVEN: dict[str, tuple[str, ...]] = {
    "the front": ("down",),
    "front and left": ("down", "left"),
    "all sides": VIEWS,
}
"""What is given, each standing → its views."""


@dataclass(frozen=True)
class CastPlan:
    """How much is measured.

    Attributes: words: characters drawn from words in the Forge's style; judged: steps of training
    the judge; forged: of the Forge's people, from whom it learns too; timed: whether drawing is.
    """

    words: int = 48
    judged: int = 600
    forged: int = 300
    timed: bool = True


@dataclass(frozen=True)
class CastJob:
    """Measure a model of characters. Attributes: model: a name, or a file; data: folders with a
    walks.csv; part: of their subjects; steps, guidance: of drawing."""

    data: tuple[Path, ...]
    model: str = CAST_MODEL
    part: Part = "test"
    sampler: Sampler = CAST_DRAWING.sampler
    steps: int | None = None
    guidance: float = CAST_DRAWING.guidance
    seed: int = 2_000_000


def evaluate_cast(
    job: CastJob, library: ModelLibrary, references: References, plan: CastPlan | None = None
) -> Generator[Importing | EvaluateProgress | CastReport, None, None]:
    """Yields Importing and EvaluateProgress, and ends with one CastReport.

    Raises JobError, CheckpointError.
    """
    start = time.perf_counter()
    loaded = library.load(job.model)
    if not isinstance(loaded.model.config, CastConfig):
        raise JobError(f"the model {job.model!r} draws single sprites; choose one of characters")
    found = yield from read_characters(job.data)
    unseen = [one for one in found if split_of(one.subject) == job.part]
    trained = [one for one in found if split_of(one.subject) == "train"]
    calibrating = [one for one in found if split_of(one.subject) == "validation"]
    if not (unseen and trained):
        raise JobError(f"the data holds no characters of the {job.part} part, or none that train")
    bench = _Bench(
        job, library, loaded, references, plan or CastPlan(), unseen, trained, calibrating, start
    )
    yield from bench.run()


class _Bench:
    def __init__(
        self,
        job: CastJob,
        library: ModelLibrary,
        loaded: LoadedModel,
        references: References,
        plan: CastPlan,
        unseen: Sequence[Character],
        trained: Sequence[Character],
        calibrating: Sequence[Character],
        start: float,
    ) -> None:
        self.job, self.library, self.loaded = job, library, loaded
        self.references, self.plan, self.start = references, plan, start
        self.unseen, self.trained, self.calibrating = unseen, trained, calibrating
        known = frozenset(loaded.model.vocabulary.words)
        self.styles = [_style_of(one, known) for one in unseen]
        self.how = msgspec.structs.replace(
            CAST_DRAWING,
            model=job.model,
            sampler=job.sampler,
            steps=steps_for(job.sampler, job.steps),
            guidance=job.guidance,
        )
        self.drawer = model_for(library, job.model, job.sampler)
        self.total, self.done = 5 + len(GIVEN), 0

    def run(self) -> Generator[EvaluateProgress | CastReport, None, None]:
        yield self._progress("a judge of pairs")
        forged = forged_characters(self.plan.forged, "train")
        judge = completed(trained_judge([*self.trained, *forged], self.plan.judged))
        others = forged_characters(len(self.calibrating) or self.plan.words, "validation")
        calibrate(judge, [*self.calibrating, *others])
        views: list[ViewRow] = []
        walks = [self._walk("real, unseen", [c.frames for c in self.unseen], judge)]
        held_out = forged_characters(self.plan.words, "test")
        walks.append(self._walk("the Forge's", [c.frames for c in held_out], judge))
        for told, sides in GIVEN.items():
            yield self._progress(f"from {told}")
            drawn = self._from_given(sides)
            views += self._views(told, sides, drawn)
            walks.append(self._walk(f"from {told}", drawn, judge))
        yield self._progress("from words")
        walks.append(self._walk("from words", self._from_words(held_out), judge))
        yield self._progress("speed")
        one, party = (self._seconds(count) for count in (1, 12)) if self.plan.timed else (0.0, 0.0)
        yield CastReport(
            model=self.loaded.name,
            model_hash=self.drawer.hash,
            subjects=len(self.unseen),
            views=tuple(views),
            walks=tuple(walks),
            mistaken=mistaken(judge, self.unseen),
            seconds_one=one,
            seconds_party=party,
            megabytes=self._file().stat().st_size / 1e6,
            minutes=(time.perf_counter() - self.start) / 60,
        )

    def _progress(self, what: str) -> EvaluateProgress:
        self.done += 1
        return EvaluateProgress(what, self.done, self.total, time.perf_counter() - self.start)

    def _from_given(self, sides: Sequence[str]) -> list[Frames]:
        drawn = []
        for number, (one, style) in enumerate(zip(self.unseen, self.styles, strict=True)):
            given = standing_of(sides)
            # As whoever is asked to merge their colours does.
            known = Known(with_few_colours(one.frames, given), given)
            count = GIVEN_CANDIDATES
            seeds = [self.job.seed + number * count + i for i in range(count)]
            some = np.stack(self._draw([style] * count, seeds, known))
            drawn.append(some[steps_seen(None, some).argmax()])
        return drawn

    def _from_words(self, people: Sequence[Character]) -> Sequence[Frames]:
        known = frozenset(self.loaded.model.vocabulary.words)
        mixes = [{word: 1.0 for word in one.words if word in known} for one in people]
        return self._draw(mixes, [self.job.seed + number for number in range(len(mixes))])

    def _draw(
        self, mixes: Sequence[Mapping[str, float]], seeds: Sequence[int], known: Known | None = None
    ) -> Sequence[Frames]:
        drawing = draw_cast(
            self.drawer,
            mixes,
            seeds,
            self.how,
            known,
            colours=self.how.colours if known is None else MOST_COLOURS,
            temperature=CAST_TEMPERATURE if known is None else GIVEN_TEMPERATURE,
        )
        return list(completed(drawing))

    def _views(self, told: str, sides: Sequence[str], drawn: Sequence[Frames]) -> list[ViewRow]:
        asked = ~standing_of(sides)
        ways = {
            "": drawn,
            "_repeat": [repeated_front(one.frames) for one in self.unseen],
            "_nearest": [nearest_character(one.frames, self.trained) for one in self.unseen],
        }
        apart = {way: self._distances(frames) for way, frames in ways.items()}
        rows = []
        for number, view in enumerate((*VIEWS, "all")):
            which = asked.copy()
            if view != "all":
                which[np.arange(len(VIEWS)) != number] = False
            figures = {
                space + way: float(found[:, which].mean())
                for way, spaces in apart.items()
                for space, found in spaces.items()
            }
            rows.append(ViewRow(told, view, **figures))
        return rows

    def _distances(self, frames: Sequence[Frames]) -> dict[str, NDArray[np.float64]]:
        """Space → (characters, 4, 3) how far each frame lies from the true one."""
        true = torch.cat([encoded(one.frames) for one in self.unseen]).view(-1, 4, 16, 16)
        x = torch.cat([encoded(one) for one in frames]).view(-1, 4, 16, 16)
        found = {"rms": (x - true).square().mean(dim=(1, 2, 3)).sqrt()}
        spaces = self.references.features(x), self.references.features(true)
        for space in spaces[0]:
            found[space] = (spaces[0][space] - spaces[1][space]).norm(dim=1)
        return {space: t.view(-1, len(VIEWS), 3).double().numpy() for space, t in found.items()}

    def _walk(self, of: str, characters: Sequence[Frames], judge: PairJudge) -> WalkRow:
        found = [measure(frames) for frames in characters]
        steps = len(VIEWS) * len(PAIRS)
        return WalkRow(
            of=of,
            characters=len(found),
            walks=float(np.mean([one.walks for one in found])),
            steps_seen=1 - float(np.mean([len(one.still) / steps for one in found])),
            holds_still=float(np.mean([one.holds_still for one in found])),
            same_person=same_person(judge, [standing(frames) for frames in characters]),
            most_colours=max(one.colours for one in found),
        )

    def _file(self) -> Path:
        file = self.library.find(self.job.model)
        return live_path(file) if self.job.sampler == "live" else file

    def _seconds(self, count: int) -> float:
        """The quicker of two drawings as users draw, the first of each from words, after one
        that prepares the kernels."""
        how = msgspec.structs.replace(self.how, mix={"hero": 1.0}, count=count)
        times = []
        for _ in range(3):
            *_, result = draw_characters(characters.CastJob(how), self.library)
            assert isinstance(result, characters.CastResult)
            times.append(result.seconds)
        return min(times[1:])


def standing_of(views: Sequence[str]) -> NDArray[np.bool_]:
    """(4, 3) the standing frames of these views."""
    given = np.zeros((len(VIEWS), 3), dtype=np.bool_)
    given[[VIEWS.index(view) for view in views], 0] = True
    return given


def _style_of(one: Character, known: frozenset[str]) -> dict[str, float]:
    return {word: 1.0 for word in one.words if word.startswith(SLOT) and word in known}
