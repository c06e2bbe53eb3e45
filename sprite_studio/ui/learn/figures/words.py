"""The same noises under more and more guidance, and under mixes of two words."""

from collections.abc import Mapping

import numpy as np

from sprite_studio.studio.jobs.learn.words import (
    GUIDANCES,
    MIXED,
    STEPS,
    WordsJob,
    WordsResult,
)
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed

PLOT_HEIGHT = 170
SHOWN_MIXED = 3
"""Noises that are shown under every mix."""

SQUARE = 16


class WordsFigure(Figure):
    """Guidance by the slider; below it what words change, their numbers, and mixes."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: WordsResult | None = None
        self._drawn = Plates(labels["picture"], 6)
        self._control = Control(labels["control"], len(GUIDANCES), GUIDANCES.index(2.0))
        self._control.moved.connect(lambda _: self._show())
        self._plot = fixed(ThemedPlot(labels["plot"], labels["axis"], labels["share"]))
        self._plot.setFixedHeight(PLOT_HEIGHT)
        dots = {"symbol": "o", "symbolSize": 5, "symbolPen": None}
        self._of_eps = self._plot.curve("accent", name=labels["of_eps"], **dots)
        self._of_x0 = self._plot.curve("good", name=labels["of_x0"], **dots)
        self._vectors = Plates(labels["vectors"], 5, largest=6)
        self._mixed = Plates(labels["mixed"], 5, largest=6)
        for part in (self._control, self._drawn):
            self.column.addWidget(part)
        self._line = self.say("said")
        self.column.addWidget(self._plot)
        self._changes = self.say("changes")
        self._as_numbers = self.say("as_numbers")
        self.column.addWidget(self._vectors)
        self._as_mix = self.say("as_mix")
        self.column.addWidget(self._mixed)

    def job(self, model: str) -> WordsJob:
        return WordsJob(model)

    def show_result(self, result: WordsResult) -> None:
        self._result = result
        for curve, share in ((self._of_eps, result.share), (self._of_x0, result.share_x0)):
            curve.setData(np.array(result.log_snr), 100 * share)
        most = max(float(result.share.max()), float(result.share_x0.max()))
        self._plot.setYRange(0, max(10.0, 110 * most))
        has_pair = bool(result.pair)
        for part in (self._vectors, self._as_numbers, self._as_mix, self._mixed):
            part.setVisible(has_pair)
        self.tell(self._changes)
        if has_pair:
            self._show_pair(result)
        self._show()

    def answer(self) -> str | float:
        result = self._result
        assert result is not None
        return 100 * float(result.share.mean()) if result.told else "none"

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        guidance = GUIDANCES[self._control.place]
        first, second = result.pair or ("", "")
        return {
            "guidance": guidance,
            "share": 100 * float(result.share.mean()),
            "most": 100 * float(result.share.max()),
            "share_x0": 100 * float(result.share_x0.mean()),
            "noisy": result.log_snr[0],
            "clean": result.log_snr[-1],
            "noisy_eps": 100 * float(result.share[0]),
            "noisy_x0": 100 * float(result.share_x0[0]),
            "clean_eps": 100 * float(result.share[-1]),
            "clean_x0": 100 * float(result.share_x0[-1]),
            "first": first,
            "second": second,
            "count": result.drawn.shape[1],
            "steps": STEPS,
            "size": result.vectors.shape[1],
            "told": ", ".join(result.told) or self.labels["nothing"],
        }

    def _show_pair(self, result: WordsResult) -> None:
        """The rows of two words as tiles, added up as a context is, and what the mixes draw."""
        null, first, second = result.vectors
        parts = {
            "null": null,
            "row": first,
            "other_row": second,
            "sum": null + first,
            "both": null + 0.5 * first + 0.5 * second,
        }
        # One of a hundred may be far out, and would make all others grey.
        most = float(np.quantile(np.abs(np.stack(list(parts.values()))), 0.97))
        numbers = self.numbers()
        self._vectors.show_pictures(
            [tiles(part / max(most, 1e-9)) for part in parts.values()],
            [self.labels[key].format(**numbers) for key in parts],
        )
        rows = [result.mixed[:, noise] for noise in range(SHOWN_MIXED)]
        last = [f"{1 - part:g} + {part:g}" for part in MIXED]
        captions = ["" for _ in range((SHOWN_MIXED - 1) * len(MIXED))] + last
        self._mixed.show_pictures([picture for row in rows for picture in row], captions)
        self.tell(self._as_numbers)
        self.tell(self._as_mix)

    def _show(self) -> None:
        result, at = self._result, self._control.place
        if result is None:
            return
        self._control.say(f"w = {GUIDANCES[at]:g}")
        self._drawn.show_pictures(result.drawn[at])
        self.tell(self._line)
        self.changed.emit()


def tiles(vector: np.ndarray) -> np.ndarray:
    """A vector of numbers from -1 to 1 as (16, 16, 4): a tile a number, grey for 0, light above,
    dark below; what does not fill the square is clear, and what does not fit is left out."""
    columns = min(len(vector), SQUARE)
    rows = min(SQUARE, -(-len(vector) // columns))
    values = np.zeros(rows * columns)
    count = min(len(vector), len(values))
    values[:count] = vector[:count]
    grey = (255 * (values.clip(-1, 1) + 1) / 2).round().astype(np.uint8).reshape(rows, columns)
    large = grey.repeat(SQUARE // rows, axis=0).repeat(SQUARE // columns, axis=1)
    picture = np.zeros((SQUARE, SQUARE, 4), np.uint8)
    picture[: large.shape[0], : large.shape[1]] = np.stack([large] * 3 + [large * 0 + 255], axis=-1)
    return picture
