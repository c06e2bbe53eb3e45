"""How well sprites are changed and words are taught, in figures, on sprites unseen in training."""

import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.palette import Palette, crisp
from sprite_studio.art.sprite import Sprite
from sprite_studio.diffusion.measuring.fidelity import frechet_distance
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.sampling.denoiser import guided_denoiser
from sprite_studio.diffusion.sampling.editing import inpaint, invert
from sprite_studio.diffusion.sampling.noise import SpriteNoise
from sprite_studio.diffusion.sampling.samplers import Run, ddim
from sprite_studio.diffusion.training.teaching import Lesson
from sprite_studio.diffusion.training.trainer import velocity_losses
from sprite_studio.stepwise import completed
from sprite_studio.studio.draw.sampling import CHUNK, draw_each, steps_of
from sprite_studio.studio.evaluate.editing_report import (
    EditingReport,
    PaletteRow,
    StyleRow,
    TaughtRow,
)
from sprite_studio.studio.evaluate.evaluate import at_most, likes, snapped
from sprite_studio.studio.evaluate.evaluation_plan import context_of
from sprite_studio.studio.evaluate.references import References
from sprite_studio.studio.evaluate.report import EvaluateProgress
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import MIXED, Drawing
from sprite_studio.studio.jobs.edit import INPAINT_STEPS
from sprite_studio.studio.jobs.training.train import Importing
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary, live_path, tune_threads
from sprite_studio.studio.train.sources import import_all
from sprite_studio.studio.train.teach import BATCH, lesson_batches, lesson_config

PALETTES = {
    "four greens": ("0f380f", "306230", "8bac0f", "9bbc0f"),
    "eight": ("141013", "f5ffe8", "b4202a", "fa6a0a", "ffd541", "59c135", "249fde", "793a80"),
    "greys": ("000000", "555555", "aaaaaa", "ffffff"),
}
TAUGHT, TAUGHT_STYLE = "taught", "style:taught"
STEPS = 50
EXACT = Drawing(sampler="dpm++", steps=20)
BOX = (slice(5, 11), slice(5, 11))
"""Rows and columns that are drawn anew: a sprite's middle, where something always is."""

SURPRISE_LEVELS = (-6.0, -3.0, 0.0, 3.0, 6.0)
"""The λ at which sprites are noised: from nearly pure noise to nearly clean."""


@dataclass(frozen=True)
class EditingPlan:
    """How much is measured.

    Attributes:
        sprites: of inversion, inpainting and each palette.
        subjects: that words are taught of, which have at least `least` sprites; shown: at most.
        lesson: steps of each; drawn: sprites with each word.
        styles: that are taught; style_shown: sprites of each, at most; style_lesson: steps;
            style_drawn: sprites of each.
    """

    sprites: int = 128
    subjects: int = 10
    least: int = 4
    shown: int = 8
    lesson: int = 400
    drawn: int = 16
    styles: int = 3
    style_shown: int = 30
    style_lesson: int = 800
    style_drawn: int = 96


@dataclass(frozen=True)
class EditingJob:
    """Measure a model. Attributes: model: a name, or a file; data: sets of real sprites."""

    model: str
    data: tuple[Path, ...]
    seed: int = 2_000_000


def evaluate_editing(
    job: EditingJob, library: ModelLibrary, references: References, plan: EditingPlan | None = None
) -> Generator[Importing | EvaluateProgress | EditingReport, None, None]:
    """Yields Importing and EvaluateProgress, and ends with one EditingReport.

    Raises JobError, CheckpointError, and as `import_set`.
    """
    start = time.perf_counter()
    whole = yield from import_all(job.data)
    unseen = at_most(whole.part("test").sprites, 10**6)
    trained = whole.part("train").sprites
    loaded = library.load(job.model)
    if loaded.model.config.channels != 4:
        raise JobError("this model knows no clear pixels, so it cannot edit; choose another")
    bench = _Bench(job, library, loaded, references, plan or EditingPlan(), unseen, trained, start)
    if not (unseen and trained):
        raise JobError("the data holds no test sprites to measure by, or no others")
    yield from bench.run()


