"""How well a model takes on a pack's manner, in figures, by what of the pack it was not shown."""

import time
from collections.abc import Generator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.metrics import near_copies
from sprite_studio.art.sprite import CATEGORIES, Sprite
from sprite_studio.diffusion.measuring.fidelity import frechet_distance
from sprite_studio.diffusion.networks.low_rank import LowRank
from sprite_studio.diffusion.networks.vocabulary import Shown, led_away
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.training.adapting import Adaptation, AdaptConfig, kept_share
from sprite_studio.diffusion.training.teaching import Lesson
from sprite_studio.stepwise import completed
from sprite_studio.studio.draw.sampling import draw_each
from sprite_studio.studio.evaluate.adapting_report import AdaptingReport, AdaptRow
from sprite_studio.studio.evaluate.evaluate import snapped
from sprite_studio.studio.evaluate.references import References
from sprite_studio.studio.evaluate.report import EvaluateProgress
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import MIXED, Drawing
from sprite_studio.studio.jobs.training.train import Importing
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary, live_path
from sprite_studio.studio.train.adapting.adapt import STEPS, nearest_style, style_batches
from sprite_studio.studio.train.sources import import_all
from sprite_studio.studio.train.teach import lesson_batches, lesson_config

STYLE = "style:adapted"
HOW = Drawing()
LIVE = Drawing(sampler="live", steps=4)


@dataclass(frozen=True)
class AdaptPlan:
    """How much is measured.

    Attributes:
        shown: how many sprites, of any category, for each row; one more row is shown the middle
            number of the category that has most, and is asked for all others.
        steps: of an adaptation; lesson: of the word that it is compared with.
        drawn: sprites like those that were not shown, for each distance; lacking: of each category
            that was not shown.
        unseen: most sprites that distances are to.
    """

    shown: tuple[int, ...] = (8, 30, 100)
    steps: int = STEPS
    lesson: int = 200
    drawn: int = 100
    lacking: int = 40
    unseen: int = 400


QUICK = AdaptPlan((30,), steps=100, lesson=100, drawn=60, lacking=16, unseen=200)
"""To see that all goes well. A style that learns for so short a time is not as near to its pack."""

KINDS = {"spell": "kind:potion", "food": "kind:bread", "hero": "kind:knight"}
"""What a pack without the category is asked for by name."""


@dataclass(frozen=True)
class AdaptingJob:
    """Measure a model. Attributes: model: a name, or a file; data: a pack that it never saw; quick:
    whether `QUICK` is enough."""

    model: str
    data: tuple[Path, ...]
    quick: bool = False
    seed: int = 3_000_000


def evaluate_adapt(
    job: AdaptingJob, library: ModelLibrary, references: References, plan: AdaptPlan | None = None
) -> Generator[Importing | EvaluateProgress | AdaptingReport, None, None]:
    """Yields Importing and EvaluateProgress, and ends with one AdaptingReport.

    Raises JobError, CheckpointError, and as `import_set`.
    """
    start = time.perf_counter()
    found = yield from import_all(job.data)
    sprites = [sprite for sprite in found.sprites if sprite.category]
    plan = plan or (QUICK if job.quick else AdaptPlan())
    if len({sprite.subject for sprite in sprites}) < 2 * max(plan.shown):
        raise JobError(
            f"these are {len(sprites)} sprites with a category; to measure adapting, "
            f"{2 * max(plan.shown)} subjects are needed"
        )
    bench = _Bench(job, library, references, plan)
    rows: list[AdaptRow] = []
    for what, shown, others in _splits(sprites, plan.shown):
        done, of = len(rows), len(plan.shown) + 1
        yield EvaluateProgress(f"{what} shown", done, of, time.perf_counter() - start)
        rows.append(bench.row(what, shown, others))
    yield AdaptingReport(
        model=bench.loaded.name,
        model_hash=bench.loaded.hash,
        rows=tuple(rows),
        old_styles_changed=bench.old_styles_changed(),
        minutes=(time.perf_counter() - start) / 60,
    )


