"""The lessons' words, one file a lesson, to be read and to be translated. No torch."""

import re
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec

GLOSSARY, FRAME, MUSIC = "glossary.toml", "frame.toml", "music.toml"
"""Beside the lessons' own files: every term, what the page says around each lesson, and music."""


class Guess(msgspec.Struct, frozen=True):
    """What is asked before the answer is shown.

    Attributes:
        question: in one or two sentences.
        choices: key → words; empty where a number is guessed, from
        low to high, in steps of step; `shown` says it, as "{:.0f} steps".
        near: how far off a number may be to be right.
    """

    question: str
    choices: dict[str, str] = {}
    low: float = 0.0
    high: float = 1.0
    step: float = 1.0
    shown: str = "{:g}"
    near: float = 0.0


class Code(msgspec.Struct, frozen=True):
    """Lines of ours. Attributes: of: the function's dotted name; marks: parts of the lines that
    matter most; network: "house" or "course" where only that one has them."""

    of: str
    marks: tuple[str, ...] = ()
    network: str = ""


class Try(msgspec.Struct, frozen=True):
    """What to try on another page. Attributes: page: its key; the rest sets it up there;
    lanes: a sampler and its steps each, as "ddpm 50"; one_step: whether a step is to be shown as a
    sum on Watch."""

    text: str
    button: str
    page: str
    mix: dict[str, float] = {}
    count: int = 1
    sampler: str = "ddim"
    steps: int = 20
    guidance: float = 2.0
    lanes: tuple[str, ...] = ()
    one_step: bool = False


class Lesson(msgspec.Struct, frozen=True):
    """One lesson.

    Attributes:
        title, question: what it is called, and the learner's question that it answers.
        text: paragraphs before the guess.
        guess: of the reader.
        answers: computed answer → what is said of it; where a number is guessed "near", "low" and
            "high" of the guess. Numbers of the figure stand in braces.
        labels: of the figure's parts.
        after: paragraphs below the figure.
        formula, live: in signs, and with numbers; what stands in braces is the figure's.
        code, tries: lines of ours, and what to try elsewhere.
        terms: keys of the glossary, in the order of the text.
    """

    title: str
    question: str
    text: str
    guess: Guess
    answers: dict[str, str]
    labels: dict[str, str]
    after: str
    formula: str
    live: str
    code: tuple[Code, ...]
    tries: tuple[Try, ...]
    terms: tuple[str, ...]
    key: str = ""


class Term(msgspec.Struct, frozen=True):
    """Attributes: key: by which lessons name it; name: in words; does: for the picture; sign: the
    symbol or the formula, if it has one."""

    key: str
    name: str
    does: str
    sign: str = ""


class _Glossary(msgspec.Struct, frozen=True):
    term: Annotated[tuple[Term, ...], msgspec.Meta(min_length=1)]


def read_lessons(folder: Path) -> tuple[Lesson, ...]:
    """In the order of their files' numbers; the rest of a file's name is the lesson's key."""
    files = [path for path in folder.glob("*.toml") if re.match(r"\d", path.name)]
    return tuple(_read_lesson(path) for path in sorted(files, key=lambda p: _number(p.stem)))


def read_music(folder: Path) -> Lesson:
    """Of its own, for its figure is a page on which one draws and hears."""
    return msgspec.structs.replace(msgspec.convert(_toml(folder / MUSIC), Lesson), key="music")


def _number(stem: str) -> int:
    return int(stem.partition("-")[0])


def _read_lesson(path: Path) -> Lesson:
    read = msgspec.convert(_toml(path), Lesson)
    return msgspec.structs.replace(read, key=path.stem.partition("-")[2])


def read_glossary(folder: Path) -> tuple[Term, ...]:
    """Every term, in the order of the file."""
    return msgspec.convert(_toml(folder / GLOSSARY), _Glossary).term


def read_frame(folder: Path) -> dict[str, str]:
    """What the page says around each lesson, by key."""
    return msgspec.convert(_toml(folder / FRAME), dict[str, str])


def _toml(path: Path) -> object:
    return tomllib.loads(path.read_text("utf-8"))
