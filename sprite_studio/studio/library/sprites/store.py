"""The library: single sprites that are kept for ever, and what is asked of them."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.library.changes import (
    Changed,
    ChangeJob,
    ChangeSetJob,
    ChangeSpritesJob,
    DeleteSetJob,
    KeptSet,
    MakeSetJob,
    MarkSpritesJob,
    OrderSetsJob,
    PutIntoSetJob,
    RepaintSpritesJob,
    TakeOutOfSetJob,
)
from sprite_studio.studio.jobs.library.finding import ChoicesResult, Order, Query
from sprite_studio.studio.jobs.library.sprites import (
    Card,
    KeepSpritesResult,
    KeptSprite,
    NewSprite,
)
from sprite_studio.studio.library.database import Database
from sprite_studio.studio.library.sprites import changes, sets
from sprite_studio.studio.library.sprites.names import Namer
from sprite_studio.studio.library.sprites.repaint import repaint_sprites
from sprite_studio.studio.library.sprites.rows import (
    card_of,
    colours_of,
    digest_of,
    insert,
    sprite_of,
    values_of,
)
from sprite_studio.studio.library.sprites.tables import TABLES

_CHANGES: dict[type, Callable[[sqlite3.Connection, Any], Changed]] = {
    ChangeSpritesJob: changes.change_sprites,
    MarkSpritesJob: changes.mark_sprites,
    RepaintSpritesJob: repaint_sprites,
    MakeSetJob: sets.make_set,
    ChangeSetJob: sets.change_set,
    DeleteSetJob: sets.delete_set,
    PutIntoSetJob: sets.put_into_set,
    TakeOutOfSetJob: sets.take_out_of_set,
    OrderSetsJob: sets.order_sets,
}

FILE = "library.sqlite"

_ORDERS: dict[Order, str] = {
    "newest": "id DESC",
    "oldest": "id",
    "name": "name COLLATE NOCASE",
}


class SpriteLibrary:
    """The kept sprites in a folder, which is made when there is something to keep.

    Another process may use the same folder at the same time. What cannot be done is a StoreError,
    an OSError, or a UserError that says what would work; a DamagedError is mended by `mend`.
    """

    def __init__(self, folder: Path, read_only: bool = False) -> None:
        """Args: read_only: whether the folder cannot be written; what is there is shown."""
        self.database = Database(folder / FILE, TABLES, read_only)

    # -- what is kept

    def keep(
        self, sprites: Iterable[NewSprite], starred: bool = False, set_: int | None = None
    ) -> KeepSpritesResult:
        """All or none. Args: as of `KeepSpritesJob`."""
        ids, new = [], 0
        with self.database.writing() as connection:
            namer = Namer(connection)
            for sprite in sprites:
                if (there := _twin(connection, sprite.images)) is None:
                    ids.append(insert(connection, sprite, starred, namer))
                    new += 1
                    continue
                ids.append(there)
                connection.execute(
                    "UPDATE sprites SET deleted = 0, starred = max(starred, ?) WHERE id = ?",
                    (starred, there),
                )
            if set_ is not None:
                sets.put_into_set(connection, PutIntoSetJob(set_, tuple(ids)))
        self.database.shorten_log()
        return KeepSpritesResult(tuple(ids), new)

    def change(self, job: ChangeJob) -> Changed:
        """All of it or nothing."""
        with self.database.writing() as connection:
            changed = _CHANGES[type(job)](connection, job)
        self.database.shorten_log()
        return changed

    # -- what is found

    def find(self, query: Query) -> tuple[int, ...]:
        """Ids, in the order that is asked for; of a set, in its own."""
        if not self.database.exists:
            return ()
        told, values = _conditions(query)
        if query.set is None:
            come, order = "FROM sprites", f"ORDER BY {_ORDERS[query.order]}"
        else:
            come = "FROM members JOIN sprites ON sprites.id = sprite_id"
            order = "ORDER BY members.place"
        with self.database.reading() as connection:
            rows = connection.execute(
                f"SELECT sprites.id {come} WHERE {' AND '.join(told)} {order}", values
            )
            return tuple(id_ for (id_,) in rows)

    def choices(self) -> ChoicesResult:
        """What the sprites can be told apart by."""
        words: Counter[str] = Counter()
        styles: Counter[str] = Counter()
        palettes: Counter[tuple[str, ...]] = Counter()
        if not self.database.exists:
            return ChoicesResult((), (), (), 0, 0)
        with self.database.reading() as connection:
            rows = connection.execute("SELECT words, style, palette FROM sprites WHERE NOT deleted")
            alike = Counter(rows)  # most have twins: to count is quicker than to take apart
            (total,) = connection.execute("SELECT count(*) FROM sprites").fetchone()
            (starred,) = connection.execute(
                "SELECT count(*) FROM sprites WHERE starred AND NOT deleted"
            ).fetchone()
        for (told, style, palette), count in alike.items():
            for word in values_of(told):
                words[word] += count
            styles[style] += count
            palettes[colours_of(palette)] += count
        there = alike.total()
        return ChoicesResult(
            tuple(words.most_common()),
            tuple(styles.most_common()),
            tuple(palettes.most_common()),
            there,
            total - there,
            starred,
        )

    def cards(self, ids: Iterable[int]) -> dict[int, Card | None]:
        """What a grid shows of each; None for one that is there no more."""
        if not self.database.exists:
            return dict.fromkeys(ids)
        with self.database.reading() as connection:
            return {id_: card_of(connection, id_) for id_ in ids}

    def read(self, ids: Sequence[int]) -> tuple[KeptSprite, ...]:
        """All of those that are there, in the order of the ids."""
        if not self.database.exists:
            return ()
        with self.database.reading() as connection:
            return tuple(filter(None, (sprite_of(connection, id_) for id_ in ids)))

    def which_kept(self, images: Images) -> Mapping[int, tuple[int, bool, str]]:
        """As of `WhichKeptResult`. Args: images: (N, 16, 16, 4)."""
        if not self.database.exists:
            return {}
        query = (
            "SELECT id, starred, name FROM contents JOIN sprites USING (id)"
            " WHERE digest = ? AND NOT deleted"
        )
        with self.database.reading() as connection:
            rows = [
                connection.execute(query, (digest_of(images[number : number + 1]),)).fetchone()
                for number in range(len(images))
            ]
        return {number: (row[0], bool(row[1]), row[2]) for number, row in enumerate(rows) if row}

    def sets(self) -> tuple[KeptSet, ...]:
        """In their order."""
        if not self.database.exists:
            return ()
        with self.database.reading() as connection:
            return sets.all_sets(connection)

    def set_named(self, name: str) -> KeptSet:
        """Raises UserError, naming those that there are."""
        there = self.sets()
        for one in there:
            if one.facts.name.casefold() == name.strip().casefold():
                return one
        names = ", ".join(one.facts.name for one in there) or "none yet"
        raise UserError(f"there is no set {name!r}; there are: {names}")

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()


def _twin(connection: sqlite3.Connection, images: Images) -> int | None:
    row = connection.execute(
        "SELECT id FROM contents WHERE digest = ?", (digest_of(images),)
    ).fetchone()
    return None if row is None else row[0]


def _conditions(query: Query) -> tuple[list[str], list[Any]]:
    """What a row must fulfil, in SQL, and the values in it."""
    wanted: list[tuple[str, Any]] = [
        ("deleted = ?", int(query.deleted)),
        ("set_id = ?", query.set),
        ("instr(words, ?)", None if query.word is None else f"\n{query.word}\n"),
        ("style = ?", query.style),
        ("palette = ?", None if query.palette is None else ",".join(query.palette)),
        ("source = ?", query.source),
        ("kept >= ?", query.since or None),
        ("starred = ?", 1 if query.starred else None),
        *(("instr(search, ?)", word) for word in searched(query.text)),
    ]
    asked = [(condition, value) for condition, value in wanted if value is not None]
    return [condition for condition, _ in asked], [value for _, value in asked]


def searched(text: str) -> list[str]:
    """The words of a search, as they are compared."""
    return text.lower().encode("utf-8", "replace").decode().split()
