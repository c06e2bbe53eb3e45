"""An SQLite file that several windows share: its tables, a connection for each thread.

It is in WAL mode: reading never waits, and a kill at any moment leaves the last commit. Two
windows may write to it at once, so every transaction is short.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sprite_studio.errors import UserError

BUSY_S = 10.0
"""How long a transaction waits for another process's."""

CHECKPOINT = 64
"""Transactions after which the log is shortened."""


@dataclass(frozen=True)
class Tables:
    """What a file holds.

    Attributes:
        of: whose it is, for messages: "the history".
        version: of the tables.
        schema: the statements that make them.
        first: the rows that are there from the beginning.
        damaged: what becomes of a file that cannot be read, for the message.
    """

    of: str
    version: int
    schema: tuple[str, ...]
    first: tuple[str, ...]
    damaged: str


ASIDE = "damaged-"
"""Before the name of a file that was set aside."""

_WHY = {
    sqlite3.SQLITE_BUSY: "is held by another program; close its other windows and try again",
    sqlite3.SQLITE_LOCKED: "is held by another program; close its other windows and try again",
    sqlite3.SQLITE_FULL: "cannot be written, for the disk is full; free some space",
    sqlite3.SQLITE_READONLY: "may not be written; allow writing to this folder and its files",
    sqlite3.SQLITE_PERM: "may not be opened; allow reading and writing this folder and its files",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; allow reading and writing this folder",
    sqlite3.SQLITE_IOERR: "cannot be read or written; look whether the disk is full or damaged",
    sqlite3.SQLITE_PROTOCOL: "cannot be locked; keep it on a disk of this machine",
}
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class StoreError(UserError):
    """What is kept cannot be read or changed; the message names the cause and a remedy."""


class DamagedError(StoreError):
    """The file cannot be read; it can be set aside, and another begun."""


@dataclass(frozen=True)
class _Opened:
    connection: sqlite3.Connection
    file: tuple[int, int] | None


class Database:
    """Transactions on one file. Every method may be called on any thread.

    Attributes: path: of the file; it is made by the first one who writes. read_only: whether its
    folder cannot be written, so that no other window writes there either.
    """

    def __init__(self, path: Path, tables: Tables, read_only: bool = False) -> None:
        self.path, self.read_only = path, read_only
        self._tables = tables
        self._open: dict[int, _Opened] = {}  # thread → its connection
        self._lock = threading.Lock()
        self._unchecked = 0  # transactions, roughly: two threads may count at once

    @property
    def exists(self) -> bool:
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Raises StoreError."""
        try:
            with self._explained():
                yield self._connection()
        except DamagedError:
            self._close_own()  # where a file that is open cannot be renamed
            raise

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, all of it or nothing; no other process writes meanwhile.

        Raises StoreError, OSError where the folder cannot be made.
        """
        if self.read_only:
            raise self._told(sqlite3.SQLITE_READONLY)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
                self._unchecked += 1
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def shorten_log(self) -> None:
        """After many transactions bring them into the file itself, or the next start would have a
        long log to read. SQLite does not do it by itself here: it waits for the disk, for which
        the interface's thread must not."""
        if self._unchecked >= CHECKPOINT:
            with self.reading() as connection:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            self._unchecked = 0

    def set_aside(self) -> Path:
        """Keep a damaged file under another name, which is returned; the next transaction makes a
        new one.

        A write-ahead log that is left without its file is thrown away by SQLite, so a kill
        between two renames does no harm. Raises OSError.
        """
        self._close_own()
        for ending in ("", "-wal", "-shm"):
            file = self.path.with_name(self.path.name + ending)
            with suppress(FileNotFoundError):
                file.replace(file.with_name(f"{ASIDE}{file.name}"))
        return self.path.with_name(f"{ASIDE}{self.path.name}")

    def close(self) -> None:
        """All connections. They are opened again when they are needed."""
        with self._lock:
            opened, self._open = self._open, {}
        for each in opened.values():
            each.connection.close()

    def _connection(self) -> sqlite3.Connection:
        """Of this thread. Another process may have set the file aside, or thrown it away; whoever
        went on writing to it would write into a file without a name."""
        with self._lock:
            opened = self._open.get(threading.get_ident())
        if opened is not None and opened.file == _identity(self.path):
            return opened.connection
        self._close_own()
        # Without a log beside it, which none may write there, a file is read as it is.
        way = "?mode=ro&immutable=1" if self.read_only else ""
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}{way}",
            timeout=BUSY_S,
            isolation_level=None,
            check_same_thread=False,
            uri=True,
        )
        try:
            if not self.read_only:
                _prepare(connection, self._tables)
            self._check(connection)
        except BaseException:
            connection.close()
            raise
        with self._lock:
            self._open[threading.get_ident()] = _Opened(connection, _identity(self.path))
        return connection

    def _close_own(self) -> None:
        with self._lock:
            opened = self._open.pop(threading.get_ident(), None)
        if opened is not None:
            opened.connection.close()

    def _check(self, connection: sqlite3.Connection) -> None:
        tables = self._tables
        if _version(connection) > tables.version:
            raise StoreError(f"{tables.of} was written by a newer Sprite Studio; update to read it")
        there = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master")}
        if not there.issuperset(tables.schema):
            raise self._damaged()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """SQLite's errors, in words for a user."""
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # ours
        except sqlite3.DatabaseError as error:
            # Only text that cannot be decoded has no code: the pages hold something else.
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
            if code in _DAMAGED:
                raise self._damaged() from error
            if code in _WHY:
                raise self._told(code) from error
            raise

    def _told(self, code: int) -> StoreError:
        return StoreError(f"{self._tables.of} ({self.path.parent}) {_WHY[code]}")

    def _damaged(self) -> DamagedError:
        return DamagedError(f"{self._tables.of} ({self.path}) is damaged; {self._tables.damaged}")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _prepare(connection: sqlite3.Connection, tables: Tables) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode no commit waits for the disk
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    if _version(connection) == 0:
        _use_wal(connection)
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) == 0:  # no other process was quicker
            for statement in (*tables.schema, *tables.first):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {tables.version}")
        connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def _use_wal(connection: sqlite3.Connection) -> None:
    """SQLite itself does not wait here where two processes make the file at once."""
    late = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > late:
                raise
            time.sleep(0.005)
        else:
            return
