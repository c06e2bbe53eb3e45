"""A word is taught before one's eyes: its row moves, and what is drawn with it changes."""

from collections.abc import Mapping

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.studio.jobs.learn.inversion import (
    NewWordJob,
    NewWordProgress,
    NewWordResult,
    WordStage,
)
from sprite_studio.studio.words.names import word_name
from sprite_studio.ui import theme
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.widgets.numbers.bars import Bars
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.numbers.shades import signed_picture
from sprite_studio.ui.widgets.numbers.word_map import WordMap
from sprite_studio.ui.widgets.numbers.word_picture import CHANNELS
from sprite_studio.ui.widgets.page_frame import titled

MAP_HEIGHT = 200

FAR = 0.5
"""A cosine below which two rows do not point nearly the same way: 60 degrees between them."""


class InversionFigure(Figure):
    """The row by the slider, from before the first step of the lesson to after the last."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: NewWordResult | None = None
        self._stages: list[WordStage] = []
        self._control = Control(labels["control"], 1)
        self._control.moved.connect(lambda _: self._show())
        self._shown, self._without, self._with = (
            Plates(labels[key], 8, largest=4) for key in ("shown", "without", "with")
        )
        self._bars = Bars(labels["vector"], labels["empty"])
        self._map = WordMap()
        self._map.setFixedHeight(MAP_HEIGHT)
        self._learning = self.say("learning")
        self.column.addWidget(self._control)
        for key, plates in (
            ("without", self._without),
            ("with", self._with),
            ("shown", self._shown),
        ):
            self.column.addLayout(titled(labels[key], plates, labels["tip"]))
        told = QVBoxLayout()
        told.addLayout(titled(labels["vector"], self._bars, labels["vector_tip"]))
        self._picture = Plates(labels["picture"], 5, largest=3)
        told.addWidget(self._picture)
        self._near = self.say("near")
        self.column.removeWidget(self._near)
        told.addWidget(self._near)
        told.addStretch()
        beside = QHBoxLayout()
        beside.setSpacing(2 * theme.SPACE)
        beside.addLayout(told, 1)
        mapped = titled(labels["map"], self._map, labels["map_tip"])
        mapped.addStretch()
        beside.addLayout(mapped, 1)
        self.column.addLayout(beside)

    def job(self, model: str) -> NewWordJob:
        self._stages, self._result = [], None
        self._control.setEnabled(False)
        self._map.show_words(np.zeros((0, 2)), ())  # they may be another model's
        self._near.say("")
        return NewWordJob(model)

    def show_report(self, report: NewWordProgress) -> None:
        words = {"share": report.share, "taken": report.taken}
        self._learning.say(self.labels["learning"].format(**words))
        if report.shown is not None:
            self._shown.show_pictures(list(report.shown))
        if report.stage is not None:
            self._stages.append(report.stage)
            self._show_stage(report.stage)

    def show_result(self, result: NewWordResult) -> None:
        self._result, self._stages = result, list(result.stages)
        names = [*map(word_name, result.words)]
        names += [self.labels["after"].format(step=stage.step) for stage in result.stages]
        self._map.show_words(np.concatenate([result.places, result.way]), names)
        self._control.setEnabled(True)
        self._control.set_count(len(result.stages))
        self._control.move_to(len(result.stages) - 1)
        self._show()

    @property
    def words(self) -> frozenset[str] | None:
        return None if self._result is None else frozenset(self._result.words)

    def answer(self) -> str:
        assert self._result is not None
        share = self._result.changed / self._result.parameters
        return "none" if share == 0 else "few" if share < 0.5 else "most"

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        stage = result.stages[self._control.place]
        return {
            "step": stage.step,
            "steps": result.stages[-1].step,
            "learned": result.learned,
            "size": len(stage.vector),
            "picture": result.learned - len(stage.vector),
            "parameters": result.parameters,
            "changed": result.changed,
            "like": stage.like,
            "like_before": result.stages[0].like,
            "told": " + ".join(result.told) or self.labels["nothing"],
            "near": self._neighbours(stage),
        }

    @property
    def sprite(self) -> np.ndarray | None:
        return None if self._result is None else self._result.stages[-1].drawn[0]

    def _neighbours(self, stage: WordStage) -> str:
        """The nearest words, and how near."""
        if not stage.near:
            return self.labels["nowhere"]
        near = ", ".join(f"“{word_name(word)}” {alike:z.2f}" for word, alike in stage.near)
        far = self.labels["far"] if stage.near[0][1] < FAR else ""
        return self.labels["nearest"].format(near=near, far=far)

    def _show_stage(self, stage: WordStage) -> None:
        if len(self._stages) == 1:
            self._without.show_pictures(list(stage.drawn))
        self._with.show_pictures(list(stage.drawn))
        self._show_row(stage)

    def _show_row(self, stage: WordStage) -> None:
        self._bars.show_numbers(stage.vector)
        has_picture = stage.picture is not None and stage.promised is not None
        self._picture.setVisible(has_picture)
        self._near.setProperty("key", "near" if has_picture else "near_plain")
        if stage.picture is None or stage.promised is None:
            return
        most = max(float(np.abs(s.picture).max()) for s in self._stages if s.picture is not None)
        maps = [signed_picture(channel, most or 1.0) for channel in stage.picture]
        named = [self.labels[key] for key in (*CHANNELS[: len(maps)], "promised")]
        self._picture.show_pictures([*maps, number_pictures(stage.promised)], named)

    def _show(self) -> None:
        result, at = self._result, self._control.place
        if result is None:
            return
        stage = result.stages[at]
        self._control.say(self.labels["after"].format(step=stage.step))
        self._shown.show_pictures(list(result.shown))
        self._without.show_pictures(list(result.stages[0].drawn))
        self._with.show_pictures(list(stage.drawn))
        self._show_row(stage)
        near = [result.words.index(word) for word, _ in stage.near]
        self._map.choose(len(result.words) + at, near)
        self._learning.say(self.labels["taught"].format(**self.numbers()))
        self.tell(self._near)
        self.changed.emit()
