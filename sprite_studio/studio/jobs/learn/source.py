"""The lines of our own code behind a lesson."""

from dataclasses import dataclass

from sprite_studio.studio.jobs.base import Result


@dataclass(frozen=True)
class SourceJob:
    """Attributes: names: dotted, of functions, classes and methods of this program."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class SourceLines:
    """Attributes: file: within the program; line: the first one's number; text: the lines, without
    the documentation, which the lesson has in its own words."""

    file: str
    line: int
    text: str


@dataclass(frozen=True)
class SourceResult(Result):
    """Attributes: shown: one a name."""

    shown: tuple[SourceLines, ...]
