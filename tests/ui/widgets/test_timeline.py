from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.timeline import Timeline


def test_what_comes_of_the_last_step_is_none_of_the_steps(qtbot):
    timeline = Timeline()
    qtbot.addWidget(timeline)
    [label] = timeline.findChildren(PlainLabel)
    timeline.set_count(17, "the loop")
    assert label.text() == "the loop"
    timeline.step_back()
    assert label.text() == "16 of 16"
    timeline.set_count(5)
    assert label.text() == "5 of 5"
    timeline.set_count(0)
    assert label.text() == ""
