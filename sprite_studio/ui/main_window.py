"""The window: what is built once, joined, shown, and ended in order."""

import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from sprite_studio import paths
from sprite_studio.errors import plain
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.export import Exportable
from sprite_studio.studio.jobs.models import ListModelsJob, ListModelsResult
from sprite_studio.studio.jobs.training.course import is_course_file
from sprite_studio.studio.learn.texts import read_glossary
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.sprites.store import SpriteLibrary
from sprite_studio.ui import theme
from sprite_studio.ui.actions import build_actions
from sprite_studio.ui.export.exports import Exports
from sprite_studio.ui.export.saved_notice import SavedNotice
from sprite_studio.ui.header import Header
from sprite_studio.ui.help import show_about
from sprite_studio.ui.imports.model_files import how_to_install, is_ours
from sprite_studio.ui.keys import KeysDialog
from sprite_studio.ui.menus import DEVICES, Menus
from sprite_studio.ui.pages import (
    CREATE,
    PAGES,
    SPRITES,
    TRAIN,
    Links,
    OffersExport,
    Page,
    PageKind,
    Pages,
)
from sprite_studio.ui.status_line import StatusLine
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.glossary_view import GlossaryDialog
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.settings_saver import SettingsSaver
from sprite_studio.ui.work.worker import Failure, Worker

SMALLEST = (900, 600)
"""Logical pixels, in which every page can be worked with."""


