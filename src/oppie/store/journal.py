"""The durable record of one run, written before and after each rollout."""

from __future__ import annotations

from collections.abc import Callable

from oppie.model.change import Digest
from oppie.model.observation import InfrastructureFailure, Observation, RolloutResult
from oppie.model.verdict import RolloutCounts, StoppedBy, Verdict
from oppie.store.codec import Codec, legible
from oppie.store.database import Database
from oppie.store.heartbeat import Heartbeat
from oppie.store.presence import Presence
from oppie.store.tree_log import TreeLog

OBSERVATIONS = Codec(Observation)
VERDICTS = Codec(Verdict)

BEGUN = "INSERT INTO rollouts (run, key) VALUES (?, ?) ON CONFLICT DO NOTHING"
ENDED = """INSERT INTO rollouts (run, key, observation) VALUES (?, ?, ?)
    ON CONFLICT (run, key) DO UPDATE SET observation = excluded.observation"""
KNOWN = "SELECT observation FROM rollouts WHERE run = ? AND key = ?"
EXECUTED = "UPDATE runs SET seconds = ?, executed = executed + 1 WHERE number = ?"
LOST = "UPDATE runs SET seconds = ?, infrastructure = infrastructure + 1 WHERE number = ?"
TAMPERED = "UPDATE runs SET seconds = ?, tampering = tampering + 1 WHERE number = ?"
KEEP = "INSERT OR REPLACE INTO parts (run, name, content) VALUES (?, ?, ?)"
KEPT = "SELECT content FROM parts WHERE run = ? AND name = ?"
SPENT = """UPDATE runs SET seconds = ?, executed = executed + ?, cached = cached + ?,
    overhead = overhead + ?, judged = judged + ?, cost_usd = cost_usd + ? WHERE number = ?"""
COUNTS = """SELECT executed, cached, overhead, judged, infrastructure, tampering
    FROM runs WHERE number = ?"""
BASED = "UPDATE runs SET seconds = ?, base = ?, memory = ? WHERE number = ?"
FINISHED = "UPDATE runs SET seconds = ?, status = ?, summary = ?, verdict = ? WHERE number = ?"
INTERRUPTED = "interrupted"
FAILED = "failed"


class RunJournal:
    """Implements :class:`oppie.ports.Journal`; made by :class:`oppie.store.runs.Runs`.

    Attributes:
        run: the run's id.
        tree: an Observer that keeps the search tree.

    What is written survives ``kill -9``. Every method raises MachineError when the disk is
    full.
    """

    def __init__(
        self, run: str, number: int, database: Database, presence: Presence,
        clock: Callable[[], float],
    ) -> None:  # fmt: skip
        """``clock`` gives the run's wall seconds over all its resumes."""
        self.run = run
        self.tree = TreeLog(database, number)
        self._number = number
        self._database = database
        self._presence = presence
        self._clock = clock
        self._heartbeat = Heartbeat(database.path, number, clock)

    def based(self, base: Digest, memory: str) -> None:
        """Which Snapshot the run works on, and with which state of the memory."""
        self._database.run(BASED, self._clock(), base, memory, self._number)

    def begun(self, key: Digest) -> None:
        """A rollout is about to be executed."""
        self._database.run(BEGUN, self._number, key)

    def ended(self, key: Digest, result: RolloutResult) -> None:
        """A rollout ended; only an Observation is kept, all else is counted."""
        if isinstance(result, Observation):
            with self._database.together():
                self._database.run(ENDED, self._number, key, OBSERVATIONS.pack(result))
                self._database.run(EXECUTED, self._clock(), self._number)
        else:
            sql = LOST if isinstance(result, InfrastructureFailure) else TAMPERED
            self._database.run(sql, self._clock(), self._number)

    def known(self, key: Digest) -> Observation | None:
        """What this run already saw for a key; None if it never ended."""
        found = self._database.row(KNOWN, self._number, key)
        return OBSERVATIONS.unpack(found[0]) if found and found[0] is not None else None

    def keep(self, name: str, content: str) -> None:
        """Keep what a phase found, such as the baseline, so that a resume need not pay again."""
        self._database.run(KEEP, self._number, name, content)
        self.spend()

    def kept(self, name: str) -> str | None:
        """What :meth:`keep` kept under a name."""
        found = self._database.row(KEPT, self._number, name)
        return str(found[0]) if found else None

    def spend(
        self,
        *,
        executed: int = 0,
        cached: int = 0,
        overhead: int = 0,
        judged: int = 0,
        cost_usd: float = 0.0,
    ) -> None:
        """Add to the sums of the run, and write down how long it has taken.

        ``executed`` counts rollouts without an Observation to keep: runs of a benchmark.
        """
        sums = (executed, cached, overhead, judged, cost_usd)
        self._database.run(SPENT, self._clock(), *sums, self._number)

    def counts(self) -> RolloutCounts:
        """What was run so far, over all resumes."""
        found = self._database.row(COUNTS, self._number) or ()
        return RolloutCounts(*found)

    def cost_usd(self) -> float:
        """What was spent so far, over all resumes."""
        found = self._database.row("SELECT cost_usd FROM runs WHERE number = ?", self._number)
        return float(found[0]) if found else 0.0

    def finish(self, verdict: Verdict) -> None:
        """The run is over; one that was interrupted can still be resumed."""
        interrupted = verdict.stopped_by is StoppedBy.INTERRUPTED
        status = INTERRUPTED if interrupted else verdict.status.value
        self._end(status, verdict.summary, VERDICTS.to_json(verdict))

    def fail(self, message: str) -> None:
        """The run ended with an error, before there was a verdict."""
        self._end(FAILED, message, None)

    def close(self) -> None:
        """Let go of the run; without :meth:`finish` it counts as interrupted. Safe to repeat."""
        self._heartbeat.stop()
        self._presence.leave()

    def _end(self, status: str, summary: str, verdict: str | None) -> None:
        told = legible(summary)
        self._database.run(FINISHED, self._clock(), status, told, verdict, self._number)
