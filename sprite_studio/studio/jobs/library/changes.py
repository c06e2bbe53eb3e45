"""What is changed in the library. The answer to every change is the change that takes it back."""

from dataclasses import dataclass
from typing import TypeAlias

from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.library.sprites import Source
from sprite_studio.studio.jobs.recipes.recipe import Recipe

MOST_NAME = 80
"""Characters of a name, of a tag, of a set's name."""

MOST_TAGS = 32
"""Of a sprite."""


@dataclass(frozen=True)
class Change:
    """Of every sprite of a selection; what is None or empty stays as it is.

    Attributes:
        starred, deleted: set or unset.
        name: for one sprite, its name; for several, what their numbered names begin with.
        add_tags, remove_tags: that they get and lose.
    """

    starred: bool | None = None
    deleted: bool | None = None
    name: str | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangeSpritesJob:
    """Attributes: ids: of the sprites, in order; change: of all of them."""

    ids: tuple[int, ...]
    change: Change


@dataclass(frozen=True)
class Marks:
    """What can be changed of a sprite. Attributes: id: whose; name; tags; starred; deleted."""

    id: int
    name: str
    tags: tuple[str, ...]
    starred: bool
    deleted: bool


@dataclass(frozen=True)
class MarkSpritesJob:
    """Make sprites as they were. Attributes: marks: one a sprite."""

    marks: tuple[Marks, ...]


@dataclass(frozen=True, eq=False)
class Look:
    """How a sprite is drawn. Attributes: id: whose; images: (F, 16, 16, 4), as many as it has;
    source; palette, recipe: as of `NewSprite`."""

    id: int
    images: Images
    source: Source
    palette: tuple[str, ...] = ()
    recipe: Recipe | None = None


@dataclass(frozen=True, eq=False)
class RepaintSpritesJob:
    """Give sprites other pixels. Attributes: looks: one a sprite; told: what that is, in words."""

    looks: tuple[Look, ...]
    told: str


@dataclass(frozen=True)
class SetFacts:
    """A named, ordered collection.

    Attributes:
        name; style: the model's word for it, or "" for any; palette: "rrggbb" each, or empty.
        export: how it is exported, as the export dialog writes it; "" where it never was.
        sprites: ids in order, of deleted ones too, which come back to their places.
    """

    name: str
    style: str = ""
    palette: tuple[str, ...] = ()
    export: str = ""
    sprites: tuple[int, ...] = ()


@dataclass(frozen=True)
class KeptSet:
    """Attributes: id: its own for ever; facts; count: of its sprites that are not deleted."""

    id: int
    facts: SetFacts
    count: int


@dataclass(frozen=True)
class MakeSetJob:
    """Attributes: facts; id: that it had before it was deleted, or None for a new one; place: among
    the sets, from 0, or None for the end."""

    facts: SetFacts
    id: int | None = None
    place: int | None = None


@dataclass(frozen=True)
class ChangeSetJob:
    """Attributes: id: of the set; facts: what it is from now on."""

    id: int
    facts: SetFacts


@dataclass(frozen=True)
class DeleteSetJob:
    """Its sprites stay in the library. Attributes: id: of the set."""

    id: int


@dataclass(frozen=True)
class PutIntoSetJob:
    """Attributes: id: of the set; sprites: that it gets at its end, unless it has them."""

    id: int
    sprites: tuple[int, ...]


@dataclass(frozen=True)
class TakeOutOfSetJob:
    """Attributes: id: of the set; sprites: that it loses."""

    id: int
    sprites: tuple[int, ...]


@dataclass(frozen=True)
class OrderSetsJob:
    """Attributes: ids: of all sets, in the order that they get."""

    ids: tuple[int, ...]


ChangeJob: TypeAlias = (
    ChangeSpritesJob
    | MarkSpritesJob
    | RepaintSpritesJob
    | MakeSetJob
    | ChangeSetJob
    | DeleteSetJob
    | PutIntoSetJob
    | TakeOutOfSetJob
    | OrderSetsJob
)


@dataclass(frozen=True)
class Changed(Result):
    """Attributes: told: what was done, in words; undo: what takes it back, or None where nothing
    has changed; set: id of the set that was made or changed, or None."""

    told: str
    undo: ChangeJob | None
    set: int | None = None


@dataclass(frozen=True)
class ListSetsJob:
    """All sets."""


@dataclass(frozen=True)
class ListSetsResult(Result):
    """Attributes: sets: in their order."""

    sets: tuple[KeptSet, ...]
