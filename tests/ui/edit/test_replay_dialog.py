from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from stage import recipe_of, sprites

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateProgress
from sprite_studio.studio.jobs.recipes.replay import ReplayJob, ReplayResult
from sprite_studio.ui.edit.replay_dialog import ReplayDialog, told_of
from sprite_studio.ui.widgets.error_panel import ErrorPanel

SAME = ReplayResult(sprites(2), recipe_of(Drawing(count=2)), (0, 0), 0, (), "a test")


@pytest.fixture
def played(qtbot, serving):
    """A function: the dialog over a worker that replays so."""

    def play(handler) -> ReplayDialog:
        dialog = ReplayDialog(serving(ReplayJob, handler), Path("somewhere") / "sheet.png")
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return play


def button(dialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text)


def said(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_picture_is_drawn_again_and_can_be_kept(played, qtbot):
    asked = []

    def replay(job):
        asked.append(job)
        yield GenerateProgress(1, 4, 0, None, 0.0, 0.1)
        yield SAME

    dialog = played(replay)
    qtbot.waitUntil(lambda: "Identical: all 2 sprites" in said(dialog))
    assert asked == [ReplayJob(Path("somewhere/sheet.png"))]
    with qtbot.waitSignal(dialog.kept) as kept:
        button(dialog, "Keep").click()
    assert kept.args == [SAME.images, SAME.recipe]
    assert not dialog.isVisible()


def test_what_differs_is_said_with_the_reason():
    other = replace(SAME, differing=(0, 12), between=3, reasons=("other weights: x",))
    told = told_of(other)
    assert "12 of 512 pixels differ, in 1 of 2" in told
    assert "3 pixels between the sprites" in told
    assert "Other weights: x." in told


def test_what_cannot_be_drawn_again_is_said(played, qtbot):
    def refuse(job):
        raise UserError("sheet.png holds no recipe")
        yield

    dialog = played(refuse)
    panel = dialog.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "holds no recipe" in panel.text()
    assert not button(dialog, "Keep").isEnabled()
    button(dialog, "Close").click()


def test_closing_ends_it(played, qtbot):
    seen = []

    def endless(job):
        try:
            while True:
                yield GenerateProgress(1, 4, 0, None, 0.0, 0.1)
        finally:
            seen.append("closed")

    dialog = played(endless)
    qtbot.waitUntil(lambda: "Step 1 of 4" in said(dialog))
    dialog.reject()
    qtbot.waitUntil(lambda: seen == ["closed"])
