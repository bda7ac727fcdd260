"""Where versions are measured and tested, within the budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from oppie.errors import SandboxLostError
from oppie.model.change import Change, Digest
from oppie.model.measurement import Measurement
from oppie.model.observation import Observation
from oppie.orchestrator.budget import Ledger
from oppie.orchestrator.recipe import Recipe
from oppie.ports import Executor, Session
from oppie.workflows.desk import Desk
from oppie.workflows.measured.bench import Opening
from oppie.workflows.project import Project
from oppie.workflows.workshop import Remembering

ATTEMPTS = 2
"""Runs of a benchmark that are tried where the machine fails, and not the version."""


@dataclass(slots=True)
class Arena:
    """One run's measuring and testing. Runs of versions other than the base are rollouts.

    Attributes:
        session: where the benchmark runs, alone.
        executor: where the tests run.
        recipe: the tests that passed before; empty where there were none.
        deadline: the run's second by which the search has to end.
        may_change: whether a path may be changed, and belongs to nothing that measures.
        measured: distinct versions that were measured.
        tampering: candidates that were discarded since they change what they may not.
    """

    desk: Desk
    project: Project
    opening: Opening
    session: Session
    executor: Executor
    recipe: Recipe
    memory: Remembering
    ledger: Ledger
    deadline: float
    may_change: Callable[[str], bool]
    measured: set[Digest] = field(default_factory=set)
    tampering: int = 0

    def stopped_by(self) -> str:
        """Why nothing more can be run; empty while something can."""
        spent = self.ledger.room() <= 0 or self.desk.clock() >= self.deadline
        return "budget" if spent else ""

    def affordable(self) -> int:
        """Runs of the benchmark for which there is time and budget."""
        seconds = max(0.0, self.deadline - self.desk.clock())
        each = max(self.opening.seconds, 0.001)
        return int(min(self.ledger.room(), seconds / each, 1e9))

    def gauge(self, snapshot: Digest) -> float | None:
        """One run's cost, less is better; None where it failed or nothing more can be run."""
        told = self.measure(snapshot)
        value = None if told is None else self.opening.yardstick.value(told)
        return -value if value is not None and self.opening.yardstick.larger else value

    def measure(self, snapshot: Digest) -> Measurement | None:
        """One run; None where the machine failed or the budget has none left."""
        for _ in range(ATTEMPTS):
            if self.stopped_by():
                return None
            told = self._measure(snapshot)
            if isinstance(told, Measurement):
                return told
        return None

    def allows(self, change: Change) -> bool:
        """Whether it changes nothing that may not be changed; else it is tampering."""
        outside = any(not self.may_change(edit.path) for edit in change.edits)
        self.tampering += outside
        return not outside

    def passes(self, snapshot: Digest) -> bool:
        """Whether all tests pass that passed before."""
        wanted = set(self.recipe.others)
        if not wanted:
            return True
        seen = self._observe(snapshot)
        if seen is None:
            return False
        return wanted <= {r.test for r in seen.results if not r.outcome.bad}

    def _measure(self, snapshot: Digest) -> Measurement | None:
        candidate = snapshot != self.project.base
        if candidate and not self.ledger.reserve():
            return None
        files = self.project.vst.diff(self.project.base, snapshot)
        told = self.session.measure(self.opening.benchmark, files, self.opening.limits)
        done = isinstance(told, Measurement)
        if candidate:
            self.measured.add(snapshot)
            self.ledger.settle(executed=done)
        self.desk.journal.spend(executed=candidate and done, overhead=not candidate)
        if isinstance(told, Measurement):
            return told
        if told.fatal:
            raise SandboxLostError(f"the sandbox is gone: {told.reason}")
        return None

    def _observe(self, snapshot: Digest) -> Observation | None:
        key = self.recipe.key(snapshot)
        known = self.desk.journal.known(key) or self.memory.recall(key)
        if known is not None:
            return known
        if self.stopped_by() or not self.ledger.reserve():
            return None
        self.desk.journal.begun(key)
        files = self.project.vst.diff(self.project.base, snapshot)
        self.executor.submit(0, self.recipe.rollout(snapshot, files))
        _, result = self.executor.wait()
        self.desk.journal.ended(key, result)
        seen = result if isinstance(result, Observation) else None
        self.ledger.settle(executed=seen is not None)
        if seen is not None:
            self.memory.remember(key, seen)
        return seen
