import pytest
from film_frames import film_frame
from PySide6.QtWidgets import QLabel, QPushButton

from sprite_studio.ui.train.film.film_view import FilmView

FRAMES = [film_frame(step, 10 * step) for step in (1, 2, 4, 8)]


@pytest.fixture
def view(qtbot, theme) -> FilmView:
    made = FilmView()
    qtbot.addWidget(made)
    return made


def said(view) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel))


def buttons(view) -> list[QPushButton]:
    named = ("Draw with this frame", "Keep as a model …")
    return [b for b in view.findChildren(QPushButton) if b.text() in named]


def test_without_a_film_nothing_can_be_taken_from_it(view):
    assert not any(button.isEnabled() for button in buttons(view))
    assert view.latest is None
    view.restart(())
    assert "no film" in view._drawn.empty_text


def test_it_stands_at_the_last_frame_and_goes_to_any(view, qtbot):
    view.restart(FRAMES)
    assert "After step 8." in said(view)
    assert view._drawn.count() == view._near.count() == 8
    view._timeline.to_first()
    assert "After step 1." in said(view)
    with qtbot.waitSignal(view.use_wanted) as used:
        buttons(view)[0].click()
    view._timeline.step_on()
    with qtbot.waitSignal(view.keep_wanted) as kept:
        buttons(view)[1].click()
    assert (used.args, kept.args) == ([1], [2])


def test_a_new_frame_is_shown_unless_an_earlier_one_is_looked_at(view):
    view.restart(FRAMES[:2])
    view.add(FRAMES[2])
    assert "After step 4." in said(view)
    view._timeline.set_index(1)
    view.add(FRAMES[3])
    assert "After step 2." in said(view)
    assert view._timeline.index == 1
    view._timeline.to_last()
    assert "After step 8." in said(view)


def test_the_first_frame_of_a_run_is_shown(view):
    view.add(FRAMES[0])
    assert "After step 1." in said(view)


def test_a_run_that_goes_back_takes_its_later_frames_anew(view):
    view.restart(FRAMES)
    view.go_back(4)
    assert view.latest.step == 4
    view.add(film_frame(3))
    assert view.latest.step == 3
    assert view._timeline.index == 2
