"""The window: its pages, the menus, the status bar."""

import logging
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.errors import plain
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.models import ListModelsJob, ListModelsResult, ModelSummary
from sprite_studio.studio.jobs.recipe import Recipe
from sprite_studio.studio.library.history.store import History
from sprite_studio.ui import theme
from sprite_studio.ui.actions import build_actions
from sprite_studio.ui.create.page import CreatePage
from sprite_studio.ui.help import show_about, show_glossary, show_shortcuts
from sprite_studio.ui.icons import icon
from sprite_studio.ui.plain import PlainLabel, plain_tip
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.exports import Exports
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.settings_saver import SettingsSaver
from sprite_studio.ui.work.worker import Failure, Worker

if TYPE_CHECKING:
    from sprite_studio.ui.compare.page import ComparePage
    from sprite_studio.ui.train.page import TrainPage
    from sprite_studio.ui.watch.page import WatchPage

log = logging.getLogger(__name__)


CREATE, WATCH, COMPARE, TRAIN = range(4)
PAGES = (
    ("Create", "Mix words and draw (Ctrl+1)"),
    ("Watch", "See every step of a run (Ctrl+2)"),
    ("Compare", "The same noise, drawn in several ways (Ctrl+3)"),
    ("Train", "Teach a network (Ctrl+4)"),
)

DEVICES = {
    "auto": "The best there is",
    "cpu": "The CPU",
    "cuda": "An NVIDIA GPU",
    "mps": "An Apple GPU",
}


