"""How good a model is, in figures that can be repeated: fixed seeds, repeats, floors.

Sprites are drawn for the contexts of sprites that no model may have trained on, and compared with
those. A figure without its floor says little: two halves of real sprites differ as well.
"""

import time
from collections import defaultdict
from collections.abc import Generator, Mapping, Sequence
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.colour.words import COLOURS, colour_words
from sprite_studio.art.metrics import (
    alpha_crisp,
    colour_count,
    near_copies,
    orphan_share,
    own_palette_distance,
)
from sprite_studio.art.palette import crisp
from sprite_studio.art.sprite import CATEGORIES, Sprite
from sprite_studio.diffusion.measuring.fidelity import (
    density_coverage,
    frechet_distance,
    gaussian_distance,
    moments,
)
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.sampling.equal_steps import (
    LEAST_LOOKS,
    ROUNDS,
    Way,
    equal_parts,
    step_lengths,
)
from sprite_studio.studio.draw.generate import resolve
from sprite_studio.studio.draw.interpolate import between
from sprite_studio.studio.draw.sampling import draw_each, model_for
from sprite_studio.studio.evaluate.evaluation_plan import (
    DETERMINISTIC,
    EXACT,
    MOST_UNSEEN,
    QUICK,
    STEADY,
    STRIP,
    STYLE,
    WHOLE,
    Mix,
    Plan,
    context_of,
    strips,
)
from sprite_studio.studio.evaluate.references import QUESTIONS, References, answers_of
from sprite_studio.studio.evaluate.report import (
    Distance,
    EvaluateJob,
    EvaluateProgress,
    Report,
    StepsRow,
)
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.training.train import Importing
from sprite_studio.studio.library.models import ModelLibrary, live_path
from sprite_studio.studio.train.forge_source import BOUND, forged_person
from sprite_studio.studio.train.sources import import_all

SPACES = ("phi1", "phi2")
COLOURS_A_SPRITE = 12
LEAST_UNSEEN = 20
T = TypeVar("T")
Measuring = Generator[EvaluateProgress, None, T]


def evaluate(
    job: EvaluateJob, library: ModelLibrary, references: References
) -> Generator[Importing | EvaluateProgress | Report, None, None]:
    """Yields Importing and EvaluateProgress, and ends with one Report; close it to cancel.

    Raises JobError, CheckpointError, and as `import_set`.
    """
    start = time.perf_counter()
    _check(job, library)
    whole = yield from import_all(job.data)
    unseen = at_most(whole.part(job.part).sprites, MOST_UNSEEN)
    trained = whole.part("train").sprites
    if len(unseen) < LEAST_UNSEEN or len(trained) < len(unseen):
        raise JobError(
            f"the data holds {len(unseen)} {job.part} and {len(trained)} training sprites; at "
            f"least {LEAST_UNSEEN} unseen ones, and as many others, are needed to measure by"
        )
    size = QUICK if job.quick else WHOLE
    yield from _Evaluation(job, library, references, size, unseen, trained, start).run()


def _check(job: EvaluateJob, library: ModelLibrary) -> None:
    """Before sprites are read and hundreds drawn. Raises JobError, CheckpointError."""
    how = Drawing(
        sampler=job.sampler, steps=job.steps, guidance=job.guidance, seed=job.seed, model=job.model
    )
    resolve(how, "", library.load(job.model), model_for(library, job.model, job.sampler))


