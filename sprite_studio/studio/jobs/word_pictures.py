"""Small pictures that show what words do: frozen, plain data. No torch, no Qt."""

from dataclasses import dataclass

from sprite_studio.studio.jobs.base import Images, Result


@dataclass(frozen=True)
class WordPicturesJob:
    """Attributes: model; words: of it, those for styles among them, `MIXED` and
    `NONE`."""

    model: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class WordPicture:
    """Attributes: word; images: (N, 16, 16, 4), three of a style and one of any other word."""

    word: str
    images: Images

    droppable = False


@dataclass(frozen=True)
class WordPicturesResult(Result):
    """All of them have been told."""