Way = Callable[[Tensor, Sequence[Mapping[str, float]], range], Run]
"""x0 (B, 4, 16, 16), a mix and a number each → the run that changes them."""


class _Bench:
    def __init__(
        self,
        job: EditingJob,
        library: ModelLibrary,
        loaded: LoadedModel,
        references: References,
        plan: EditingPlan,
        unseen: Sequence[Sprite],
        trained: Sequence[Sprite],
        start: float,
    ) -> None:
        self.job, self.library, self.loaded = job, library, loaded
        has_student = live_path(library.find(job.model)).is_file()
        self.student = library.load_live(job.model) if has_student else None
        self.references, self.plan, self.start = references, plan, start
        self.unseen, self.trained = unseen, trained
        self.sprites = unseen[: plan.sprites]
        self.known = frozenset(loaded.model.vocabulary.words)
        self.mixes = [context_of(sprite, self.known) for sprite in self.sprites]
        self.device = next(loaded.model.parameters()).device
        self.subjects = self._subjects()
        self.packs = self._packs()
        self.total = 4 + len(PALETTES) + len(self.subjects) + len(self.packs)
        self.done = 0

    def run(self) -> Iterator[EvaluateProgress | EditingReport]:
        yield self._progress("inversion")
        x0 = encode(np.stack([sprite.pixels for sprite in self.sprites]))
        back = self._in_chunks(self._there_and_back, x0)
        psnr = -10 * torch.log10((back - x0).square().mean(dim=(1, 2, 3)) / 4)
        errors = []
        for resamples in (5, 1, 0):
            yield self._progress("inpainting")
            drawn = self._in_chunks(self._inpainted(resamples), x0)
            apart = (drawn - x0)[:, :, BOX[0], BOX[1]]
            errors.append(apart.square().mean().sqrt().item())
        palettes = []
        for name, colours in PALETTES.items():
            yield self._progress(f"the palette {name}")
            palettes.append(self._palette(name, colours))
        taught, longest = [], 0.0
        for subject, sprites in self.subjects:
            yield self._progress(f"a word for {subject}")
            row, seconds = self._taught(subject, sprites)
            taught.append(row)
            longest = max(longest, seconds)
        styles = []
        for style, shown, others in self.packs:
            yield self._progress(f"a style after {style}")
            styles.append(self._styled(style, shown, others))
        yield EditingReport(
            model=self.loaded.name,
            model_hash=self.loaded.hash,
            inversion_psnr=psnr.median().item(),
            inpaint_error=errors[0],
            inpaint_error_once=errors[1],
            inpaint_error_free=errors[2],
            palettes=tuple(palettes),
            taught=tuple(taught),
            styles=tuple(styles),
            lesson_seconds=longest,
            minutes=(time.perf_counter() - self.start) / 60,
        )

    def _progress(self, what: str) -> EvaluateProgress:
        self.done += 1
        return EvaluateProgress(what, self.done, self.total, time.perf_counter() - self.start)

    def _subjects(self) -> list[tuple[str, list[Sprite]]]:
        """Those with the most sprites, each in the category in which it has most."""
        views: dict[str, dict[str, list[Sprite]]] = defaultdict(lambda: defaultdict(list))
        for sprite in self.unseen:
            if sprite.category:
                views[sprite.subject][sprite.category].append(sprite)
        by_subject = {subject: max(v.values(), key=len) for subject, v in views.items()}
        most = sorted(by_subject.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return [pair for pair in most if len(pair[1]) >= self.plan.least][: self.plan.subjects]

    def _packs(self) -> list[tuple[str, list[Sprite], list[Sprite]]]:
        """The styles with the most sprites: what half of the subjects shows, and the other half."""
        by_style: dict[str, list[Sprite]] = defaultdict(list)
        for sprite in self.unseen:
            for word in sprite.words:
                if word.startswith("style:") and word in self.known and sprite.category:
                    by_style[word].append(sprite)
        packs = []
        for style, sprites in by_style.items():
            subjects = sorted({sprite.subject for sprite in sprites})
            taught = set(subjects[::2])
            shown = [sprite for sprite in sprites if sprite.subject in taught]
            others = [sprite for sprite in sprites if sprite.subject not in taught]
            packs.append((style, shown[: self.plan.style_shown], others))
        packs.sort(key=lambda pack: (-min(len(pack[1]), len(pack[2])), pack[0]))
        return [pack for pack in packs if min(len(pack[1]), len(pack[2])) >= 2][: self.plan.styles]

    def _in_chunks(self, way: Way, x0: Tensor) -> Tensor:
        parts = []
        for first in range(0, len(x0), CHUNK):
            chunk = slice(first, first + CHUNK)
            run = way(x0[chunk].to(self.device), self.mixes[chunk], range(len(x0))[chunk])
            parts.append([step.x0 for step in steps_of(run)][-1])
        return torch.cat(parts).cpu()

    def _there_and_back(self, x0: Tensor, mixes: Sequence[Mapping[str, float]], _: range) -> Run:
        model = self.loaded.model
        weights = model.vocabulary.weights(mixes)
        denoise = guided_denoiser(model, weights, network=self.loaded.network)
        levels = model.schedule.levels(STEPS)
        noise = yield from invert(denoise, x0, levels)
        return (yield from ddim(denoise, noise, levels, lambda: torch.zeros_like(x0)))

    def _inpainted(self, resamples: int) -> Way:
        """With 0 every pixel is drawn."""

        def way(x0: Tensor, mixes: Sequence[Mapping[str, float]], numbers: range) -> Run:
            model = self.loaded.model
            mask = torch.zeros(1, 1, 16, 16, device=self.device)
            mask[:, :, BOX[0], BOX[1]] = 1.0
            noise = SpriteNoise([self.job.seed + i for i in numbers], (4, 16, 16), x0.device)
            weights = model.vocabulary.weights(mixes)
            denoise = guided_denoiser(model, weights, 2.0, network=self.loaded.network)
            levels = model.schedule.levels(INPAINT_STEPS)
            if resamples == 0:
                mask = torch.ones_like(mask)
            return inpaint(denoise, noise(), levels, noise, x0, mask, max(1, resamples))

        return way

    def _palette(self, name: str, colours: tuple[str, ...]) -> PaletteRow:
        palette = Palette(name, colours)

        def snap(pixels: np.ndarray) -> Tensor:
            return encode(np.stack([crisp(one, None, palette) for one in pixels]))

        def features(pixels: np.ndarray) -> dict[str, Tensor]:
            return self.references.features(snap(pixels))

        real = features(np.stack([sprite.pixels for sprite in self.unseen]))
        how = EXACT
        after, inside = (
            decode(self._drawn(self.mixes, way))
            for way in (how, msgspec.structs.replace(how, palette=colours))
        )
        kinds = features(inside), features(after), features(likes(self.sprites, self.trained, 0))
        figures = [
            frechet_distance(kind[space], real[space])
            for space in ("phi1", "phi2")
            for kind in kinds
        ]
        surprises = (self._surprise(snap(pixels)) for pixels in (inside, after))
        return PaletteRow(name, *figures, *surprises)

    def _surprise(self, x0: Tensor) -> float:
        """How wrong the network is about sprites whose words it knows, from the same noise for
        every set of them: the less, the likelier they are to it (arXiv 2107.00630, section 3)."""
        model = self.loaded.model
        weights = model.vocabulary.weights(self._styled_mixes(self.mixes))
        rng = torch.Generator().manual_seed(0)
        losses = []
        for level in SURPRISE_LEVELS:
            noise, log_snr = torch.randn(x0.shape, generator=rng), torch.full((len(x0),), level)
            for rows in torch.arange(len(x0)).split(CHUNK):
                parts = (part[rows].to(self.device) for part in (x0, noise, log_snr, weights))
                with torch.inference_mode():
                    losses.append(velocity_losses(model, *parts, weighting="v"))
        return torch.cat(losses).mean().item()

    def _taught(self, subject: str, sprites: Sequence[Sprite]) -> tuple[TaughtRow, float]:
        start = time.perf_counter()
        shown = sprites[: self.plan.shown]
        category = {str(sprites[0].category): 1.0}
        word = self._lesson(TAUGHT, shown, category, self.plan.lesson)
        seconds = time.perf_counter() - start
        theirs = self.references.features(encode(np.stack([s.pixels for s in sprites])))

        def apart(mix: Mapping[str, float], how: Drawing) -> dict[str, float]:
            x0 = self._drawn([mix] * self.plan.drawn, how)
            features = self.references.features(encode(snapped(decode(x0))))
            return {s: torch.cdist(features[s], theirs[s]).mean().item() for s in theirs}

        figures: list[float] = []
        by_student = [Drawing(sampler="live", steps=4)] if self.student else []
        for how in (EXACT, *by_student):
            alone = apart(category, how)
            with self._knowing(TAUGHT, word):
                taught = apart({**category, TAUGHT: 1.0}, how)
            figures += [taught["phi1"], alone["phi1"], taught["phi2"], alone["phi2"]]
        return TaughtRow(subject, len(shown), *figures), seconds

    def _styled(self, style: str, shown: Sequence[Sprite], others: Sequence[Sprite]) -> StyleRow:
        word = self._lesson(TAUGHT_STYLE, shown, {}, self.plan.style_lesson)
        theirs = self.references.features(encode(np.stack([s.pixels for s in others])))
        asked = [{str(others[i % len(others)].category): 1.0} for i in range(self.plan.style_drawn)]

        def distances(added: Mapping[str, float]) -> tuple[float, float]:
            x0 = self._drawn([{**mix, **added} for mix in asked], EXACT)
            features = self.references.features(encode(snapped(decode(x0))))
            first, second = (
                frechet_distance(features[space], theirs[space]) for space in ("phi1", "phi2")
            )
            return first, second

        any_style, pack = distances({}), distances({style: 1.0})
        with self._knowing(TAUGHT_STYLE, word):
            taught = distances({TAUGHT_STYLE: 1.0})
        return StyleRow(
            style=style,
            sprites=len(shown),
            phi1_word=taught[0],
            phi1_any=any_style[0],
            phi1_pack=pack[0],
            phi2_word=taught[1],
            phi2_any=any_style[1],
            phi2_pack=pack[1],
        )

    def _lesson(
        self, name: str, shown: Sequence[Sprite], mix: Mapping[str, float], steps: int
    ) -> Tensor:
        """The word that the sprites show."""
        lesson = Lesson(self.loaded.model, lesson_config(name, steps, seed=0))
        completed(tune_threads(self.loaded.model, BATCH))
        for _ in lesson.learn(lesson_batches(shown, mix, self.loaded.model.vocabulary.words, 0)):
            pass
        return lesson.word

    @contextmanager
    def _knowing(self, name: str, word: Tensor) -> Iterator[None]:
        """With one taught word, and then with those of before."""
        known = [loaded.model.vocabulary for loaded in (self.loaded, self.student) if loaded]
        before = [vocabulary.taught for vocabulary in known]
        for vocabulary in known:
            vocabulary.taught = {name: word}
        try:
            yield
        finally:
            for vocabulary, taught in zip(known, before, strict=True):
                vocabulary.taught = taught

    def _styled_mixes(self, mixes: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
        """With the styles that the sprites' seeds give them."""
        return [
            {**mix, **self.loaded.told_styles(MIXED, mix, [self.job.seed + i])[0]}
            for i, mix in enumerate(mixes)
        ]

    def _drawn(self, mixes: Sequence[Mapping[str, float]], how: Drawing) -> Tensor:
        seeds = [self.job.seed + i for i in range(len(mixes))]
        full = self._styled_mixes(mixes)
        drawer = self.student if how.sampler == "live" else self.loaded
        assert drawer is not None
        *_, x0 = draw_each(drawer, full, seeds, how)
        assert isinstance(x0, Tensor)  # it ends with what it drew
        return x0.cpu()
