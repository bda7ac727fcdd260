"""What rollouts see: results of tests, failures of the machinery, tampering.

The three are never confused: a candidate that fails is knowledge, a failure of the
infrastructure is none, and tampering is discarded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How one test ended."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    """It could not be collected or set up; a collection error has the file's id."""
    TIMED_OUT = "timed_out"
    SKIPPED = "skipped"
    """Skipped, or failed as the test said it would (xfail)."""

    @property
    def bad(self) -> bool:
        """Whether this counts as a failing test."""
        return self in (Outcome.FAILED, Outcome.ERROR, Outcome.TIMED_OUT)


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of a traceback inside the workspace; ``path`` relative, ``line`` from 1."""

    path: str
    line: int
    function: str


UNREAD = frozenset({"SyntaxError", "IndentationError", "TabError"})
"""Kinds of failures of what does not parse."""
UNBUILT = UNREAD | {"BuildError"}
"""And of what a compiler does not take."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a test did not pass.

    Attributes:
        kind: the exception's class name, such as ``AssertionError``.
        message: its text, at most 2,000 characters.
        frames: workspace frames of the traceback, outermost first; the own place of what does
            not parse or compile is the last frame.
        further: the other problems that a build met.
    """

    kind: str
    message: str
    frames: tuple[Frame, ...] = ()
    further: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class TestResult:
    """One test's result; ``seconds`` is the wall time of its call with its fixtures."""

    __test__ = False  # the name is the field's; pytest is not to collect it

    test: str
    outcome: Outcome
    seconds: float = 0.0
    failure: Failure | None = None

    @property
    def unbuilt(self) -> bool:
        """Whether it did not begin, for what it is made of could not be built or loaded."""
        if self.outcome is not Outcome.ERROR or self.failure is None:
            return False
        of_a_file = "::" not in self.test and bool(self.failure.frames)
        return of_a_file or self.failure.kind in UNBUILT


@dataclass(frozen=True, slots=True)
class Observation:
    """What one rollout saw.

    Attributes:
        results: in the order in which the tests ran.
        seconds: wall time of the rollout inside the sandbox.
        peak_bytes: largest resident size of the process that ran the tests; 0 if unknown.
        complete: False if the rollout stopped at a decisive failure, so that tests that it
            was asked for have no result.
        route: how it ran: ``swap`` (code replaced in a forked process), ``reload`` (forked
            before the project was imported), ``fresh`` (a new process), ``scripted``.
    """

    results: tuple[TestResult, ...]
    seconds: float = 0.0
    peak_bytes: int = 0
    complete: bool = True
    route: str = "fresh"

    def failures(self) -> tuple[Failure, ...]:
        """Why tests failed, a failure a test; then the further problems of builds.

        What a skipped test gives as its reason is none.
        """
        found = tuple(r.failure for r in self.results if r.failure is not None and r.outcome.bad)
        return (*found, *dict.fromkeys(each for failure in found for each in failure.further))

    def by_test(self) -> dict[str, TestResult]:
        """The results by test id."""
        return {result.test: result for result in self.results}


@dataclass(frozen=True, slots=True)
class InfrastructureFailure:
    """The rollout did not happen: no knowledge, no visit, bounded retry, never cached."""

    reason: str
    fatal: bool = False
    """True when a retry cannot help: the engine is gone, the disk is full."""


@dataclass(frozen=True, slots=True)
class Tampering:
    """The candidate touched what it may not: discarded and recorded."""

    reason: str


RolloutResult = Observation | InfrastructureFailure | Tampering


@dataclass(frozen=True, slots=True)
class TestTrace:
    """The workspace lines that one test reached: path → lines from 1, sorted."""

    __test__ = False

    test: str
    outcome: Outcome
    lines: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """How likely a line holds the fault, in [0, 1]: see :mod:`oppie.integrations.spectrum`."""

    path: str
    line: int
    score: float


@dataclass(frozen=True, slots=True)
class TestCounts:
    """How many tests ended how; ``flaky`` ones were set aside and are in no other count."""

    __test__ = False

    passed: int = 0
    failed: int = 0
    errors: int = 0
    timed_out: int = 0
    skipped: int = 0
    flaky: int = 0
