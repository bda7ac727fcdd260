"""What outlives a run: observations by key, and what was learned.

A run sees the memory as it was when the run began, whatever is added meanwhile, so that a
resumed run sees what it saw before. Rows are only added at the end; a :class:`Mark` says how
far they went. Nothing here is needed: what cannot be read or written is as if unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from oppie.errors import IntegrityError, OppieError
from oppie.model.change import Digest
from oppie.model.experience import Experience, RouterOutcome
from oppie.model.observation import Observation
from oppie.store.codec import Codec
from oppie.store.database import Database, Row
from oppie.store.journal import OBSERVATIONS
from oppie.store.mark import Mark
from oppie.store.schema import MEMORY
from oppie.store.troubles import told

FILE = f"memory-{MEMORY.version}.db"
"""Named after the version: two versions of oppie each keep their own."""
FILES = "memory-*"
"""Those of every version, with what SQLite keeps beside them."""
MOST_BYTES = 256 << 20
"""How large the file may grow before the oldest observations are forgotten."""
MOST_LEARNED = 50_000
"""Rows of experiences, and of outcomes, that are kept."""
BATCH = 64
"""Observations written together; the journal has those that a crash loses here."""

REMEMBER = "INSERT OR IGNORE INTO observations (key, observation) VALUES (?, ?)"
RECALL = "SELECT observation FROM observations WHERE key = ? AND number <= ?"
EXPERIENCES = """SELECT operator, context, SUM(tried), SUM(helped) FROM experiences
    WHERE number <= ? GROUP BY operator, context ORDER BY operator, context"""
LEARN = "INSERT INTO experiences (operator, context, tried, helped) VALUES (?, ?, ?, ?)"
OUTCOMES = "SELECT features, solved FROM outcomes WHERE number <= ? ORDER BY number"
ROUTED = "INSERT INTO outcomes (features, solved) VALUES (?, ?)"
FORGET_A_QUARTER = """DELETE FROM observations WHERE number <=
    (SELECT MIN(number) + (MAX(number) - MIN(number)) / 4 FROM observations)"""
FORGET_EXPERIENCES = (
    "DELETE FROM experiences WHERE number <= (SELECT MAX(number) FROM experiences) - ?"
)
FORGET_OUTCOMES = "DELETE FROM outcomes WHERE number <= (SELECT MAX(number) FROM outcomes) - ?"
USED = """SELECT (page_count - freelist_count) * page_size
    FROM pragma_page_count, pragma_freelist_count, pragma_page_size"""
FEATURES = Codec(tuple[float, ...])


def forget_all(folder: Path) -> tuple[str, ...]:
    """Remove every memory from the user's data folder; the paths that were removed."""
    found = sorted(each for each in folder.glob(FILES) if each.is_file())
    with told(folder):
        for each in found:
            each.unlink(missing_ok=True)
    return tuple(str(each) for each in found)


class StoredMemory:
    """Implements :class:`oppie.ports.Memory` in a file of the user's data folder.

    Attributes:
        state: names what this run sees, for :class:`oppie.store.journal.RunJournal`.
        notes: what a person should know, one line each.
    """

    def __init__(self, folder: Path, state: str = "", most_bytes: int = MOST_BYTES) -> None:
        """Open the memory as it is, or as it was in a ``state`` that a run began with.

        Raises:
            MachineError: the folder cannot be written to.
        """
        self.notes: tuple[str, ...] = ()
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._database = self._opened(folder / FILE)
        self._mark = Mark.parse(state, self._identity()) if state else self._present()
        self._most_bytes = most_bytes
        self._unwritten: list[tuple[str, bytes]] = []

    @property
    def state(self) -> str:
        """Names what this run sees."""
        return str(self._mark)

    def recall(self, key: Digest) -> Observation | None:
        """An Observation that any run made of the same thing before this run began."""
        with suppress(OppieError):
            found = self._database.row(RECALL, key, self._mark.observations)
            return OBSERVATIONS.unpack(found[0]) if found else None
        return None

    def remember(self, key: Digest, observation: Observation) -> None:
        """Keep an Observation for runs that begin later."""
        self._unwritten.append((key, OBSERVATIONS.pack(observation)))
        if len(self._unwritten) >= BATCH:
            self._write()

    def experiences(self) -> tuple[Experience, ...]:
        """What all runs before this one learned, summed by operator and context."""
        return tuple(Experience(*row) for row in self._read(EXPERIENCES, self._mark.experiences))

    def learn(self, experiences: Iterable[Experience]) -> None:
        """Add what this run learned."""
        rows = [(each.operator, each.context, each.tried, each.helped) for each in experiences]
        with suppress(OppieError), self._database.together():
            self._database.many(LEARN, rows)

    def outcomes(self) -> tuple[RouterOutcome, ...]:
        """What became of earlier tasks, the oldest first."""
        rows = self._read(OUTCOMES, self._mark.outcomes)
        return tuple(RouterOutcome(FEATURES.from_json(row[0]), bool(row[1])) for row in rows)

    def routed(self, outcome: RouterOutcome) -> None:
        """Add what became of this run's task."""
        with suppress(OppieError):
            self._database.run(ROUTED, FEATURES.to_json(outcome.features), outcome.solved)

    def close(self) -> None:
        """Write what is left, forget the oldest where there is too much."""
        self._write()
        with suppress(OppieError):
            self._forget()
        self._database.close()

    def _read(self, sql: str, last: int) -> list[Row]:
        with suppress(OppieError):
            return self._database.rows(sql, last)
        return []

    def _write(self) -> None:
        rows, self._unwritten = self._unwritten, []
        if rows:
            with suppress(OppieError), self._database.together():
                self._database.many(REMEMBER, rows)

    def _forget(self) -> None:
        used = self._database.row(USED)
        while used and used[0] > self._most_bytes and self._database.run(FORGET_A_QUARTER).rowcount:
            used = self._database.row(USED)
        self._database.run(FORGET_EXPERIENCES, MOST_LEARNED)
        self._database.run(FORGET_OUTCOMES, MOST_LEARNED)

    def _opened(self, file: Path) -> Database:
        try:
            return Database(file, MEMORY)
        except IntegrityError as error:
            aside = file.with_suffix(".damaged")
            file.replace(aside)
            for left in ("-wal", "-shm"):
                file.with_name(file.name + left).unlink(missing_ok=True)
            self.notes = (f"The memory was damaged and begins anew ({error.message}; {aside}).",)
            return Database(file, MEMORY)

    def _identity(self) -> str:
        found = self._database.row("SELECT name FROM identity")
        return str(found[0]) if found else ""

    def _present(self) -> Mark:
        rows = self._database.rows("SELECT name, seq FROM sqlite_sequence")
        return Mark(self._identity(), **{str(name): int(last) for name, last in rows})