class _Evaluation:
    def __init__(
        self,
        job: EvaluateJob,
        library: ModelLibrary,
        references: References,
        size: Plan,
        unseen: Sequence[Sprite],
        trained: Sequence[Sprite],
        start: float,
    ) -> None:
        self.job, self.library, self.references, self.start = job, library, references, start
        self.loaded = library.load(job.model)
        self.unseen, self.trained = unseen, trained
        self.known = frozenset(self.loaded.model.vocabulary.words)
        if missing := [category for category in CATEGORIES if category not in self.known]:
            raise JobError(f"the model does not know {', '.join(missing)}; it cannot be measured")
        has_student = live_path(library.find(job.model)).is_file()
        rows = [r for r in size.rows if r[0] != "live" or has_student]
        self.size, self.rows = size, rows
        self.how = Drawing(sampler=job.sampler, steps=job.steps, guidance=job.guidance)
        self.fd_mixes = [context_of(sprite, self.known) for sprite in unseen][: size.sprites]
        self.coloured = self._coloured()
        self.people = self._people()
        mains = len(self.fd_mixes) * size.repeats + size.category * len(CATEGORIES)
        mains += len(self.coloured) + len(self.people)
        self.strips = strips(size.strips)
        mains += len(self.strips) * (STRIP + ROUNDS * LEAST_LOOKS)
        self.total = mains * job.steps + sum(size.table * steps for _, steps in rows)
        self.done = 0

    def run(self) -> Generator[EvaluateProgress | Report, None, None]:
        job, size = self.job, self.size
        real = np.stack([sprite.pixels for sprite in self.unseen])
        real_features = self._features(real)
        rounds = []
        for repeat in range(size.repeats):
            seeds = self._seeds(repeat, len(self.fd_mixes))
            x0 = yield from self._draw("sprites like unseen ones", self.fd_mixes, seeds, self.how)
            rounds.append(x0)
        soft = decode(torch.cat(rounds))
        crisped = snapped(soft)
        fd = self._distances(real_features, crisped.reshape(size.repeats, -1, 16, 16, 4))
        mixes = [{category: 1.0} for category in CATEGORIES for _ in range(size.category)]
        x0 = yield from self._draw("categories", mixes, self._seeds(10, len(mixes)), self.how)
        asked = torch.arange(len(CATEGORIES)).repeat_interleave(size.category)
        accuracy = (self._judged(x0)["category"] == asked).float().mean().item()
        colours = yield from self._colour_accuracy()
        binding = yield from self._binding_accuracy()
        jumps, even_jumps = yield from self._jumps()
        table = yield from self._table(real_features)
        training = np.stack([sprite.pixels for sprite in self.trained])
        yield Report(
            model=self.loaded.name,
            model_hash=self.loaded.hash,
            sampler=job.sampler,
            sampler_steps=job.steps,
            guidance=job.guidance,
            style=STYLE,
            part=job.part,
            sprites=len(self.fd_mixes),
            repeats=size.repeats,
            unseen=len(self.unseen),
            trained=len(self.trained),
            fd=fd,
            conditional_accuracy=accuracy,
            judge_real_accuracy=self._real_accuracy(),
            colour_accuracy=colours,
            binding_accuracy=binding,
            binding_judge_accuracy=self._binding_judge_accuracy() if self.people else None,
            near_copies=float(near_copies(crisped, training).mean()),
            near_copies_real=float(near_copies(real, training).mean()),
            alpha_crisp=alpha_crisp(soft),
            colours=colour_count(soft),
            colours_snapped=colour_count(crisped),
            palette_distance=own_palette_distance(soft, crisped),
            orphans=orphan_share(crisped),
            orphans_real=orphan_share(real),
            blends_steady=float((jumps <= STEADY).float().mean()),
            blend_jump=jumps.max().item(),
            even_blends_steady=float((even_jumps <= STEADY).float().mean()),
            even_blend_jump=even_jumps.max().item(),
            steps=tuple(table),
            minutes=(time.perf_counter() - self.start) / 60,
        )

    def _coloured(self) -> list[tuple[Mix, str]]:
        """Category and colour, of pairs that real sprites have, each colour as often."""
        having: dict[str, list[str]] = defaultdict(list)
        for sprite in (*self.unseen, *self.trained):
            for word in sprite.words:
                if word.startswith("colour:") and word in self.known and sprite.category:
                    having[word].append(sprite.category)
        rng = np.random.default_rng(0)
        return [
            ({str(category): 1.0, word: 1.0}, word)
            for word in (f"colour:{colour}" for colour in COLOURS)
            if word in having
            for category in rng.choice(sorted(set(having[word])), self.size.coloured)
        ]

    def _people(self) -> list[dict[str, str]]:
        """Slot → colour for each person, or nobody if the model does not know such words."""
        wanted = [_words_of(forged_person(1000 * i)) for i in range(self.size.people)]
        return wanted if all(f"{s}:{c}" in self.known for w in wanted for s, c in w.items()) else []

    def _draw(
        self, what: str, mixes: Sequence[Mix], seeds: Sequence[int], how: Drawing
    ) -> Measuring[Tensor]:
        """x0 (N, 4, 16, 16), told beside the mixes what is told by default."""
        full = []
        for mix, seed in zip(mixes, seeds, strict=True):
            (told,) = self.loaded.told(how.style, mix, [seed], how.varied)
            full.append({**mix, **told})
        loaded = model_for(self.library, self.job.model, how.sampler)
        for event in draw_each(loaded, full, seeds, how):
            if isinstance(event, Tensor):
                return event.cpu()
            self.done += event
            seconds = time.perf_counter() - self.start
            yield EvaluateProgress(what, self.done, self.total, seconds)
        raise AssertionError("draw_each ends with what it drew")

    def _seeds(self, stream: int, count: int) -> list[int]:
        """Another stream has other seeds."""
        first = self.job.seed + 100_000 * (stream + 1)
        return [first + i for i in range(count)]

    def _features(self, pixels: np.ndarray) -> dict[str, Tensor]:
        return self.references.features(encode(pixels))

    def _judged(self, x0: Tensor) -> dict[str, Tensor]:
        return self.references.judged(encode(snapped(decode(x0))))

    def _distances(self, real: Mapping[str, Tensor], drawn: np.ndarray) -> dict[str, Distance]:
        """Args: drawn: (repeats, N, 16, 16, 4)."""
        floors = [
            self._features(likes(self.unseen[: self.size.sprites], self.trained, repeat))
            for repeat in range(self.size.repeats)
        ]
        rounds = [self._features(pixels) for pixels in drawn]
        halves = np.random.default_rng(0).permutation(len(self.unseen))
        one, other = halves[::2], halves[1::2]
        found = {}
        for space in SPACES:
            reference = real[space]
            values = [frechet_distance(features[space], reference) for features in rounds]
            pairs = [density_coverage(reference, features[space]) for features in rounds]
            density, coverage = np.mean(pairs, axis=0)
            mean, covariance = self.references.training[space]
            found[space] = Distance(
                value=float(np.mean(values)),
                sd=float(np.std(values, ddof=1)),
                floor=float(np.mean([frechet_distance(f[space], reference) for f in floors])),
                halves=frechet_distance(reference[one], reference[other]),
                training=gaussian_distance(moments(rounds[0][space]), (mean, covariance)),
                density=float(density),
                coverage=float(coverage),
            )
        return found

    def _real_accuracy(self) -> float:
        """The judge's on unseen sprites, over categories alike."""
        right = answers_of(self.unseen, "category")
        pixels = np.stack([sprite.pixels for sprite in self.unseen])
        hits = self.references.judged(encode(pixels))["category"] == right
        present = [c for c in range(len(CATEGORIES)) if (right == c).any()]
        return float(np.mean([hits[right == c].float().mean().item() for c in present]))

    def _colour_accuracy(self) -> Measuring[float | None]:
        if not self.coloured:
            return None
        mixes = [mix for mix, _ in self.coloured]
        x0 = yield from self._draw("colours", mixes, self._seeds(11, len(mixes)), self.how)
        pixels = snapped(decode(x0))
        hits = [
            word in colour_words(one) for one, (_, word) in zip(pixels, self.coloured, strict=True)
        ]
        return float(np.mean(hits))

    def _binding_accuracy(self) -> Measuring[float | None]:
        if not self.people:
            return None
        mixes = [
            {"hero": 1.0, "style:forge": 1.0, **{f"{s}:{c}": 1.0 for s, c in wanted.items()}}
            for wanted in self.people
        ]
        seeds = self._seeds(12, len(mixes))
        x0 = yield from self._draw("hats and shirts", mixes, seeds, self.how)
        return _bound(self._judged(x0), self.people)

    def _binding_judge_accuracy(self) -> float:
        people = [forged_person(10**6 + 1000 * i) for i in range(self.size.people)]
        answers = self.references.judged(encode(np.stack([person.pixels for person in people])))
        return _bound(answers, [_words_of(person) for person in people])

    def _jumps(self) -> Measuring[tuple[Tensor, Tensor]]:
        """(strips,) the longest step of each strip over its median step: of nine equal parts, and
        of nine parts that are looked for."""
        parts = [equal_parts(STRIP)] * len(self.strips)
        ways = [Way(*one) for one in zip(parts, (yield from self._frames(parts)), strict=True)]
        equal = torch.stack([_jump(way.pictures) for way in ways])
        for _ in range(ROUNDS):
            parts = [way.closer(LEAST_LOOKS) for way in ways]
            x0 = yield from self._frames(parts)
            ways = [way.joined(*more) for way, *more in zip(ways, parts, x0, strict=True)]
        return equal, torch.stack([_jump(way.pictures[way.even(STRIP)]) for way in ways])

    def _frames(self, parts: Sequence[Tensor]) -> Measuring[tuple[Tensor, ...]]:
        """What lies at parts of each strip."""
        mixes, seeds = [], []
        for (start, stop, seed), wanted in zip(self.strips, parts, strict=True):
            mixes += [between(start, stop, part) for part in wanted.tolist()]
            seeds += [self.job.seed + seed] * len(wanted)
        x0 = yield from self._draw("blends", mixes, seeds, self.how)
        return x0.split([len(wanted) for wanted in parts])

    def _table(self, real: Mapping[str, Tensor]) -> Measuring[list[StepsRow]]:
        """Every row from the same noise and the same contexts."""
        mixes = [self.fd_mixes[i % len(self.fd_mixes)] for i in range(self.size.table)]
        seeds = self._seeds(13, len(mixes))
        exact: Tensor | None = None
        rows = []
        for sampler, steps in self.rows:
            how = Drawing(sampler=sampler, steps=steps, guidance=self.job.guidance)
            x0 = yield from self._draw(f"{sampler} with {steps} steps", mixes, seeds, how)
            exact = x0 if (sampler, steps) == EXACT else exact
            assert exact is not None  # it is the first row
            features = self._features(snapped(decode(x0)))
            apart = (x0 - exact).square().mean(dim=(1, 2, 3)).sqrt().mean().item()
            rows.append(
                StepsRow(
                    sampler,
                    steps,
                    *(frechet_distance(features[space], real[space]) for space in SPACES),
                    paired_l2=apart if sampler in DETERMINISTIC else None,
                )
            )
        return rows