class MainWindow(QMainWindow):
    """Built from parts that it is handed.

    Signals:
        first_painted(): the window can be seen.
    """

    first_painted = Signal()

    def __init__(
        self,
        worker: Worker,
        settings: Settings,
        save_settings: Callable[[Settings], None],
        new_run: Callable[[], Path],
        log_file: Path,
        history: History,
        set_theme: Callable[[str], None],
        add_to_menu: Callable[[], list[Path]] | None = None,
    ) -> None:
        """Args:
        worker: not yet started.
        save_settings: called on another thread whenever a control has changed, and on closing.
        new_run: names the folder of the next training run.
        log_file: shown by Help, Open log file.
        history: where results are kept.
        set_theme: applies one of `theme.THEMES`.
        add_to_menu: writes the desktop's entry and returns the files; None where there is none.
        """
        super().__init__()
        self.setWindowTitle("Sprite Studio")
        self.resize(1180, 760)
        self.setAcceptDrops(True)
        self._worker, self._settings = worker, settings
        self._new_run, self._log_file = new_run, log_file
        self._set_theme, self._history = set_theme, history
        self._add_to_menu = add_to_menu
        self._models: tuple[ModelSummary, ...] = ()
        self._jobs = JobClient(worker, self)
        self._exports = Exports(self._jobs, settings, self)
        self._painted = False
        self._said: dict[QWidget, str] = {}  # page → its last word in the status bar
        self._watch_page: WatchPage | None = None
        self._compare_page: ComparePage | None = None
        self._train_page: TrainPage | None = None
        self.create_page = CreatePage(worker, settings, history)
        self.actions_ = build_actions(self)
        self._saver = SettingsSaver(self._settings_now, save_settings, self)
        self._problems: list[str] = []
        self._ended: bool | None = None
        self._build()
        if self.create_page.result is not None:
            self._on_drawn()

    def start(self) -> None:
        """Start the worker and draw at once: the first thing seen is sprites."""
        self._worker.start()
        self.create_page.view.load_history()  # before the first drawing, which imports torch
        self.create_page.generate()
        self.list_models()  # after it: a model that is loaded knows what it was taught
        self._saver.start()

    def list_models(self) -> None:
        """Ask for the installed models anew."""
        self._jobs.send(ListModelsJob(), self._on_listed, failed=self._on_not_listed)

    @property
    def watch_page(self) -> "WatchPage":
        """Built when it is first opened: its plots take a second to import."""
        if self._watch_page is None:
            from sprite_studio.ui.watch.page import WatchPage

            page = WatchPage(self._worker, self._settings)
            page.status.connect(lambda text: self._hear(page, text))
            page.save_wanted.connect(self._exports.save)
            if self._models:  # or they are shown when they are listed
                page.show_models(self._models)
            self._pages.addWidget(page)
            self._watch_page = page
            page.generate()
        return self._watch_page

    @property
    def compare_page(self) -> "ComparePage":
        """Built when it is first opened."""
        if self._compare_page is None:
            from sprite_studio.ui.compare.page import ComparePage

            page = ComparePage(self._worker, self._settings)
            page.status.connect(lambda text: self._hear(page, text))
            page.save_wanted.connect(self._exports.save)
            if self._models:  # or they are shown when they are listed
                page.show_models(self._models)
            self._pages.addWidget(page)
            self._compare_page = page
        return self._compare_page

    @property
    def train_page(self) -> "TrainPage":
        """Built when it is first opened: the plot it needs takes a second to import."""
        if self._train_page is None:
            from sprite_studio.ui.train.page import TrainPage

            page = TrainPage(self._worker, self._settings, self._new_run)
            page.status.connect(lambda text: self._hear(page, text))
            page.model_changed.connect(self.list_models)
            page.use_model.connect(self._draw_with)
            page.run_changed.connect(self._saver.look)  # a kill must not make it forgotten
            self._pages.addWidget(page)
            self._train_page = page
        return self._train_page

    # -- building

    def _build(self) -> None:
        self._errors = ErrorPanel()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.create_page)
        title = PlainLabel("Sprite Studio")
        title.setProperty("role", "title")
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        bar.addWidget(title)
        bar.addSpacing(2 * theme.SPACE)
        self._tabs = QButtonGroup(self)
        for number, (name, tip) in enumerate(PAGES):
            tab = QPushButton(name)
            tab.setCheckable(True)
            tab.setProperty("role", "tab")
            tab.setToolTip(tip)
            self._tabs.addButton(tab, number)
            bar.addWidget(tab)
        bar.addStretch()
        self._past = [QToolButton(), QToolButton()]
        for button, action, picture in zip(
            self._past, (self.actions_.undo, self.actions_.redo), ("undo", "redo"), strict=True
        ):
            action.setIcon(icon(picture))
            action.setEnabled(False)
            button.setDefaultAction(action)
            button.setIconSize(QSize(18, 18))
            bar.addWidget(button)
        self._export = QPushButton("Export sheet …")
        self._export.setToolTip("Save the sprites as a PNG sheet (Ctrl+E)")
        self._export.setEnabled(False)
        bar.addWidget(self._export)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        said = QHBoxLayout()
        said.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, 0)
        said.addWidget(self._errors)
        column.addLayout(said)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(whole)
        self._status = PlainLabel("Starting …")
        self._device = PlainLabel("")
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().addPermanentWidget(self._device)
        self._build_menus()
        self._tabs.button(0).setChecked(True)
        self._tabs.idClicked.connect(self.open_page)
        self._export.clicked.connect(self.export)
        self._saver.failed.connect(self.show_problem)
        self.create_page.status.connect(lambda text: self._hear(self.create_page, text))
        self.create_page.drawn.connect(self._on_drawn)
        self.create_page.view.past_changed.connect(self._show_past)
        self.create_page.view.save_wanted.connect(self._exports.save)
        self._exports.status.connect(self._status.setText)
        self.create_page.view.watch.connect(self._watch_sprite)
        self.create_page.view.compare.connect(self._compare_sprite)
        self.create_page.view.sink.connect(self._sink_sprite)

    def _build_menus(self) -> None:
        actions = self.actions_
        actions.export.setEnabled(False)
        file = self.menuBar().addMenu("&File")
        file.addActions([actions.export, actions.add_to_menu, actions.quit])
        actions.add_to_menu.setVisible(self._add_to_menu is not None)
        actions.add_to_menu.triggered.connect(self._on_add_to_menu)
        draw = self.menuBar().addMenu("&Draw")
        draw.addActions([actions.generate, actions.cancel, actions.dice])
        draw.addSeparator()
        draw.addActions([actions.undo, actions.redo])
        view = self.menuBar().addMenu("&View")
        view.addActions(
            [actions.create_page, actions.watch_page, actions.compare_page, actions.train_page]
        )
        view.addSeparator()
        self._add_themes(view.addMenu("Theme"))
        self._add_devices(view.addMenu("Draw and train on"))
        help_ = self.menuBar().addMenu("&Help")
        help_.addActions([actions.shortcuts, actions.glossary, actions.open_log, actions.about])
        actions.export.triggered.connect(self.export)
        actions.quit.triggered.connect(self.close)
        actions.generate.triggered.connect(lambda: self._drawing_page().generate())
        actions.cancel.triggered.connect(lambda: self._drawing_page().cancel())
        actions.dice.triggered.connect(lambda: self._drawing_page().roll())
        actions.undo.triggered.connect(self.create_page.view.undo)
        actions.redo.triggered.connect(self.create_page.view.redo)
        actions.create_page.triggered.connect(lambda: self.open_page(CREATE))
        actions.watch_page.triggered.connect(lambda: self.open_page(WATCH))
        actions.compare_page.triggered.connect(lambda: self.open_page(COMPARE))
        actions.train_page.triggered.connect(lambda: self.open_page(TRAIN))
        actions.shortcuts.triggered.connect(
            lambda: show_shortcuts(self, (*self.actions(), *self.create_page.view.tools.actions_))
        )
        actions.glossary.triggered.connect(lambda: show_glossary(self))
        actions.open_log.triggered.connect(self._open_log)
        actions.about.triggered.connect(lambda: show_about(self, self._models))

    def _add_themes(self, menu: QMenu) -> None:
        labels = {name: name.capitalize() for name in theme.THEMES}
        self._add_choices(menu, labels, self._settings.theme).triggered.connect(self._choose_theme)

    def _choose_theme(self, action: QAction) -> None:
        self._settings = msgspec.structs.replace(self._settings, theme=action.data())
        self._set_theme(action.data())

    def _add_devices(self, menu: QMenu) -> None:
        group = self._add_choices(menu, DEVICES, self._settings.device)
        group.triggered.connect(self._choose_device)

    def _add_choices(self, menu: QMenu, labels: Mapping[str, str], chosen: str) -> QActionGroup:
        """One of several, by their names, which the actions hold as data."""
        group = QActionGroup(self)
        for name, label in labels.items():
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(name == chosen)
            action.setData(name)
            group.addAction(action)
        return group

    def _choose_device(self, action: QAction) -> None:
        self._settings = msgspec.structs.replace(self._settings, device=action.data())
        self._status.setText(f"{action.text()} will be used when Sprite Studio starts again")

    # -- pages

    def open_page(self, number: int) -> None:
        """By its number in `PAGES`."""
        page: QWidget = self.create_page
        if number == WATCH:
            page = self.watch_page
        elif number == COMPARE:
            page = self.compare_page
        elif number == TRAIN:
            page = self.train_page
        self._pages.setCurrentWidget(page)
        if page in self._said:
            self._status.setText(self._said[page])
        self._tabs.button(number).setChecked(True)
        for part in (*self._past, self._export):
            part.setVisible(number == CREATE)
        page.setFocus()  # so that the page's own keys work at once
        self._saver.look()

    def _hear(self, page: QWidget, text: str) -> None:
        """A page speaks in the status bar while it is open, and what it said last comes back with
        it: a drawing that ends on another page does not talk over this one."""
        self._said[page] = text
        if self._pages.currentWidget() is page:
            self._status.setText(text)

    def _drawing_page(self) -> "CreatePage | WatchPage | ComparePage":
        """Whom the Draw menu means: the page that is open, if it draws."""
        for page in (self._watch_page, self._compare_page):
            if page is not None and self._pages.currentWidget() is page:
                return page
        return self.create_page

    def _draw_with(self, model: str) -> None:
        self.open_page(CREATE)
        self.create_page.choose_model(model)

    def _watch_sprite(self, recipe: Recipe) -> None:
        self.open_page(WATCH)
        self.watch_page.watch(recipe)

    def _compare_sprite(self, recipe: Recipe) -> None:
        self.open_page(COMPARE)
        self.compare_page.compare(recipe)

    def _sink_sprite(self, pixels: Images) -> None:
        self.open_page(WATCH)
        self.watch_page.sink(pixels)

    # -- pictures that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Draw again what a picture tells of how it was drawn."""
        self.open_page(CREATE)
        self.create_page.open_picture(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()

    # -- export

    def export(self) -> None:
        """Ask how and where, then save."""
        result = self.create_page.result
        if result is not None:
            choices = self.create_page.view.choices()
            self._exports.save_sheet(result.images, result.recipe, choices)

    def _show_past(self) -> None:
        self.actions_.undo.setEnabled(self.create_page.view.can_undo)
        self.actions_.redo.setEnabled(self.create_page.view.can_redo)

    def _on_drawn(self) -> None:
        self._export.setEnabled(True)
        self.actions_.export.setEnabled(True)

    # -- what the worker answers

    def _on_listed(self, result: ListModelsResult) -> None:
        self._models = result.models
        self.create_page.show_models(result.models)
        for page in (self._watch_page, self._compare_page):
            if page is not None:
                page.show_models(result.models)
        self._device.setText(result.device)
        warning = result.warning or f"The network runs on {result.device}"
        self._device.setToolTip(plain_tip(warning))
        if result.warning:
            self._device.setText(f"⚠ {result.device}")

    def _on_not_listed(self, failure: Failure) -> None:
        self._status.setText(failure.message)

    # -- the applications menu

    def _on_add_to_menu(self) -> None:
        assert self._add_to_menu is not None
        try:
            written = self._add_to_menu()
        except OSError as error:
            self.show_problem(f"Sprite Studio is not in the applications menu: {plain(error)}")
            return
        names = "\n".join(str(path) for path in written)
        message = QMessageBox(self)
        message.setWindowTitle("Applications menu")
        message.setTextFormat(Qt.TextFormat.PlainText)
        message.setText("Sprite Studio is in the applications menu.")
        message.setInformativeText(f"To remove it, delete these files:\n\n{names}")
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        message.exec()

    # -- help

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file)))

    # -- faults, said above every page

    def show_problem(self, told: str) -> None:
        """Something that the user should know, beside what is said already."""
        if self._errors.isHidden():
            self._problems.clear()
        if told not in self._problems:
            self._problems.append(told)
        self._errors.show_reason("\n".join(self._problems))

    def show_failure(self, failure: Failure) -> None:
        """An exception that nobody caught."""
        self._errors.show_failure(failure)

    # -- start and end

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # Only once the event loop is back has the paint reached the screen.
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()
        self._exports.close()
        self.end()
        super().closeEvent(event)

    def end(self) -> bool:
        """Remember the controls and end every job within one step; a second time nothing happens.

        Returns False where the worker's thread could not be waited for; see `Worker.stop`.
        """
        if self._ended is None:
            # First the settings: what runs is remembered as such, and stopping it may take a while.
            self._saver.finish()
            self._ended = self._worker.stop()
            if self._ended:
                self._history.close()
        return self._ended

    def _settings_now(self) -> Settings:
        """With what every page says of its controls. A page that cannot tell keeps what it was
        given, and the rest is not lost."""
        settings = self._settings
        for page in (
            self._exports,
            self.create_page,
            self._watch_page,
            self._compare_page,
            self._train_page,
        ):
            try:
                settings = settings if page is None else page.remember(settings)
            except Exception as error:  # closing, above all, must go on
                sys.excepthook(type(error), error, error.__traceback__)
        return settings
