"""All runs of a project: begun, listed, found again, resumed."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from oppie.errors import UsageError
from oppie.model.change import Digest
from oppie.model.event import NodeGrew
from oppie.model.verdict import Verdict
from oppie.store.database import Database, Row
from oppie.store.journal import FAILED, INTERRUPTED, VERDICTS, RunJournal
from oppie.store.place import journal_file, live_folder, state_folder
from oppie.store.presence import Presence, alive
from oppie.store.schema import JOURNAL
from oppie.store.tree_log import TreeLog

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letter that looks like a digit."""
RUNNING = "running"
SHOWN = 5
BEGIN = "INSERT OR IGNORE INTO runs (id, began, oppie, request, seconds) VALUES (?, ?, ?, ?, ?)"
COLUMNS = """SELECT number, id, began, oppie, request, base, memory, status, seconds,
    executed, summary FROM runs"""


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One run as the journal has it.

    Attributes:
        number: its row.
        id: sortable by time, such as ``20261123-201502-k3f9``.
        began: seconds since the epoch.
        oppie: version that began it.
        request: what was asked for, as the JSON that :meth:`Runs.begin` was given.
        base: the Snapshot it works on; empty if it ended before that was known.
        memory: state of the memory that it began with.
        status: a :class:`oppie.model.verdict.Status`, ``running``, ``interrupted`` or
            ``failed``.
        seconds: wall time over all its resumes.
        executed: rollouts executed.
        summary: one line for a person.
    """

    number: int
    id: str
    began: float
    oppie: str
    request: str
    base: Digest
    memory: str
    status: str
    seconds: float
    executed: int
    summary: str

    @property
    def resumable(self) -> bool:
        """Whether it was interrupted, or failed after rollouts had been paid for."""
        return self.status == INTERRUPTED or (self.status == FAILED and self.executed > 0)


class Runs:
    """The journal of a project."""

    def __init__(self, root: Path) -> None:
        """Open ``root``'s journal, or make it.

        Raises:
            MachineError: ``.oppie`` cannot be written to.
            IntegrityError: the journal is damaged, or another version of oppie made it.
        """
        state_folder(root)
        self._live = live_folder(root)
        self._database = Database(journal_file(root), JOURNAL)

    def begin(
        self, request: str, oppie: str, clock: Callable[[], float], now: float | None = None
    ) -> RunJournal:
        """Write down that a run begins.

        Args:
            request: what was asked for, as JSON.
            oppie: this version.
            clock: the run's wall seconds so far.
            now: seconds since the epoch; the system's clock by default.
        """
        began = time.time() if now is None else now
        while True:
            run = _new_id(began)
            presence = self._presence(run)
            if presence.enter():
                row = self._database.run(BEGIN, run, began, oppie, request, clock())
                if row.rowcount == 1:
                    return RunJournal(run, row.lastrowid or 0, self._database, presence, clock)
                presence.leave()

    def resume(self, run: StoredRun, clock: Callable[[], float]) -> RunJournal:
        """Go on with a run; ``clock`` goes on from its ``seconds``.

        Raises:
            UsageError: another process is at it.
        """
        presence = self._presence(run.id)
        if not presence.enter():
            raise UsageError(
                f"the run {run.id} is still going on",
                hint="Wait until it ends, or stop the process that runs it.",
            )
        self._database.run("UPDATE runs SET status = ? WHERE number = ?", RUNNING, run.number)
        return RunJournal(run.id, run.number, self._database, presence, clock)

    def all(self) -> tuple[StoredRun, ...]:
        """Every run, the latest first."""
        rows = self._database.rows(f"{COLUMNS} ORDER BY began DESC, number DESC")
        return tuple(self._stored(row) for row in rows)

    def latest(self) -> StoredRun | None:
        """The run that began last."""
        row = self._database.row(f"{COLUMNS} ORDER BY began DESC, number DESC LIMIT 1")
        return self._stored(row) if row else None

    def find(self, prefix: str) -> StoredRun:
        """The run whose id begins with ``prefix``, or ends with it: its last four letters do.

        Raises:
            UsageError: there is none, or more than one.
        """
        every = self.all()
        exact = [run for run in every if run.id == prefix]
        found = exact or [r for r in every if r.id.startswith(prefix) or r.id.endswith(prefix)]
        if len(found) == 1:
            return found[0]
        what = "more than one run" if found else "no run"
        some = ", ".join(run.id for run in (found or every)[:SHOWN])
        hint = f"There are: {some}." if some else "`oppie run` begins one."
        raise UsageError(f"{what} is called {prefix!r}", where=prefix, hint=hint)

    def verdict(self, run: StoredRun) -> Verdict | None:
        """How a run ended; None while it has not.

        Raises:
            IntegrityError: it was stored by another version, or is damaged.
        """
        row = self._database.row("SELECT verdict FROM runs WHERE number = ?", run.number)
        return VERDICTS.from_json(row[0]) if row and row[0] is not None else None

    def tree(self, run: StoredRun) -> tuple[NodeGrew, ...]:
        """The search tree of a run, in the order in which it grew."""
        return TreeLog(self._database, run.number).nodes()

    def close(self) -> None:
        """End the connection."""
        self._database.close()

    def _presence(self, run: str) -> Presence:
        return Presence(self._live / run)

    def _stored(self, row: Row) -> StoredRun:
        run = StoredRun(*row)
        if run.status == RUNNING and not alive(self._live / run.id):
            return replace(run, status=INTERRUPTED)
        return run


def _new_id(now: float) -> str:
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(now))
    return f"{stamp}-{''.join(secrets.choice(LETTERS) for _ in range(4))}"
