"""A guess, and how it is judged."""

import pytest

from sprite_studio import paths
from sprite_studio.studio.learn.texts import Guess, read_frame
from sprite_studio.ui.learn.guess_card import GuessCard, judged

FRAME = read_frame(paths.resources() / "lessons")
CHOICE = Guess("Which?", {"a": "This", "b": "That"})
NUMBER = Guess("How many?", low=10, high=20, step=0.5, shown="{:.1f} steps", near=1)


@pytest.mark.parametrize(
    ("guess", "guessed", "answer", "said"),
    [
        (CHOICE, "a", "a", "right"),
        (CHOICE, "a", "other", "wrong"),
        (NUMBER, 12.0, 13.0, "near"),
        (NUMBER, 11.5, 13.0, "low"),
        (NUMBER, 15.0, 13.0, "high"),
    ],
)
def test_a_guess_is_held_against_what_was_computed(guess, guessed, answer, said):
    assert judged(guess, guessed, answer) == said


def test_a_number_is_what_the_slider_says(qtbot, theme):
    card = GuessCard(NUMBER, FRAME)
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.guessed) as heard:
        card._commit.click()
    assert heard.args == [15.0]
    card.show_guess(12.5)
    assert card._value.text() == "12.5 steps"
    assert not card._slider.isEnabled()


def test_choices_are_asked_shown_and_asked_again(qtbot, theme):
    card = GuessCard(CHOICE, FRAME)
    qtbot.addWidget(card)
    first, second = card._choices.buttons()
    with qtbot.waitSignal(card.guessed) as heard:
        second.click()
    assert heard.args == ["b"]
    card.show_guess("b")
    card.show_answer("a")
    assert first.text() == "✓  This"
    assert second.isChecked()
    assert not first.isEnabled()
    card.ask()
    assert first.text() == "This"
    assert not second.isChecked()
    assert first.isEnabled()
