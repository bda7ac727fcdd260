"""The scripted sandbox: a double that answers from a function; nothing runs and nothing waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from oppie.model.judging import Beside, Forced, Inquest, Suggestion
from oppie.model.measurement import Benchmark, Measurement
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    Outcome,
    RolloutResult,
    TestResult,
    TestTrace,
)
from oppie.model.project import Availability, Workspace
from oppie.model.rollout import FileState, Limits, Opened, Plan, Rollout

Script = Callable[[Rollout], RolloutResult]
"""What a rollout would have seen."""

Measured = Callable[[Benchmark, Sequence[FileState]], Measurement]
"""What a run of a benchmark would have told."""


def passing(rollout: Rollout) -> Observation:
    """The script in which every test that is asked for passes."""
    tests = rollout.targets + rollout.others
    return Observation(tuple(TestResult(test, Outcome.PASSED) for test in tests), route="scripted")


def silent(_benchmark: Benchmark, _files: Sequence[FileState]) -> Measurement:
    """The benchmark that prints nothing and takes no time."""
    return Measurement(code=0, seconds=0.0)


class ScriptedSession:
    """A Session that executes nothing.

    Args:
        script: answers each rollout.
        tests: what :meth:`start` says that there is.
        traces: what :meth:`trace` says, of the tests that it is asked for.
        stale: what :meth:`probe` says, of the paths that it is asked for.
        measured: answers each run of a benchmark.
    """

    def __init__(
        self,
        script: Script = passing,
        *,
        tests: Sequence[str] = (),
        traces: Iterable[TestTrace] = (),
        stale: Iterable[str] = (),
        measured: Measured = silent,
    ) -> None:
        self._script = script
        self._tests = tuple(tests)
        self._traces = tuple(traces)
        self._stale = frozenset(stale)
        self._measured = measured
        self._closed = False

    def start(self) -> Opened:
        """The tests as they were given."""
        return Opened(self._tests, warm=True, version="scripted")

    def run(self, rollout: Rollout) -> RolloutResult:
        """What the script says; a rollout without tests is one of all tests."""
        if self._closed:
            return InfrastructureFailure("the session is closed", fatal=True)
        return self._script(rollout)

    def run_many(self, rollouts: Sequence[Rollout]) -> Iterator[RolloutResult]:
        """The same for several."""
        return map(self.run, rollouts)

    def trace(self, tests: Sequence[str], limits: Limits) -> tuple[TestTrace, ...]:  # noqa: ARG002 - the port's
        """The traces of ``tests`` that were given."""
        return tuple(trace for trace in self._traces if trace.test in tests)

    def probe(self, files: Sequence[FileState]) -> tuple[str, ...]:
        """The paths that were said to be stale."""
        return tuple(file.path for file in files if file.path in self._stale)

    def judge(self, inquest: Inquest) -> tuple[str, ...]:  # noqa: ARG002 - the port's
        """Nothing can be said without running anything."""
        return ()

    def grow(self, beside: Beside, forced: Sequence[Forced]) -> tuple[Suggestion, ...]:  # noqa: ARG002 - the port's
        """Nothing either."""
        return ()

    def measure(
        self,
        benchmark: Benchmark,
        files: Sequence[FileState],
        limits: Limits,  # noqa: ARG002 - the port's
    ) -> Measurement | InfrastructureFailure:
        """What the script says."""
        if self._closed:
            return InfrastructureFailure("the session is closed", fatal=True)
        return self._measured(benchmark, files)

    def close(self) -> None:
        """Answer no rollout any more."""
        self._closed = True


class ScriptedSandbox:
    """Opens sessions of one script.

    Args:
        script: answers each rollout.
        tests, traces, stale, measured: see :class:`ScriptedSession`.
    """

    name = "scripted"

    def __init__(
        self,
        script: Script = passing,
        *,
        tests: Sequence[str] = (),
        traces: Iterable[TestTrace] = (),
        stale: Iterable[str] = (),
        measured: Measured = silent,
    ) -> None:
        self._script = script
        self._tests = tuple(tests)
        self._traces = tuple(traces)
        self._stale = tuple(stale)
        self._measured = measured

    def available(self) -> Availability:
        """Always."""
        return Availability(ok=True, why="answers from a script, runs nothing")

    def fingerprint(self) -> str:
        """Always the same."""
        return "scripted"

    def open(self, workspace: Workspace, plan: Plan, limits: Limits) -> ScriptedSession:  # noqa: ARG002 - the port's
        """A Session of the script."""
        return ScriptedSession(
            self._script,
            tests=self._tests,
            traces=self._traces,
            stale=self._stale,
            measured=self._measured,
        )

    def sweep(self) -> Iterable[str]:
        """Nothing is ever left."""
        return ()