class MainWindow(QMainWindow):
    """Built from parts that it is handed.

    Attributes:
        actions_: of its menus.
        pages: all of them; `create_page` is there from the beginning.

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
        sprites: SpriteLibrary,
        set_theme: Callable[[str], None],
        add_to_menu: Callable[[], list[Path]] | None = None,
    ) -> None:
        """Args:
        worker: not yet started.
        save_settings: called on another thread whenever a control has changed, and on closing.
        new_run: names the folder of the next training run.
        log_file: shown by Help, Open log file.
        history: where results are kept; sprites: where single ones are.
        set_theme: applies one of `theme.THEMES`.
        add_to_menu: writes the desktop's entry and returns the files; None where there is none.
        """
        super().__init__()
        self.setWindowTitle("Sprite Studio")
        self.setMinimumSize(*SMALLEST)
        self.resize(1180, 760)
        self.restoreGeometry(QByteArray.fromHex(settings.window.encode("ascii", "replace")))
        self.setAcceptDrops(True)
        self._worker, self._settings = worker, settings
        self._kept = (history, sprites)
        self._log_file, self._set_theme, self._add_to_menu = log_file, set_theme, add_to_menu
        self._jobs = JobClient(worker, self)
        self._exports = Exports(self._jobs, settings, self)
        self._saver = SettingsSaver(self._settings_now, save_settings, self)
        self.pages = Pages(
            Links(
                worker=worker,
                settings=settings,
                history=history,
                new_run=new_run,
                save=self._exports.save,
                models_changed=self.list_models,
                settings_changed=self._saver.look,
                export=self.export,
            )
        )
        self.actions_ = build_actions(self, [(kind.name, kind.tip) for kind in PAGES])
        self._painted = False
        self._problems: list[str] = []
        self._ended: bool | None = None
        self._build()
        self._connect()
        self.create_page = self.pages.open(CREATE)
        self._status.hear(self.create_page, "Starting …")
        self._connect_create()
        self.pages.opened.connect(lambda _: self._saver.look())

    def start(self) -> None:
        """Start the worker and draw at once: the first thing seen is sprites."""
        self._worker.start()
        self.create_page.view.load_history()  # before the first drawing, which imports torch
        self.create_page.generate()
        self.list_models()  # after it: a model that is loaded knows what it was taught
        self._saver.start()

    def list_models(self) -> None:
        """Ask for the installed models anew."""
        self._jobs.send(
            ListModelsJob(),
            self._on_listed,
            failed=lambda failure: self._status.say(failure.message),
        )

    def open_page(self, kind: PageKind[Page]) -> Page:
        """Show one of `PAGES`, and return it."""
        return self.pages.open(kind)

    # -- building

    def _build(self) -> None:
        actions = self.actions_
        actions.add_to_menu.setVisible(self._add_to_menu is not None)
        for action in (actions.export, actions.export_again, actions.undo, actions.redo):
            action.setEnabled(False)
        self._menus = Menus(self.menuBar(), actions, self._settings)
        self._header = Header(actions)
        self._errors = ErrorPanel()
        self._status = StatusLine(self.statusBar())
        said = QVBoxLayout()
        said.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, 0)
        said.addWidget(self._errors)
        whole = QWidget()
        self._notice = SavedNotice(whole)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(said)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.pages.said.connect(self._status.hear)
        self.pages.opened.connect(self._on_opened)
        self._exports.saved.connect(self._notice.tell)
        self._exports.exported.connect(self.pages.exported)
        self._exports.set_exported.connect(
            lambda set_, text: self.pages.page(SPRITES).keep_setting(set_, text)
        )
        self.pages.past_changed.connect(self._show_past)
        self._saver.failed.connect(self.show_problem)
        self._menus.theme_chosen.connect(self._choose_theme)
        self._menus.device_chosen.connect(self._choose_device)
        actions = self.actions_
        actions.open.triggered.connect(lambda: self._ask_for_picture(self._open_picture))
        actions.replay.triggered.connect(
            lambda: self._ask_for_picture(self.open_page(CREATE).replay_wanted.emit)
        )
        actions.bring_in.triggered.connect(lambda: self.open_page(SPRITES).tools.bring_in.emit())
        actions.export.triggered.connect(self.export)
        actions.export_again.triggered.connect(self.export_again)
        actions.add_to_menu.triggered.connect(self._on_add_to_menu)
        actions.quit.triggered.connect(self.close)
        actions.generate.triggered.connect(lambda: self.pages.drawing.generate())
        actions.cancel.triggered.connect(lambda: self.pages.drawing.cancel())
        actions.dice.triggered.connect(lambda: self.pages.drawing.roll())
        actions.learn_style.triggered.connect(self.pages.learn_style)
        actions.undo.triggered.connect(self._undo)
        actions.redo.triggered.connect(self._redo)
        actions.words.triggered.connect(lambda: self.open_page(CREATE).browse_words())
        for action, kind in zip(actions.pages, PAGES, strict=True):
            action.triggered.connect(lambda _=False, kind=kind: self.open_page(kind))
        actions.full_screen.triggered.connect(self._turn_full_screen)
        actions.shortcuts.triggered.connect(self._show_keys)
        actions.glossary.triggered.connect(self._show_glossary)
        actions.open_log.triggered.connect(self._open_log)
        actions.about.triggered.connect(lambda: show_about(self, self.pages.models))

    def _connect_create(self) -> None:
        """What can be exported is a drawing of that page."""
        self.create_page.drawn.connect(self._offer_export)
        self._offer_export()

    # -- what is chosen

    def _turn_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _on_opened(self, kind: PageKind) -> None:
        self._status.open_page(self.pages.page(kind))
        undoes = self.pages.undoing is not None
        exports = isinstance(self.pages.page(kind), OffersExport)
        self._offer_export()
        self._header.show_page(PAGES.index(kind), undoes=undoes, exports=exports)
        self._show_past()

    def _choose_theme(self, name: str) -> None:
        self._settings = msgspec.structs.replace(self._settings, theme=name)
        self._set_theme(name)

    def _choose_device(self, name: str) -> None:
        self._settings = msgspec.structs.replace(self._settings, device=name)
        self._status.say(f"{DEVICES[name]} will be used when Sprite Studio starts again")

    # -- pictures that are opened or dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if event.source() is None and len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Draw again what a picture tells of how it was drawn; files of the course are Train's."""
        path = Path(event.mimeData().urls()[0].toLocalFile())
        if is_course_file(path):
            self.open_page(TRAIN).open_course_file(path)
        elif is_ours(path):
            self.show_problem(how_to_install(path))
        else:
            self._open_picture(path)
        event.acceptProposedAction()

    def _open_picture(self, path: Path) -> None:
        self.open_page(CREATE).open_picture(path)

    def _ask_for_picture(self, take: Callable[[Path], object]) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Open a drawing", "", "Drawings (*.png)")
        if name:
            take(Path(name))

    # -- export

    def export(self) -> None:
        """Ask how and where, then save."""
        self._gather(self._exports.export)

    def export_again(self) -> None:
        """As last time."""
        self._gather(self._exports.export_again)

    def _gather(self, then: Callable[[Exportable], None]) -> None:
        """What the open page has, or else the drawing in hand."""
        page = self.pages.currentWidget()
        if not (isinstance(page, OffersExport) and page.gather(then)):
            self.create_page.gather(then)

    def _offer_export(self) -> None:
        """Of a drawing in hand; another page than Create knows only when asked."""
        page = self.pages.currentWidget()
        asks = isinstance(page, OffersExport) and page is not self.pages.page(CREATE)
        for action in (self.actions_.export, self.actions_.export_again):
            action.setEnabled(asks or self.pages.page(CREATE).result is not None)

    # -- undo, of the page that is open

    def _undo(self) -> None:
        if (page := self.pages.undoing) is not None:
            page.undo()

    def _redo(self) -> None:
        if (page := self.pages.undoing) is not None:
            page.redo()

    def _show_past(self) -> None:
        page = self.pages.undoing
        self.actions_.undo.setEnabled(page is not None and page.can_undo)
        self.actions_.redo.setEnabled(page is not None and page.can_redo)

    def _on_listed(self, result: ListModelsResult) -> None:
        self.pages.show_models(result.models)
        self._status.show_device(result)

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
        message.deleteLater()

    # -- help

    def _show_keys(self) -> None:
        dialog = KeysDialog(self.actions(), self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _show_glossary(self) -> None:
        dialog = GlossaryDialog(read_glossary(paths.resources() / "lessons"), self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

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
                for kept in self._kept:
                    kept.close()
        return self._ended

    def _settings_now(self) -> Settings:
        """With what every page says of its controls. A page that cannot tell keeps what it was
        given, and the rest is not lost."""
        window = bytes(self.saveGeometry().toHex().data()).decode("ascii")
        settings = msgspec.structs.replace(self._settings, window=window)
        for part in (self._exports, self.pages.learning, *self.pages.built()):
            try:
                settings = part.remember(settings)
            except Exception as error:  # closing, above all, must go on
                sys.excepthook(type(error), error, error.__traceback__)
        return settings