def _splits(
    sprites: Sequence[Sprite], counts: Sequence[int]
) -> list[tuple[str, list[Sprite], list[Sprite]]]:
    """What is shown, in words; that; and the sprites of all other subjects."""
    order = [sprites[i] for i in np.random.default_rng(0).permutation(len(sprites))]
    most = max(CATEGORIES, key=[sprite.category for sprite in sprites].count)
    of_most = [sprite for sprite in order if sprite.category == most]
    middle = sorted(counts)[len(counts) // 2]
    chosen = [(f"{n} of all", order[:n]) for n in counts]
    chosen.append((f"{middle} {most}", of_most[:middle]))
    splits = []
    for what, shown in chosen:
        subjects = {sprite.subject for sprite in shown}
        splits.append((what, shown, [s for s in order if s.subject not in subjects]))
    return splits


class _Bench:
    def __init__(
        self, job: AdaptingJob, library: ModelLibrary, references: References, plan: AdaptPlan
    ) -> None:
        self.seed, self.references, self.plan = job.seed, references, plan
        loaded = library.load(job.model)
        self.loaded = replace(loaded, model=deepcopy(loaded.model))
        self.student: LoadedModel | None = None
        if live_path(library.find(job.model)).is_file():
            student = library.load_live(job.model)
            self.student = replace(student, model=deepcopy(student.model))
        self.words = self.loaded.model.vocabulary.words
        self._learn({})

    def row(self, what: str, shown: Sequence[Sprite], others: Sequence[Sprite]) -> AdaptRow:
        """Everything of one adaptation."""
        self._learn({})
        had = {str(sprite.category) for sprite in shown}
        self.asked = [str(s.category) for s in others[: self.plan.drawn]]
        unseen = self._features(_encoded(others[-self.plan.unseen :]))
        any_style, _ = self._distances(unseen, {}, Drawing(style=MIXED, varied=False))
        floor = self._features(_encoded(others[: self.plan.drawn]))
        lesson = Lesson(self.loaded.model, lesson_config(STYLE, self.plan.lesson, self.seed))
        for _ in lesson.learn(lesson_batches(shown, {}, self.words, self.seed)):
            pass
        self._learn({STYLE: lesson.word}, shown=Shown(tuple(had), ""))
        taught, _ = self._distances(unseen, {STYLE: 1.0})
        begun = time.perf_counter()
        self._learn({})
        near = completed(nearest_style(shown, self.loaded, self.seed))
        config = AdaptConfig(self.plan.steps, self.seed, kept=kept_share(len(shown)))
        adaptation = Adaptation(deepcopy(self.loaded.model), config, near)
        for _ in adaptation.learn(*completed(style_batches(shown, self.loaded, self.seed))):
            pass
        seconds = time.perf_counter() - begun
        beside = Shown(tuple(had), near or "", led_away(len(shown)))
        self._learn({STYLE: adaptation.word}, {STYLE: adaptation.difference}, beside)
        adapted, drawn = self._distances(unseen, {STYLE: 1.0})
        live = self._distances(unseen, {STYLE: 1.0}, LIVE)[0] if self.student else (None, None)
        lacking = [category for category in CATEGORIES if category not in had]
        right, beyond = self._judged([({category: 1.0}, category) for category in lacking])
        kinds = [({c: 1.0, kind: 1.0}, c) for c, kind in KINDS.items() if c in lacking]
        kinds = [(mix, c) for mix, c in kinds if mix.keys() <= set(self.words)]
        return AdaptRow(
            shown=what,
            seconds=seconds,
            phi1_adapted=adapted[0],
            phi1_taught=taught[0],
            phi1_any=any_style[0],
            phi1_floor=frechet_distance(floor["phi1"], unseen["phi1"]),
            phi1_live=live[0],
            phi2_adapted=adapted[1],
            phi2_taught=taught[1],
            phi2_any=any_style[1],
            phi2_floor=frechet_distance(floor["phi2"], unseen["phi2"]),
            phi2_live=live[1],
            near_copies=_copied(decode(drawn), shown),
            near_copies_lacking=_copied(decode(beyond), shown),
            near_copies_real=_copied(_pixels(others[: self.plan.drawn]), shown),
            judged_right=right,
            kinds_right=self._judged(kinds)[0] if kinds else None,
            lacking=", ".join(lacking),
        )

    def old_styles_changed(self) -> float:
        """Share of pixels that are not to the last bit what they were before a style was learned,
        of sprites in the model's own styles, drawn in one batch with sprites in that."""
        styles = [word for word in self.words if word.startswith("style:")][:4]
        mixes = [{style: 1.0} for style in styles for _ in range(4)]
        with_style = self._drawn([*mixes, *[{STYLE: 1.0}] * 4], HOW)
        self._learn({})
        return _share(self._drawn(mixes, HOW) != with_style[: len(mixes)])

    def _learn(
        self,
        taught: Mapping[str, Tensor],
        differences: Mapping[str, LowRank] | None = None,
        shown: Shown | None = None,
    ) -> None:
        for loaded in (self.loaded, self.student):
            if loaded is not None:
                vocabulary, network = loaded.model.vocabulary, loaded.model.network
                vocabulary.taught = dict(taught)
                vocabulary.shown = {} if shown is None else {STYLE: shown}
                vocabulary.differences = {
                    word: one.fitting(network) for word, one in (differences or {}).items()
                }

    def _distances(
        self, unseen: Mapping[str, Tensor], added: Mapping[str, float], how: Drawing = HOW
    ) -> tuple[tuple[float, float], Tensor]:
        """FD-φ₁ and φ₂ to unseen sprites, and the sprites (N, 4, 16, 16)."""
        x0 = self._drawn([{category: 1.0, **added} for category in self.asked], how)
        features = self._features(x0)
        first, second = (frechet_distance(features[s], unseen[s]) for s in ("phi1", "phi2"))
        return (first, second), x0

    def _judged(self, wanted: Sequence[tuple[Mapping[str, float], str]]) -> tuple[float, Tensor]:
        """How often the judge takes what was drawn for what was asked, and the sprites. Args:
        wanted: mixes, and the category of each."""
        asked = [one for one in wanted for _ in range(self.plan.lacking)]
        x0 = self._drawn([{**mix, STYLE: 1.0} for mix, _ in asked], HOW)
        right = torch.tensor([CATEGORIES.index(category) for _, category in asked])
        return _share(self.references.judged(x0)["category"] == right), x0

    def _drawn(self, mixes: Sequence[Mapping[str, float]], how: Drawing) -> Tensor:
        """(N, 4, 16, 16), as they are shown."""
        seeds = [self.seed + i for i in range(len(mixes))]
        full = [
            {**mix, **self.loaded.told(how.style, mix, [seed], how.varied)[0]}
            for mix, seed in zip(mixes, seeds, strict=True)
        ]
        drawer = self.student if how.sampler == "live" else self.loaded
        assert drawer is not None
        *_, x0 = draw_each(drawer, full, seeds, how)
        assert isinstance(x0, Tensor)  # it ends with what it drew
        return encode(snapped(decode(x0)))

    def _features(self, x0: Tensor) -> dict[str, Tensor]:
        return self.references.features(x0)


def _pixels(sprites: Sequence[Sprite]) -> np.ndarray:
    return np.stack([sprite.pixels for sprite in sprites])


def _encoded(sprites: Sequence[Sprite]) -> Tensor:
    return encode(_pixels(sprites))


def _copied(drawn: np.ndarray, shown: Sequence[Sprite]) -> float:
    return float(near_copies(drawn, _pixels(shown)).mean())


def _share(found: Tensor) -> float:
    return found.float().mean().item()
