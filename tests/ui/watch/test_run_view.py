from dataclasses import replace

import msgspec
from PySide6.QtWidgets import QLabel

from sprite_studio.ui.watch.run_view import RunView


def test_what_was_told_is_said_for_people_and_its_tip_has_the_models_own_words(
    qtbot, theme, watched
):
    view = RunView()
    qtbot.addWidget(view)
    run = watched([1.0], [1.0])
    drawing = msgspec.structs.replace(run.recipe.drawing, mix={"kind:<b>lamp": 1.0})
    run = replace(run, recipe=msgspec.structs.replace(run.recipe, drawing=drawing))
    view.show_sprite(run, 0)
    (told,) = (one for one in view.findChildren(QLabel) if one.text().startswith("Told:"))
    assert told.text() == "Told: <b>lamp, and no style"
    assert "kind:&lt;b&gt;lamp" in told.toolTip(), "it is no markup"
    view.clear()
    assert told.toolTip() == ""
