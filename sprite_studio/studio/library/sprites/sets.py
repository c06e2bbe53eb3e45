"""Sets of sprites. What changes one runs in a transaction that writes, and answers with the change
that takes it back."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from sprite_studio.errors import UserError
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.library.changes import (
    Changed,
    ChangeSetJob,
    DeleteSetJob,
    KeptSet,
    MakeSetJob,
    OrderSetsJob,
    PutIntoSetJob,
    SetFacts,
    TakeOutOfSetJob,
)
from sprite_studio.studio.library.sprites.names import checked
from sprite_studio.studio.library.sprites.rows import colours_of

_FACTS = "SELECT id, name, style, palette, export FROM sets"


def all_sets(connection: sqlite3.Connection) -> tuple[KeptSet, ...]:
    """In their order."""
    rows = connection.execute(f"{_FACTS} ORDER BY place, id").fetchall()
    counts: dict[int, int] = dict(
        connection.execute(
            "SELECT set_id, count(*) FROM members JOIN sprites ON sprites.id = sprite_id"
            " WHERE NOT deleted GROUP BY set_id"
        )
    )
    return tuple(KeptSet(row[0], _facts(connection, row), counts.get(row[0], 0)) for row in rows)


def make_set(connection: sqlite3.Connection, job: MakeSetJob) -> Changed:
    """Raises UserError for a name that cannot be given."""
    name = _free_name(connection, job.facts.name)
    (end,) = connection.execute("SELECT count(*) FROM sets").fetchone()
    place = end if job.place is None else job.place
    connection.execute("UPDATE sets SET place = place + 1 WHERE place >= ?", (place,))
    facts = job.facts
    made = connection.execute(
        "INSERT INTO sets (id, name, place, style, palette, export) VALUES (?, ?, ?, ?, ?, ?)",
        (job.id, name, place, facts.style, ",".join(facts.palette), facts.export),
    )
    id_ = made.lastrowid
    assert id_ is not None
    _put(connection, id_, facts.sprites)
    return Changed(f"Made the set {name}", DeleteSetJob(id_), id_)


def change_set(connection: sqlite3.Connection, job: ChangeSetJob) -> Changed:
    """Raises UserError for a name that cannot be given, or a set that is there no more."""
    before, facts = set_of(connection, job.id), job.facts
    facts = replace(facts, name=_free_name(connection, facts.name, job.id))
    if facts == before:
        return Changed("Nothing was changed", None, job.id)
    connection.execute(
        "UPDATE sets SET name = ?, style = ?, palette = ?, export = ? WHERE id = ?",
        (facts.name, facts.style, ",".join(facts.palette), facts.export, job.id),
    )
    if facts.sprites != before.sprites:
        connection.execute("DELETE FROM members WHERE set_id = ?", (job.id,))
        _put(connection, job.id, facts.sprites)
    return Changed(f"Changed the set {facts.name}", ChangeSetJob(job.id, before), job.id)


def delete_set(connection: sqlite3.Connection, job: DeleteSetJob) -> Changed:
    """Raises UserError for a set that is there no more."""
    before = set_of(connection, job.id)
    (place,) = connection.execute("SELECT place FROM sets WHERE id = ?", (job.id,)).fetchone()
    connection.execute("DELETE FROM members WHERE set_id = ?", (job.id,))
    connection.execute("DELETE FROM sets WHERE id = ?", (job.id,))
    connection.execute("UPDATE sets SET place = place - 1 WHERE place > ?", (place,))
    told = f"Deleted the set {before.name}; its sprites stay"
    return Changed(told, MakeSetJob(before, job.id, place), job.id)


def put_into_set(connection: sqlite3.Connection, job: PutIntoSetJob) -> Changed:
    """Raises UserError for a set that is there no more."""
    facts = set_of(connection, job.id)
    there = set(facts.sprites)
    new = tuple(dict.fromkeys(id_ for id_ in job.sprites if id_ not in there))
    if not new:
        return Changed(f"All of them are in {facts.name} already", None, job.id)
    _put(connection, job.id, new)
    told = f"Put {len(new):,} sprite{'s' * (len(new) != 1)} into {facts.name}"
    return Changed(told, TakeOutOfSetJob(job.id, new), job.id)


def take_out_of_set(connection: sqlite3.Connection, job: TakeOutOfSetJob) -> Changed:
    """Raises UserError for a set that is there no more."""
    before = set_of(connection, job.id)
    gone = set(job.sprites) & set(before.sprites)
    if not gone:
        return Changed("Nothing was changed", None, job.id)
    connection.executemany(
        "DELETE FROM members WHERE set_id = ? AND sprite_id = ?", [(job.id, id_) for id_ in gone]
    )
    told = f"Took {len(gone):,} sprite{'s' * (len(gone) != 1)} out of {before.name}"
    return Changed(told, ChangeSetJob(job.id, before), job.id)


def order_sets(connection: sqlite3.Connection, job: OrderSetsJob) -> Changed:
    """Those that are not named stay behind the others, in their order."""
    before = tuple(id_ for (id_,) in connection.execute("SELECT id FROM sets ORDER BY place, id"))
    named = [id_ for id_ in job.ids if id_ in before]
    after = (*named, *(id_ for id_ in before if id_ not in named))
    if after == before:
        return Changed("Nothing was changed", None)
    connection.executemany(
        "UPDATE sets SET place = ? WHERE id = ?", [(place, id_) for place, id_ in enumerate(after)]
    )
    return Changed("The sets are in another order", OrderSetsJob(before))


def set_of(connection: sqlite3.Connection, id_: int) -> SetFacts:
    """Raises UserError for a set that is there no more."""
    row = connection.execute(f"{_FACTS} WHERE id = ?", (id_,)).fetchone()
    if row is None:
        raise UserError("this set is there no more: it was deleted, perhaps in another window")
    return _facts(connection, row)


def _facts(connection: sqlite3.Connection, row: Sequence) -> SetFacts:
    members = connection.execute(
        "SELECT sprite_id FROM members WHERE set_id = ? ORDER BY place", (row[0],)
    )
    ids = tuple(id_ for (id_,) in members)
    return SetFacts(row[1], row[2], colours_of(row[3]), row[4], ids)


def _put(connection: sqlite3.Connection, id_: int, sprites: Sequence[int]) -> None:
    """At the end."""
    (end,) = connection.execute(
        "SELECT coalesce(max(place) + 1, 0) FROM members WHERE set_id = ?", (id_,)
    ).fetchone()
    connection.executemany(
        "INSERT OR IGNORE INTO members (set_id, sprite_id, place) VALUES (?, ?, ?)",
        [(id_, sprite, end + number) for number, sprite in enumerate(sprites)],
    )


def _free_name(connection: sqlite3.Connection, name: str, own: int = 0) -> str:
    plain = checked(name, "the name of a set")
    found = connection.execute("SELECT id FROM sets WHERE name = ?", (plain,)).fetchone()
    if found is not None and found[0] != own:
        raise UserError(f"another set is called {shortened(plain)!r}; choose another name")
    return plain
