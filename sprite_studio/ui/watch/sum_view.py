"""A step of a run as a sum of pictures, and what guidance added to one of them."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sprite_studio.art.number_pictures import Reach, number_pictures
from sprite_studio.studio.jobs.watch import WatchResult
from sprite_studio.studio.words.told import words_of
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.watch.run_story import level_told
from sprite_studio.ui.watch.sum_story import guidance_told, sampler_told, sum_told
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid

NOTHING = np.zeros((0, 16, 16, 4), np.uint8)

WITHOUT_TIP = (
    "The noise that it sees, told no words; of a style that was learned, its change of the network "
    "stays in force, and a part of its word, a quarter to three quarters by how many sprites "
    "showed it"
)
DIFFERENCE_TIP = (
    "What the words change in what it sees. How large it is: the root mean square of its numbers"
)


class _Term(QWidget):
    """A picture below what it is multiplied by and what it is."""

    def __init__(self, name: str, tip: str, empty: str = "") -> None:
        super().__init__()
        self._title = PlainLabel()
        self._title.setProperty("role", "quiet")
        self._title.setToolTip(tip)
        self._empty = empty
        self._grid = SpriteGrid(empty)
        self._grid.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self._title)
        column.addWidget(self._grid, 1)

    def show_term(self, title: str, numbers: NDArray[np.floating] | None, reach: Reach) -> None:
        """Args: numbers: (C, 16, 16), or None where there are none."""
        self._title.setText(title)
        self._grid.empty_text = self._empty
        pictures = NOTHING if numbers is None else number_pictures(numbers[None], reach)
        self._grid.show_images(pictures)

    def clear(self, title: str) -> None:
        """There is no step to look at."""
        self._title.setText(title)
        self._grid.empty_text = "–"
        self._grid.show_images(NOTHING)


class SumView(QWidget):
    """One step of one sprite."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formula = PlainLabel()
        self._formula.setProperty("role", "title")
        self._level = PlainLabel()
        self._level.setProperty("role", "quiet")
        self._next = _Term("next x_t", "What the step leads to", "The run ends here, so far.")
        self._x_t = _Term("x_t of the sum", "The noisy sprite at this step")
        self._eps = _Term("noise of the sum", "The noise that is taken away")
        self._fresh = _Term("fresh noise", "Noise that is put in anew", "No fresh noise here.")
        self._before = _Term("belief before", "What was believed one step before")
        self._sampler, self._guided = _paragraph(), _paragraph()
        self._with = _Term("with words", "The noise that it sees, told the words")
        self._without = _Term("without words", WITHOUT_TIP, "Not asked at this step.")
        self._difference = _Term("difference", DIFFERENCE_TIP, "–")
        self._after = _Term("after guidance", "What is taken away, as above")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._formula)
        column.addWidget(self._level)
        column.addLayout(_row(self._next, self._x_t, self._eps, self._fresh, self._before), 1)
        column.addWidget(self._sampler)
        column.addLayout(_row(self._with, self._without, self._difference, self._after), 1)
        column.addWidget(self._guided)
        self.clear()

    def show_step(self, run: WatchResult, index: int, sprite: int, reach: Reach) -> None:
        step = run.taken[index]
        of = step.sum
        self._formula.setText(sum_told(run, index))
        self._level.setText(
            f"Step {index + 1}, {level_told(run, index)}. Each picture is shown before it is "
            "multiplied by the number above it."
        )
        came = run.next_x(index)[sprite] if run.has_next(index) else None
        self._next.show_term("xₜ₋₁ =", came, reach)
        self._x_t.show_term(f"{of.x:.3f} · xₜ", step.x_t[sprite], reach)
        self._eps.show_term(f"− {of.eps:.3f} · ε̂", step.eps[sprite], reach)
        fresh = run.fresh_noise(index)
        self._fresh.show_term(
            f"+ {of.noise:.3f} · z", None if fresh is None else fresh[sprite], reach
        )
        self._before.setVisible(run.recipe.drawing.sampler == "dpm++")
        before = run.taken[index - 1].x0[sprite] if of.before else None
        self._before.show_term(
            f"{'−' if of.before >= 0 else '+'} {abs(of.before):.3f} · x̂₀ before", before, reach
        )
        self._sampler.setText(sampler_told(run, index))
        self._guided.setText(guidance_told(run, index, sprite))
        said, without = step.with_words[sprite], step.without_words
        name = "ε with the words" if words_of(run.recipe, sprite) else "ε, told nothing"
        self._with.show_term(name, said, reach)
        alone = None if without is None else without[sprite]
        self._without.show_term("ε without", alone, reach)
        difference = None if alone is None else said - alone
        size = "" if difference is None else f", {np.sqrt((difference**2).mean()):.3f} large"
        self._difference.show_term(f"with − without{size}", _opaque(difference), reach)
        self._after.show_term("ε̂, after guidance", step.eps[sprite], reach)

    def clear(self) -> None:
        """No run."""
        for term, title in (
            (self._next, "xₜ₋₁ ="),
            (self._x_t, "a · xₜ"),
            (self._eps, "− b · ε̂"),
            (self._fresh, "+ σ · z"),
            (self._before, "− c · x̂₀ before"),
            (self._with, "ε with the words"),
            (self._without, "ε without"),
            (self._difference, "with − without"),
            (self._after, "ε̂, after guidance"),
        ):
            term.clear(title)
        self._formula.setText("xₜ₋₁ = a · xₜ − b · ε̂ + σ · z")
        self._level.setText("The numbers of every step stand here as soon as a run is done.")
        self._before.hide()
        self._sampler.clear()
        self._guided.clear()


def _opaque(difference: NDArray[np.floating] | None) -> NDArray[np.floating] | None:
    """Its colours alone: a difference is no sprite, of which a part could be clear."""
    return None if difference is None else difference[:3]


def _row(*terms: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2 * theme.SPACE)
    for term in terms:
        row.addWidget(term, 1)
    return row


def _paragraph() -> QLabel:
    label = PlainLabel()
    label.setWordWrap(True)
    return label
