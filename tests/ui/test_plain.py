"""Nothing that a stranger wrote is taken for markup, in any label, tooltip or message."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as QtText
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.ui.create.context_mixer import ContextMixer
from sprite_studio.ui.plain import PlainLabel, RichLabel, plain_tip
from sprite_studio.ui.widgets.drawing.draw_controls import DrawControls
from sprite_studio.ui.widgets.error_panel import ErrorPanel

UI = Path(__file__).resolve().parents[2] / "sprite_studio" / "ui"
HOSTILE = '<img src="/etc/hostname"><b>bold</b>'


def calls() -> list[tuple[str, ast.Call]]:
    """Every call in the screen's code, with the file it stands in."""
    return [
        (str(path.relative_to(UI)), node)
        for path in sorted(UI.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]


def test_labels_are_made_where_their_format_is_decided():
    bare = [
        place
        for place, call in calls()
        if isinstance(call.func, ast.Name) and call.func.id == "QLabel" and place != "plain.py"
    ]
    assert bare == []


def test_messages_are_made_where_their_format_is_decided():
    made = {
        place
        for place, call in calls()
        if isinstance(call.func, ast.Name) and call.func.id == "QMessageBox"
    }
    assert made == {"plain.py", "main_window.py"}


OURS = frozenset(
    {
        "compare/steps_chart.py",
        "learn/music/roll_stage.py",
        "train/data_box.py",
        "widgets/glossary_view.py",
    }
)
"""Where markup is shown; what comes from elsewhere is escaped there, as their tests say, or nothing
does."""


def test_markup_is_shown_in_few_places_only():
    rich = {
        place
        for place, call in calls()
        if isinstance(call.func, ast.Name) and call.func.id == "RichLabel"
    }
    assert rich == OURS


def test_a_label_shows_what_it_is_given(qtbot):
    label = PlainLabel(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert RichLabel().textFormat() == Qt.TextFormat.RichText


@pytest.mark.parametrize("text", [HOSTILE, "a < b", "plain", "<br>", "line\nline"])
def test_a_tooltip_shows_what_it_is_given(text):
    document = QTextDocument()
    tip = plain_tip(text)
    if QtText.mightBeRichText(tip):
        document.setHtml(tip)
    else:
        document.setPlainText(tip)
    assert document.toPlainText() == text


def tips_and_labels(widget) -> list[str]:
    """Whatever Qt would show as markup."""
    tips = [w.toolTip() for w in widget.findChildren(QLabel) if QtText.mightBeRichText(w.toolTip())]
    texts = [
        w.text()
        for w in widget.findChildren(QLabel)
        if w.textFormat() != Qt.TextFormat.PlainText and QtText.mightBeRichText(w.text())
    ]
    return tips + texts


def test_words_and_models_of_a_stranger_are_shown_as_they_are_written(qtbot):
    mixer, controls, errors = ContextMixer(), DrawControls(Drawing()), ErrorPanel()
    for widget in (mixer, controls, errors):
        qtbot.addWidget(widget)
    mixer.set_mix({HOSTILE: 1.0, "hero": 0.5})
    reason = controls.set_drawing(Drawing(model=HOSTILE))
    errors.show_reason(reason or HOSTILE)
    for widget in (mixer, controls, errors):
        assert not [text for text in tips_and_labels(widget) if "<img" in text]
