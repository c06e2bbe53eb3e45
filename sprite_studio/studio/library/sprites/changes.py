"""What is done to sprites of the library. Every function runs in a transaction that writes, and
answers with the change that takes it back."""

import sqlite3
from collections.abc import Sequence

from sprite_studio.errors import UserError
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.library.changes import (
    MOST_TAGS,
    Change,
    Changed,
    ChangeSpritesJob,
    Marks,
    MarkSpritesJob,
)
from sprite_studio.studio.jobs.library.sprites import SOURCES
from sprite_studio.studio.library.sprites.names import Namer, checked
from sprite_studio.studio.library.sprites.rows import is_taken, lines, searchable, values_of


def change_sprites(connection: sqlite3.Connection, job: ChangeSpritesJob) -> Changed:
    """Raises UserError for a name or a tag that cannot be given."""
    before = marks_of(connection, job.ids)
    after = _changed(connection, before, job.change)
    return _written(connection, before, after, _told(job.change, len(before)))


def mark_sprites(connection: sqlite3.Connection, job: MarkSpritesJob) -> Changed:
    """A name that was taken meanwhile stays as it is now."""
    wanted = {marks.id: marks for marks in job.marks}
    before = marks_of(connection, tuple(wanted))
    return _written(connection, before, [wanted[marks.id] for marks in before], "Taken back")


def marks_of(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Marks]:
    """What can be changed of some sprites, in their order, of those that are there."""
    query = "SELECT id, name, tags, starred, deleted FROM sprites WHERE id = ?"
    rows = (connection.execute(query, (id_,)).fetchone() for id_ in ids)
    return [
        Marks(id_, name, values_of(tags), bool(starred), bool(deleted))
        for id_, name, tags, starred, deleted in filter(None, rows)
    ]


def _changed(
    connection: sqlite3.Connection, before: Sequence[Marks], change: Change
) -> list[Marks]:
    name = None if change.name is None else checked(change.name)
    if name is not None and len(before) == 1 and is_taken(connection, name, before[0].id):
        raise UserError(f"another sprite is called {shortened(name)!r}; choose another name")
    tags = tuple(checked(tag, "a tag") for tag in change.add_tags)
    namer = Namer(connection)
    after = []
    for marks in before:
        own = tuple(dict.fromkeys((*marks.tags, *tags)))
        own = tuple(tag for tag in own if tag not in change.remove_tags)
        if len(own) > MOST_TAGS:
            raise UserError(f"a sprite has at most {MOST_TAGS} tags; take one away first")
        new = marks.name
        if name is not None:
            new = name if len(before) == 1 else namer.next(name)
        starred = marks.starred if change.starred is None else change.starred
        deleted = marks.deleted if change.deleted is None else change.deleted
        after.append(Marks(marks.id, new, own, starred, deleted))
    return after


def _written(
    connection: sqlite3.Connection, before: Sequence[Marks], after: Sequence[Marks], told: str
) -> Changed:
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    connection.executemany(
        "UPDATE sprites SET starred = ?, deleted = ? WHERE id = ?",
        [(new.starred, new.deleted, new.id) for _, new in pairs],
    )
    renamed = [(old, new) for old, new in pairs if old.name != new.name or old.tags != new.tags]
    for old, new in renamed:  # first out of each other's way, since names may be exchanged
        if old.name != new.name:
            connection.execute("UPDATE sprites SET name = ? WHERE id = ?", (f"\n{old.id}", old.id))
    for old, new in renamed:
        _rename(connection, old, new)
    if not pairs:
        return Changed("Nothing was changed", None)
    return Changed(told, MarkSpritesJob(tuple(old for old, _ in pairs)))


def _rename(connection: sqlite3.Connection, old: Marks, new: Marks) -> None:
    """Name and tags, and what is searched of them."""
    name = next((n for n in (new.name, old.name) if not is_taken(connection, n, new.id)), None)
    if name is None:
        name = Namer(connection).next(old.name)
    words, style, source, origin = connection.execute(
        "SELECT words, style, source, origin FROM sprites WHERE id = ?", (new.id,)
    ).fetchone()
    search = searchable(name, values_of(words), style, new.tags, SOURCES[source], origin)
    connection.execute(
        "UPDATE sprites SET name = ?, tags = ?, search = ? WHERE id = ?",
        (name, lines(new.tags), search, new.id),
    )


def _told(change: Change, count: int) -> str:
    what = f"{count:,} sprite{'s' * (count != 1)}"
    if change.deleted is not None:
        return f"Deleted {what}" if change.deleted else f"Brought {what} back"
    if change.starred is not None:
        return f"Starred {what}" if change.starred else f"Took the star of {what} away"
    if change.name is not None:
        return f"Renamed {what}"
    return f"Tagged {what}" if change.add_tags else f"Took a tag of {what} away"
