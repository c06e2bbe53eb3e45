"""What a lesson sets up on another page, as a drawing that the page recalls."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

import sprite_studio
from sprite_studio.studio.jobs.compare import Lane
from sprite_studio.studio.jobs.drawing import NONE, SAMPLERS, Drawing, Sampler
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.learn.texts import Try


def recipe_of(one: Try, model: str, style: str = NONE) -> Recipe:
    """As if it had been drawn before. Args: model: by which the lesson's figures are; style: in
    which it draws best."""
    drawing = Drawing(
        mix=one.mix,
        sampler=_sampler(one.sampler),
        steps=one.steps,
        guidance=one.guidance,
        count=one.count,
        varied=False,
        candidates=1,
        model=model,
        seed=100,
    )
    told: dict[str, float] = {} if style == NONE else {style: 1.0}
    return Recipe(
        version=sprite_studio.__version__,
        model_hash="",
        drawing=drawing,
        styles=(told,) * one.count,
    )


def lanes_of(one: Try, model: str) -> tuple[Lane, ...]:
    """Written "ddpm 50": a sampler and its steps."""
    written = (lane.partition(" ") for lane in one.lanes)
    return tuple(Lane(_sampler(name), int(steps), model=model) for name, _, steps in written)


def _sampler(name: str) -> Sampler:
    return next(sampler for sampler in SAMPLERS if sampler == name)


class Tries(QObject):
    """Where the lessons' tries go: a signal a page.

    Signals:
        watch(Recipe, bool): draw this there, and show it as a run, or a step of it as a sum.
        create(Recipe): draw this there.
        sink(pixels): drop a (16, 16, 4) sprite into noise.
        compare(Recipe, tuple of Lane): draw these lanes there.
        network(Recipe): open the network at a step of this run.
        word(str): find it among all words.
        train(), music(): open it.
    """

    watch = Signal(object, bool)
    create = Signal(object)
    sink = Signal(object)
    compare = Signal(object, object)
    network = Signal(object)
    word = Signal(str)
    train = Signal()
    music = Signal()

    def send(self, one: Try, model: str, style: str, sprite: Any) -> None:
        """Args: model, style: as of `recipe_of`; sprite: (16, 16, 4) of the figure, or None."""
        recipe = recipe_of(one, model, style)
        to: dict[str, Callable[[], object]] = {
            "watch": lambda: self.watch.emit(recipe, one.one_step),
            "create": lambda: self.create.emit(recipe),
            "sink": lambda: self.sink.emit(sprite),
            "compare": lambda: self.compare.emit(recipe, lanes_of(one, model)),
            "network": lambda: self.network.emit(recipe),
            "word": lambda: self.word.emit(next(iter(one.mix))),
            "train": self.train.emit,
            "music": self.music.emit,
        }
        to[one.page]()
