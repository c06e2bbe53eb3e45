"""The lessons' words: whole, short, and with nothing in braces that no figure knows."""

import re
from string import Formatter

import pytest

from sprite_studio import paths
from sprite_studio.studio.jobs.learn import LESSON_JOBS
from sprite_studio.studio.learn.source import lines_of
from sprite_studio.studio.learn.texts import read_frame, read_glossary, read_lessons, read_music

FOLDER = paths.resources() / "lessons"
LESSONS = read_lessons(FOLDER)
TOLD = (*LESSONS, read_music(FOLDER))


def every_sentence(lesson):
    told = [lesson.text, lesson.after, lesson.guess.question, *lesson.guess.choices.values()]
    told += [*lesson.answers.values(), *lesson.labels.values(), *(t.text for t in lesson.tries)]
    return told


def test_they_come_in_the_course_s_order():
    order = ["cloud", "noising", "steps", "fresh-noise", "network", "embedding", "training"]
    assert [lesson.key for lesson in LESSONS] == [
        *order,
        *("targets", "words", "speed", "inpainting", "inversion"),
    ]
    assert len(LESSON_JOBS) == len(set(LESSON_JOBS))


@pytest.mark.parametrize("lesson", TOLD, ids=lambda lesson: lesson.key)
def test_every_term_of_a_lesson_is_in_the_glossary(lesson):
    keys = {term.key for term in read_glossary(FOLDER)}
    linked = {
        key for text in every_sentence(lesson) for key in re.findall(r"\|([a-z_0-9]+)\]", text)
    }
    assert set(lesson.terms) <= keys
    assert linked <= set(lesson.terms), "what is linked stands first in the margin"


@pytest.mark.parametrize("lesson", TOLD, ids=lambda lesson: lesson.key)
def test_the_lines_that_are_marked_are_in_our_code(lesson):
    assert lesson.code
    for code in lesson.code:
        text = lines_of(code.of).text
        for mark in code.marks:
            assert any(mark in line for line in text.splitlines()), (code.of, mark)


@pytest.mark.parametrize("lesson", TOLD, ids=lambda lesson: lesson.key)
def test_it_asks_either_for_a_choice_or_for_a_number(lesson):
    guess = lesson.guess
    if guess.choices:
        assert lesson.answers
    else:
        assert set(lesson.answers) >= {"number"}
        assert guess.low < guess.high
        assert guess.near > 0
    assert lesson.tries or lesson.key == "music", "which is tried where it stands"
    for text in (lesson.text, lesson.after):
        assert len(text.split()) < 200, "a lesson is short"


def test_the_glossary_names_every_sign_and_the_picture_before_it():
    terms = read_glossary(FOLDER)
    assert len({term.key for term in terms}) == len(terms)
    asked = {"x_t", "eps", "x0", "alpha_bar", "log_snr", "eta", "guidance_scale", "null"}
    assert asked <= {term.key for term in terms}
    told = " ".join(f"{term.name} {term.sign}" for term in terms)
    assert all(sign in told for sign in ("λ", "ᾱ", "xₜ", "η", "x₀", "ε"))


def test_the_frame_has_a_place_for_each_number():
    frame = read_frame(FOLDER)
    named = {name for _, name, _, _ in Formatter().parse(frame["wrong"]) if name}
    assert named == {"guess", "answer"}
