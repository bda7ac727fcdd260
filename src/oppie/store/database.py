"""One SQLite file: opened for several processes at once, its troubles told in plain words."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oppie.errors import IntegrityError
from oppie.store.troubles import told

BUSY_S = 30.0
"""How long to wait for another process's write; each takes well under a millisecond."""
SETTINGS = ("PRAGMA synchronous=NORMAL", "PRAGMA temp_store=MEMORY", "PRAGMA foreign_keys=ON")
"""With WAL and ``NORMAL`` a commit reaches the system, not the disk: it outlives ``kill -9``."""

Value = str | bytes | int | float | None
"""What a column takes."""
Row = tuple[Any, ...]
"""What a query gives: the columns' types are the schema's, which mypy cannot see."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables of a file, and the version that the file carries (``user_version``)."""

    version: int
    tables: str


class Database:
    """A connection in autocommit mode, used by one thread at a time."""

    def __init__(self, path: Path, schema: Schema) -> None:
        """Open ``path``, or make it.

        Raises:
            MachineError: the place cannot be written to.
            IntegrityError: it is damaged, or another version of oppie made it.
        """
        self.path = path
        with told(path):
            self._connection = sqlite3.connect(
                path, timeout=BUSY_S, isolation_level=None, check_same_thread=False
            )
        try:
            self._prepare(schema)
        except BaseException:
            self._connection.close()
            raise

    def run(self, sql: str, *values: Value) -> sqlite3.Cursor:
        """Execute one statement, prepared once and then reused."""
        with told(self.path):
            return self._connection.execute(sql, values)

    def row(self, sql: str, *values: Value) -> Row | None:
        """The first row of a query, or None."""
        with told(self.path):
            found: Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """All rows of a query."""
        with told(self.path):
            return self._connection.execute(sql, values).fetchall()

    def many(self, sql: str, rows: Iterable[tuple[Value, ...]]) -> None:
        """Execute one statement for each row; cheap inside :meth:`together`."""
        with told(self.path):
            self._connection.executemany(sql, rows)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is written inside becomes visible at once, or not at all."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk has ended it already
                self.run("ROLLBACK")
            raise

    def close(self) -> None:
        """End the connection; safe to call twice."""
        self._connection.close()

    def _prepare(self, schema: Schema) -> None:
        for setting in SETTINGS:
            self.run(setting)
        if self._version() == 0:
            with _alone(self.path):
                self._create(schema)
        if self._version() != schema.version:
            raise IntegrityError(
                f"its data has version {self._version()}; this oppie reads version "
                f"{schema.version}",
                where=str(self.path),
                hint="Use the oppie that wrote it, or move the file away to begin anew.",
            )

    def _create(self, schema: Schema) -> None:
        if self._version() != 0:
            return  # another process was quicker
        self.run("PRAGMA journal_mode=WAL")
        with told(self.path):
            marked = f"{schema.tables};PRAGMA user_version={schema.version};"
            self._connection.executescript(f"BEGIN;{marked}COMMIT;")

    def _version(self) -> int:
        found = self.row("PRAGMA user_version")
        return int(found[0]) if found else 0


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from making the same file at the same moment."""
    with told(path), path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