def at_most(sprites: Sequence[Sprite], most: int) -> tuple[Sprite, ...]:
    """Shuffled by a fixed lot, so that the first few are of every kind."""
    return tuple(sprites[i] for i in np.random.default_rng(0).permutation(len(sprites))[:most])


def likes(unseen: Sequence[Sprite], trained: Sequence[Sprite], seed: int) -> np.ndarray:
    """(N, 16, 16, 4) for each unseen sprite a training sprite of its category, and of its style if
    any is."""
    rng = np.random.default_rng(seed)
    by_words: dict[object, list[int]] = defaultdict(list)
    for i, sprite in enumerate(trained):
        by_words[_style(sprite), sprite.category].append(i)
        by_words[sprite.category].append(i)
    picked = []
    for sprite in unseen:
        alike = by_words[_style(sprite), sprite.category] or by_words[sprite.category]
        picked.append(int(rng.choice(alike or range(len(trained)))))
    return np.stack([trained[i].pixels for i in picked])


def _style(sprite: Sprite) -> str:
    return next((word for word in sprite.words if word.startswith("style:")), "")


def snapped(soft: np.ndarray) -> np.ndarray:
    return np.stack([crisp(pixels, COLOURS_A_SPRITE, None) for pixels in soft])


def _jump(pictures: Tensor) -> Tensor:
    steps = step_lengths(pictures)
    return steps.max() / steps.median()


def _words_of(person: Sprite) -> dict[str, str]:
    """Slot → colour of what is bound."""
    slots = dict(word.split(":", 1) for word in person.words if ":" in word)
    return {slot: slots[slot] for slot in BOUND}


def _bound(answers: Mapping[str, Tensor], wanted: Sequence[Mapping[str, str]]) -> float:
    """Share of sprites in which every bound colour is found where it was asked for."""
    hits = torch.ones(len(wanted), dtype=torch.bool)
    for question in BOUND:
        right = [QUESTIONS[question].index(colours[question]) for colours in wanted]
        hits &= answers[question] == torch.tensor(right)
    return hits.float().mean().item()
