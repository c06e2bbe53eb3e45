"""Which parts of a picture are sprites, what they are, and what they are called."""

from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.imports.cells import Background, CellGrid
from sprite_studio.art.sprite import CATEGORIES, Pixels
from sprite_studio.studio.jobs.library.slicing import (
    CutJob,
    CutResult,
    OpenSheetJob,
    OpenSheetResult,
)
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.ui import theme
from sprite_studio.ui.imports.slice_view import SliceView
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import describe, pair_row, quiet_label, spin_box
from sprite_studio.ui.widgets.weight_slider import explained
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.latest_job import LatestJob
from sprite_studio.ui.work.worker import Failure

IMPORT, TAKE = "Import sprites", "Import"
"""What is usually done with them."""

BACKGROUNDS: dict[str, Background] = {
    "Leave it": "keep",
    "The corner's colour": "corner",
    "Magenta": "magenta",
}
UNKNOWN = "Nothing in particular"
THESE_TIP = (
    "What all ticked sprites are, in the words of Create's sliders. The model is told so when it "
    "learns their style, and when one is drawn anew; else it goes by the pixels alone"
)
KEYS_NOTE = (
    "All ticked sprites are told so. For a single one, click its cell and press the number that "
    "stands before the word, or 0 for nothing."
)
SIZE = QSize(980, 640)
"""Logical pixels, where the window is no smaller."""

_SETTLE_MS = 120
"""After the last turn of a box, before the sheet is cut anew."""


