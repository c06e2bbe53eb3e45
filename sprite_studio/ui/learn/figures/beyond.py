"""A part drawn anew, and a word that the network did not know."""

from collections.abc import Mapping

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from sprite_studio.studio.jobs.learn.beyond import (
    ROWS,
    NewWordJob,
    NewWordResult,
    RedrawJob,
    RedrawResult,
)
from sprite_studio.studio.jobs.learn.progress import LessonStep
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed

PLOT_HEIGHT = 160


class BeyondFigure(Figure):
    """Proposals by the slider; and, if it is wanted, a word that is taught here and forgotten."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: RedrawResult | None = None
        self._word: NewWordResult | None = None
        self._model = ""
        self._anew = Plates(labels["picture"], 6)
        self._control = Control(labels["control"], len(ROWS), 1)
        self._control.moved.connect(lambda _: self._show())
        for part in (self._control, self._anew):
            self.column.addWidget(part)
        self._line = self.say("said")
        self._offer = self.say("offer")
        self._teach = QPushButton(labels["teach"])
        self._teach.clicked.connect(self._ask_for_word)
        row = QHBoxLayout()
        row.addWidget(self._teach)
        row.addStretch()
        self.column.addLayout(row)
        self._shown = Plates(labels["shown"], 8, largest=5)
        self._falling = fixed(ThemedPlot(labels["plot"], labels["axis"], labels["loss"]))
        self._falling.setFixedHeight(PLOT_HEIGHT)
        self._curve = self._falling.curve("quiet")
        self._smooth = self._falling.curve("good")
        self._drawn = Plates(labels["drawn"], 5, largest=7)
        self._taught_parts = [self._shown, self._falling, self._drawn]
        for part in self._taught_parts:
            self.column.addWidget(part)
            part.hide()
        self._taught = self.say("taught")

    def job(self, model: str) -> RedrawJob:
        self._model = model
        return RedrawJob(model)

    def _ask_for_word(self) -> None:
        self._teach.setEnabled(False)
        self.wanted.emit(NewWordJob(self._model))

    def show_report(self, report: LessonStep) -> None:
        self._teach.setText(self.labels["teaching"].format(share=report.share))

    def give_up(self) -> None:
        self._teach.setText(self.labels["teach"])
        self._teach.setEnabled(True)

    def show_result(self, result: RedrawResult | NewWordResult) -> None:
        if isinstance(result, RedrawResult):
            self._result, self._word = result, None
            for part in (*self._taught_parts, self._taught):
                part.hide()
            self._offer.setProperty("key", "offer" if result.can_learn else "no_offer")
            self._teach.setVisible(result.can_learn)
            self.tell(self._offer)
            self._show()
        else:
            self.give_up()
            self._word = result
            self._show_word(result)

    def answer(self) -> str:
        assert self._result is not None
        changed = float(self._result.changed.max())
        return "none" if changed == 0 else "few" if changed < 0.5 else "many"

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        at = self._control.place
        word = self._word
        return {
            "rows": ROWS[at],
            "kept": 16 - ROWS[at],
            "changed": 100 * float(result.changed[at]),
            "most_changed": 100 * float(result.changed.max()),
            "count": result.anew.shape[1],
            "learned": 0 if word is None else word.learned,
            "parameters": 0 if word is None else word.parameters,
            "steps": 0 if word is None else len(word.losses),
            "before": 0.0 if word is None else _ends(word.losses)[0],
            "after": 0.0 if word is None else _ends(word.losses)[1],
            "told": ", ".join(result.told) or self.labels["nothing"],
        }

    @property
    def sprite(self) -> np.ndarray | None:
        return None if self._result is None else self._result.sprite

    def _show(self) -> None:
        result, at = self._result, self._control.place
        if result is None:
            return
        self._control.say(self.labels["rows"].format(**self.numbers()))
        self._anew.show_pictures([result.sprite, *result.anew[at]])
        self.tell(self._line)
        self.changed.emit()

    def _show_word(self, word: NewWordResult) -> None:
        self._shown.show_pictures(list(word.shown))
        losses = np.array(word.losses)
        self._curve.setData(np.arange(1, len(losses) + 1), losses)
        wide = max(1, len(losses) // 8)
        smooth = np.convolve(losses, np.ones(wide) / wide, mode="valid")
        self._smooth.setData(np.arange(len(smooth)) + wide, smooth)
        captions = [self.labels[key] for key in ("without", "with") for _ in range(len(word.after))]
        self._drawn.show_pictures([*word.before, *word.after], captions)
        for part in self._taught_parts:
            part.show()
        self.tell(self._taught)
        self.changed.emit()


def _ends(losses: tuple[float, ...]) -> tuple[float, float]:
    """The mean of the first quarter, and of the last: single ones jump."""
    quarter = max(1, len(losses) // 4)
    return float(np.mean(losses[:quarter])), float(np.mean(losses[-quarter:]))
