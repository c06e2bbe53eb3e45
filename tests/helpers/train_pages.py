"""What a hand does on the page Train, what is seen there, and runs to play with."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton
from safetensors.numpy import save_file

from sprite_studio.studio.jobs.training.train import (
    Importing,
    Source,
    TrainJob,
    TrainProgress,
    TrainStarted,
)
from sprite_studio.studio.train.runs.files import MODEL, STATE, write_order

STEPS = 10**6


def button(page, *texts: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() in texts)


def said(page) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def bar(page) -> QProgressBar:
    return page.findChild(QProgressBar)


def runs_of(page) -> QComboBox:
    return next(b for b in page.findChildren(QComboBox) if b.accessibleName() == "Run")


def click(qtbot, widget) -> None:
    assert widget.isEnabled()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def save(folder: Path, step: int, steps: int = STEPS, data: Path | None = None) -> None:
    """A run as it lies on the disk: a state, a model, and what it was asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    told = f'{{"config": {{"steps": {steps}}}, "step": {step}, "data_fingerprint": "0", '
    told += '"validation": [[1, 0.7]]}'
    save_file({"losses": np.full(step, 0.5, np.float32)}, folder / STATE, {"training_run": told})
    (folder / MODEL).write_bytes(b"x")
    if data is not None:
        write_order(folder, TrainJob((Source(data),), folder, minutes=5.0))


def endless(job, start: int = 0):
    """A run that goes on until it is cancelled, and then saves itself."""
    losses = tuple(0.5 for _ in range(start))
    yield TrainStarted(10, 2, 0.0, "", {"hero": 10}, ("hero",), start, STEPS, losses, (), "a test")
    step = start
    try:
        while True:
            step += 1
            yield TrainProgress(step, STEPS, 1 / step, 1e-3, None, 50.0, 100.0)
    finally:
        save(job.run, step)


def reading(job):
    """A run that is still reading its sprites."""
    for sprites in range(10**9):
        yield Importing(sprites)


def list_anew(page, qtbot) -> None:
    """What was put on the disk since."""
    page._choice._list_anew(None, "")
    qtbot.waitUntil(lambda: runs_of(page).count() > 1)


def pick_first(page) -> None:
    box = runs_of(page)
    box.setCurrentIndex(1)
    box.activated.emit(1)


def choose(page, qtbot, folder) -> None:
    page.open_folder(folder)
    qtbot.waitUntil(lambda: button(page, "Start").isEnabled() and "3 hero" in said(page))


def three_runs(page, stage, qtbot, data) -> None:
    for number in (1, 2, 3):
        save(stage.runs / f"run-{number}", 10 * number, 100, data)
    list_anew(page, qtbot)
