"""A Session that two users share: each of their requests waits for the other's to end."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from oppie.model.judging import Beside, Forced, Inquest, Suggestion
from oppie.model.measurement import Benchmark, Measurement
from oppie.model.observation import InfrastructureFailure, RolloutResult, TestTrace
from oppie.model.rollout import FileState, Limits, Opened, Rollout
from oppie.ports import Session


class Turns:
    """Implements :class:`oppie.ports.Session` over one that is started."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = threading.Lock()

    def start(self) -> Opened:
        """See the port."""
        with self._lock:
            return self._session.start()

    def run(self, rollout: Rollout) -> RolloutResult:
        """See the port."""
        with self._lock:
            return self._session.run(rollout)

    def run_many(self, rollouts: Sequence[Rollout]) -> Iterator[RolloutResult]:
        """See the port; its turn lasts until the last has ended."""
        with self._lock:
            yield from self._session.run_many(rollouts)

    def trace(self, tests: Sequence[str], limits: Limits) -> tuple[TestTrace, ...]:
        """See the port."""
        with self._lock:
            return self._session.trace(tests, limits)

    def probe(self, files: Sequence[FileState]) -> tuple[str, ...]:
        """See the port."""
        with self._lock:
            return self._session.probe(files)

    def judge(self, inquest: Inquest) -> tuple[str, ...]:
        """See the port."""
        with self._lock:
            return self._session.judge(inquest)

    def grow(self, beside: Beside, forced: Sequence[Forced]) -> tuple[Suggestion, ...]:
        """See the port."""
        with self._lock:
            return self._session.grow(beside, forced)

    def measure(
        self, benchmark: Benchmark, files: Sequence[FileState], limits: Limits
    ) -> Measurement | InfrastructureFailure:
        """See the port."""
        with self._lock:
            return self._session.measure(benchmark, files, limits)

    def close(self) -> None:
        """End it, whoever's turn it is."""
        self._session.close()
