"""A Session that starts while something else goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from oppie.model.judging import Beside, Forced, Inquest, Suggestion
from oppie.model.measurement import Benchmark, Measurement
from oppie.model.observation import InfrastructureFailure, RolloutResult, TestTrace
from oppie.model.rollout import FileState, Limits, Opened, Rollout
from oppie.ports import Session


class Ahead:
    """Implements :class:`oppie.ports.Session`: starts another one beside its owner.

    Loading a large suite takes seconds; whoever asks something of it waits for the rest of
    them only.
    """

    def __init__(self, session: Session) -> None:
        """Nobody else may use ``session`` from now on; nothing is started yet."""
        self._session = session
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="oppie-ahead")
        self._opened: Future[Opened] | None = None

    def begin(self) -> Future[Opened]:
        """Have it start from now on, unless it does already."""
        if self._opened is None:
            self._opened = self._thread.submit(self._session.start)
        return self._opened

    def begun(self) -> Ahead:
        """Itself, starting."""
        self.begin()
        return self

    def start(self) -> Opened:
        """Wait until it has started; raises what its start raised."""
        return self.begin().result()

    def run(self, rollout: Rollout) -> RolloutResult:
        """See the port."""
        return self._ready().run(rollout)

    def run_many(self, rollouts: Sequence[Rollout]) -> Iterator[RolloutResult]:
        """See the port."""
        return self._ready().run_many(rollouts)

    def trace(self, tests: Sequence[str], limits: Limits) -> tuple[TestTrace, ...]:
        """See the port."""
        return self._ready().trace(tests, limits)

    def probe(self, files: Sequence[FileState]) -> tuple[str, ...]:
        """See the port."""
        return self._ready().probe(files)

    def judge(self, inquest: Inquest) -> tuple[str, ...]:
        """See the port."""
        return self._ready().judge(inquest)

    def grow(self, beside: Beside, forced: Sequence[Forced]) -> tuple[Suggestion, ...]:
        """See the port."""
        return self._ready().grow(beside, forced)

    def measure(
        self, benchmark: Benchmark, files: Sequence[FileState], limits: Limits
    ) -> Measurement | InfrastructureFailure:
        """See the port."""
        return self._ready().measure(benchmark, files, limits)

    def close(self) -> None:
        """End it, started or not."""
        self._session.close()
        self._thread.shutdown()

    def _ready(self) -> Session:
        self.start()
        return self._session
