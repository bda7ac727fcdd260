"""How far a test that still fails has come since the baseline."""

from __future__ import annotations

from functools import partial

from oppie.metrics.distance import closeness
from oppie.model.observation import UNREAD, Failure, Outcome, TestResult

LATER_LINE = 0.5
"""It fails at a later line of the test: earlier assertions hold now."""
CLOSER_VALUE = 0.4
"""It fails at the same line, and the value there is all but right."""
ENDS_NOW = 0.2
"""It ended, where it ran into its limit before."""
RUNS_NOW = 0.1
"""An assertion fails, where another exception ended it before."""
BUILDS_NOW = 0.8
"""It runs, where it could not even be built before."""
READS_NOW = 0.2
"""What did not parse does; the compiler has other objections."""
FEWER_PROBLEMS = 0.6
"""All but none of the problems of its build is left."""
LATER_PROBLEM = 0.2
"""What was wrong with its build is no more, and something later is."""


def progress(before: TestResult | None, now: TestResult) -> float:
    """In [0, 1): 0 where nothing better can be seen; ``now`` is a result that is not passed."""
    if before is None or not now.outcome.bad or now.outcome is Outcome.TIMED_OUT:
        return 0.0
    if before.outcome is Outcome.TIMED_OUT:
        return ENDS_NOW
    if before.unbuilt and not now.unbuilt:
        return BUILDS_NOW
    if before.failure is None or now.failure is None:
        return 0.0
    stage = _built if before.unbuilt else partial(_ran, now.test)
    return stage(before.failure, now.failure)


def _ran(test: str, before: Failure, now: Failure) -> float:
    """How far a test has come that begins."""
    was, at = _line(test, before), _line(test, now)
    if was and at and at != was:
        return LATER_LINE * (1.0 - 1.0 / (1.0 + at - was)) + RUNS_NOW if at > was else 0.0
    if _asserts(now) and not _asserts(before):
        return RUNS_NOW
    return CLOSER_VALUE * _gained(before.message, now.message)


def _built(before: Failure, now: Failure) -> float:
    """How far a build has come that still fails."""
    left, had = len(now.further) + 1, len(before.further) + 1
    if (before.kind in UNREAD) is not (now.kind in UNREAD):
        return READS_NOW * (1.0 + 1.0 / left) if before.kind in UNREAD else 0.0
    if left != had:
        return max(0.0, FEWER_PROBLEMS * (1.0 - left / had))
    if now.message == before.message or not (now.frames and before.frames):
        return 0.0
    was, at = before.frames[-1], now.frames[-1]
    return LATER_PROBLEM if at.path != was.path or at.line > was.line else 0.0


def _line(test: str, failure: Failure) -> int:
    """Where the test itself was, in its own file; 0 if that is not known.

    That is the outermost frame: what the test defines and hands to the program (a callback) is
    further in, and stands before the line that calls the program.
    """
    file = test.partition("::")[0]
    return next((f.line for f in failure.frames if f.path == file), 0)


def _asserts(failure: Failure) -> bool:
    return failure.kind == "AssertionError"


def _gained(before: str, now: str) -> float:
    """The share of the distance to the expected value that is gone, in [0, 1]."""
    if before == now:
        return 0.0
    was, has = closeness(before), closeness(now)
    if was is None or has is None or has <= was:
        return 0.0
    return (has - was) / (1.0 - was)
