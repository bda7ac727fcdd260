"""How far a test that still fails has come since the baseline."""

from __future__ import annotations

from oppie.metrics.distance import closeness
from oppie.model.observation import Failure, Outcome, TestResult

LATER_LINE = 0.5
"""It fails at a later line of the test: earlier assertions hold now."""
CLOSER_VALUE = 0.4
"""It fails at the same line, and the value there is all but right."""
ENDS_NOW = 0.2
"""It ended, where it ran into its limit before."""
RUNS_NOW = 0.1
"""An assertion fails, where another exception ended it before."""


def progress(before: TestResult | None, now: TestResult) -> float:
    """In [0, 1): 0 where nothing better can be seen; ``now`` is a result that is not passed."""
    if before is None or not now.outcome.bad or now.outcome is Outcome.TIMED_OUT:
        return 0.0
    if before.outcome is Outcome.TIMED_OUT:
        return ENDS_NOW
    if before.failure is None or now.failure is None:
        return 0.0
    was, at = _line(now.test, before.failure), _line(now.test, now.failure)
    if was and at and at != was:
        return LATER_LINE * (1.0 - 1.0 / (1.0 + at - was)) + RUNS_NOW if at > was else 0.0
    if _asserts(now.failure) and not _asserts(before.failure):
        return RUNS_NOW
    return CLOSER_VALUE * _gained(before.failure.message, now.failure.message)


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