class SlicerDialog(QDialog):
    """Opens files, or a picture at hand, and hands over the sprites that are ticked.

    Signals:
        imported(tuple): of NewSprite.
    """

    imported = Signal(object)

    def __init__(
        self,
        jobs: JobClient,
        parent: QWidget | None = None,
        act: str = IMPORT,
        take: str = TAKE,
    ) -> None:
        """Args: act: what is done with the sprites, for the title; take: the verb of the button
        that hands them over."""
        super().__init__(parent)
        self._act, self._take = act, take
        self.setWindowTitle(act)
        self.resize(SIZE if parent is None else SIZE.boundedTo(parent.window().size()))
        self._jobs = jobs.within(self)
        self._opened: OpenSheetResult | None = None
        self._cut: CutResult | None = None
        self._categories: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._build()
        self._cutting: LatestJob[CutJob] = LatestJob(self._jobs, self._on_cut, self._on_failed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE_MS)
        self._soon.timeout.connect(lambda: self._ask(guess=False))

    def open_files(self, paths: tuple[Path, ...]) -> None:
        """Read pictures, or folders of them."""
        self._say("Reading …")
        self._jobs.send(OpenSheetJob(paths), self._on_opened, failed=self._on_failed)

    def open_pixels(self, name: str, pixels: Pixels) -> None:
        """A picture that is at hand, from the clipboard say."""
        self._on_opened(OpenSheetResult(name, pixels))

    def sprites(self) -> tuple[NewSprite, ...]:
        """Those that are ticked, in their order."""
        if self._cut is None or self._opened is None:
            return ()
        found = []
        for number in self._view.ticked:
            pixels = self._cut.cells[number].sprite
            assert pixels is not None  # or it could not be ticked
            category = self._categories.get(number, "")
            found.append(
                NewSprite(
                    pixels[None],
                    "imported",
                    words=(category,) if category else (),
                    name=self._names.get(number, ""),
                    origin=self._opened.name,
                )
            )
        return tuple(found)

    # -- building

    def _build(self) -> None:
        self._view = SliceView()
        area = QScrollArea()
        area.setWidget(self._view)
        area.setMinimumWidth(420)
        self._factor = QComboBox()
        describe(self._factor, "Reduced", "Art that was enlarged, at its own size again")
        self._background = QComboBox()
        describe(self._background, "Background", "Which colour becomes clear")
        for name, value in BACKGROUNDS.items():
            self._background.addItem(name, value)
        self._width = _spin(1, 512, "Cell width")
        self._height = _spin(1, 512, "Cell height")
        self._left = _spin(0, 512, "Left margin")
        self._top = _spin(0, 512, "Top margin")
        self._gap_x = _spin(0, 64, "Gap across")
        self._gap_y = _spin(0, 64, "Gap down")
        self._guess, self._all = QPushButton("&Guess the grid"), QPushButton("Tick &all")
        self._none = QPushButton("Tick n&one")
        self._category = QComboBox()
        describe(self._category, "These are", THESE_TIP)
        self._category.addItem(UNKNOWN, "")
        for number, category in enumerate(CATEGORIES, start=1):
            self._category.addItem(f"{number}  {explained(category)}", category)
        self._keys = quiet_label()
        self._keys.setText(KEYS_NOTE)
        self._name = QLineEdit()
        describe(
            self._name,
            "Name of the framed one",
            "Of the one cell with the bright frame, and of no other; empty makes one for it",
        )
        self._told, self._errors = PlainLabel(), ErrorPanel()
        self._told.setProperty("role", "quiet")
        self._told.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._import = QPushButton(self._take)
        self._import.setProperty("role", "primary")
        self._import.setDefault(True)
        buttons.addButton(self._import, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._finish)
        buttons.rejected.connect(self.reject)
        side = QVBoxLayout()
        side.setSpacing(theme.SPACE)
        side.addLayout(self._form())
        side.addWidget(self._errors)
        side.addStretch()
        side.addWidget(self._told)
        side.addWidget(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(*([2 * theme.SPACE] * 4))
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(area, 1)
        row.addLayout(side)
        self._connect()

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.setVerticalSpacing(theme.SPACE)
        form.addRow("&Reduced", self._factor)
        form.addRow("&Background", self._background)
        for pair in (
            ("Cell &width", self._width, "&height", self._height),
            ("Margin &left", self._left, "&top", self._top),
            ("Gap &across", self._gap_x, "&down", self._gap_y),
        ):
            form.addRow(*pair_row(*pair, widest="height"))
        ticks = QHBoxLayout()
        for button in (self._guess, self._all, self._none):
            button.setProperty("role", "compact")
            button.setAutoDefault(False)
            ticks.addWidget(button)
        form.addRow(ticks)
        form.addRow("The&se are", self._category)
        form.addRow(self._keys)
        form.addRow("&Name of the framed one", self._name)
        return form

    def _connect(self) -> None:
        self._factor.activated.connect(lambda _: self._ask(guess=True))
        self._background.activated.connect(lambda _: self._ask(guess=False))
        for spin in self._boxes():
            spin.valueChanged.connect(lambda _: self._soon.start())
        self._guess.clicked.connect(lambda: self._ask(guess=True))
        self._all.clicked.connect(lambda: self._view.tick_all())
        self._none.clicked.connect(lambda: self._view.tick_all(on=False))
        self._category.activated.connect(self._on_category)
        self._name.textEdited.connect(self._on_name)
        self._view.changed.connect(self._count)
        self._view.moved.connect(self._show_name)
        self._view.typed.connect(self._on_digit)

    def _boxes(self) -> tuple[QSpinBox, ...]:
        return (self._width, self._height, self._left, self._top, self._gap_x, self._gap_y)

    # -- the picture, cut

    def _on_opened(self, result: OpenSheetResult) -> None:
        self._opened = result
        self.setWindowTitle(f"{self._act} from {result.name}")
        self._factor.clear()
        for factor in result.factors:
            self._factor.addItem("not at all" if factor == 1 else f"by {factor}", factor)
        self._factor.setCurrentIndex(self._factor.findData(result.factor))
        self._factor.setEnabled(len(result.factors) > 1)
        if result.left_out:
            self._errors.show_reason("\n".join(result.left_out[:5]))
        self._ask(guess=result.grid is None, grid=result.grid)

    def _ask(self, guess: bool, grid: CellGrid | None = None) -> None:
        if self._opened is None:
            return
        if not guess and grid is None:
            grid = CellGrid(*(box.value() for box in self._boxes()))
        factor = self._factor.currentData()
        background = self._background.currentData()
        self._cutting.send(CutJob(self._opened.picture, factor, grid, background))

    def _on_cut(self, cut: CutResult) -> None:
        assert self._opened is not None
        if cut.picture.shape[1] // max(1, cut.grid.width) and not self._opened.left_out:
            self._errors.hide()
        self._cut, self._categories = cut, {}
        self._names = dict(enumerate(self._opened.names))
        grid = cut.grid
        values = (grid.width, grid.height, grid.left, grid.top, grid.spacing_x, grid.spacing_y)
        for box, value in zip(self._boxes(), values, strict=True):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self._view.show_cut(cut)
        self._show_name()
        self._view.setFocus()

    def _on_failed(self, failure: Failure) -> None:
        self._say("")
        self._errors.show_failure(failure)

    # -- what the cells are

    def _on_category(self) -> None:
        for number in self._view.ticked:
            self._set_category(number, self._category.currentData())

    def _on_digit(self, digit: str) -> None:
        if 0 <= int(digit) <= len(CATEGORIES):
            self._set_category(self._view.current, ("", *CATEGORIES)[int(digit)])

    def _set_category(self, number: int, category: str) -> None:
        self._categories[number] = category
        self._view.label(number, str(1 + CATEGORIES.index(category)) if category else "")

    def _on_name(self, name: str) -> None:
        self._names[self._view.current] = name.strip()

    def _show_name(self) -> None:
        self._name.setText(self._names.get(self._view.current, ""))

    def _count(self) -> None:
        cells = () if self._cut is None else self._cut.cells
        ticked = len(self._view.ticked)
        self._import.setEnabled(ticked > 0)
        self._import.setText(f"{self._take} {ticked:,}" if ticked else self._take)
        lost = sum(cell.sprite is None for cell in cells)
        told = f"{ticked:,} of {len(cells):,} cells are ticked"
        self._say(f"{told}; {lost:,} are empty or too large" if lost else told)

    def _say(self, text: str) -> None:
        self._told.setText(text)

    def _finish(self) -> None:
        self.imported.emit(self.sprites())
        self.accept()


def _spin(low: int, high: int, name: str) -> QSpinBox:
    spin = spin_box(QSpinBox(), low, high, 1, low)
    spin.setAccessibleName(name)
    spin.setToolTip(f"{name}, in pixels of the picture")
    return spin
