"""Who is on the page: characters, of which one is at work, and what they were before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sprite_studio.art.palettes.mapping import ColourTable
from sprite_studio.art.sprite import Pixels
from sprite_studio.art.walk.character import STEPS, VIEWS, Frames, View
from sprite_studio.art.walk.finish import Given
from sprite_studio.art.walk.given import blank, checked_frame, with_few_colours
from sprite_studio.studio.jobs.cast import Characters, given_in
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe

MOST = 50
"""Changes that can be taken back."""

At = tuple[int, int]
"""A frame: view and step."""


def nothing_locked() -> Given:
    return np.zeros((len(VIEWS), len(STEPS)), np.bool_)


@dataclass(frozen=True, eq=False)
class Person:
    """Attributes:
    frames: (4, 3, 16, 16, 4); blank where nothing is yet.
    locked: (4, 3) those that stay when it is drawn.
    recipe: of it alone, or None where a hand had a part in it since.
    before: the frames as they were, whole, before some were changed that others may follow; or
        None.
    is_opened: whether its recipe tells of a drawing before it was kept, and not of one just now.
    name: of the sprite that it was made of, or that files were called by; "" where it has none.
    """

    frames: Frames
    locked: Given
    recipe: Recipe | None = None
    before: Frames | None = None
    is_opened: bool = False
    name: str = ""

    @property
    def there(self) -> Given:
        """(4, 3) which of the frames show something."""
        return np.asarray(self.frames[..., 3].any(axis=(-1, -2)), np.bool_)

    @property
    def is_blank(self) -> bool:
        return not self.there.any()

    @property
    def is_whole(self) -> bool:
        """Whether every frame shows something."""
        return bool(self.there.all())

    def with_frame(self, at: At, pixels: Pixels, locked: bool = True) -> "Person":
        """Another frame, by hand."""
        frames = self.frames.copy()
        frames[at] = pixels
        before = self.frames if self.before is None and self.is_whole else self.before
        return replace(self.with_lock(at, locked), frames=frames, recipe=None, before=before)

    def merged(self, given: Given) -> "Person":
        """With the colours of these frames merged to as many as a character has; others can still
        follow what was painted."""
        return replace(self, frames=with_few_colours(self.frames, given), recipe=None)

    def recoloured(self, table: ColourTable) -> "Person":
        """With other colours in all frames, locked ones too; others can still follow what was
        painted."""
        before = None if self.before is None else table.applied(self.before)
        return replace(self, frames=table.applied(self.frames), recipe=None, before=before)

    def with_lock(self, at: At, on: bool) -> "Person":
        """Another lock."""
        locks = self.locked.copy()
        locks[at] = on
        return replace(self, locked=locks)

    def unlocked(self) -> "Person":
        """With no lock at all."""
        return replace(self, locked=nothing_locked())


def seen_from(mix: Mapping[str, float]) -> View:
    """From which side words say that a sprite is seen."""
    if mix.get("facing:left", 0) > 0:
        return "left"
    side = mix.get("facing:right", 0) > 0 or mix.get("side-facing", 0) > 0
    return "right" if side else "down"


def nobody() -> Person:
    """Whom nobody has drawn yet."""
    return Person(blank(), nothing_locked())


def made_of(pixels: Pixels, mix: Mapping[str, float], name: str) -> tuple[At, Person]:
    """Of a sprite: which frame it is, and somebody of whom that is there and locked. Args: mix: its
    words, which say from which side it is seen. Raises GivenError."""
    at = (VIEWS.index(seen_from(mix)), 0)
    return at, replace(nobody(), name=name).with_frame(at, checked_frame(pixels, "the sprite"))


def kept(frames: Frames, recipe: Recipe | None, name: str) -> Person:
    """One that was kept. The frames that were given when it was drawn are locked, or else the first
    that is there: whoever is drawn next is still the same."""
    drawn = None if recipe is None else recipe.edit
    locked = given_in(drawn) if isinstance(drawn, Cast) else nothing_locked()
    person = Person(frames, locked, recipe, is_opened=True, name=name)
    if (person.locked & person.there).any() or person.is_blank:
        return person
    view, step = np.argwhere(person.there)[0].tolist()
    return person.with_lock((view, step), True)


def people_of(frames: Characters, recipe: Recipe, locked: Given, name: str) -> tuple[Person, ...]:
    """Those that were drawn, with the same frames locked. Args: name: of who they were before."""
    assert isinstance(recipe.edit, Cast)
    own = name if given_in(recipe.edit).any() else ""  # of words alone it is somebody else
    return tuple(Person(one, locked, recipe.of_sprite(i), name=own) for i, one in enumerate(frames))


@dataclass(frozen=True, eq=False)
class Party:
    """Attributes: people: at least one; who: number of the one at work."""

    people: tuple[Person, ...]
    who: int = 0

    @property
    def person(self) -> Person:
        """The one at work."""
        return self.people[self.who]

    @property
    def others(self) -> tuple[Person, ...]:
        return tuple(one for i, one in enumerate(self.people) if i != self.who)

    def with_person(self, person: Person) -> "Party":
        """Another in place of the one at work."""
        people = list(self.people)
        people[self.who] = person
        return replace(self, people=tuple(people))


@dataclass(frozen=True)
class Wished:
    """What the controls said when a party came to be.

    Attributes: drawing: with words, style and seed; mirror: as of `Cast`; freedom: of frames that
    follow another.
    """

    drawing: Drawing
    mirror: bool | None
    freedom: float


class PartyPast:
    """Parties, each with what was wished for it.

    Attributes: now: the party that is shown; wished: its controls.
    """

    def __init__(self, wished: Wished) -> None:
        """Args: wished: before anybody was drawn."""
        self._done = [(Party((nobody(),)), wished)]
        self._undone: list[tuple[Party, Wished]] = []

    @property
    def now(self) -> Party:
        return self._done[-1][0]

    @property
    def wished(self) -> Wished:
        return self._done[-1][1]

    @property
    def can_undo(self) -> bool:
        return len(self._done) > 1

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def add(self, party: Party, wished: Wished) -> None:
        """Something new."""
        self._undone.clear()
        self._done = [*self._done, (party, wished)][-MOST:]

    def replace(self, party: Party) -> None:
        """The same, looked at in another way: nothing to take back."""
        self._done[-1] = (party, self.wished)

    def undo(self) -> None:
        """Back; only where `can_undo`."""
        self._undone.append(self._done.pop())

    def redo(self) -> None:
        """Forward again; only where `can_redo`."""
        self._done.append(self._undone.pop())
