"""When a rollout may end before all of its tests have run."""

from __future__ import annotations

from .messages import BAD, TIMED_OUT

NEVER = "never"
FIRST_BAD = "first-bad"
FIRST_BROKEN = "first-broken"


class Stopping:
    """The rule of ``stop``, told of each test in turn.

    Args:
        stop: ``never``, ``first-bad`` or ``first-broken``.
        failed: whether a target has failed already.
    """

    def __init__(self, stop: str, failed: bool = False) -> None:  # noqa: FBT001, FBT002 - a state, not a switch
        self.stop = stop
        self.failed = failed

    def goes_on(self, outcome: str, target: bool) -> bool:  # noqa: FBT001 - a fact about the test
        """Whether to run anything after a test that ended so."""
        if self.stop == NEVER or outcome not in BAD:
            return True
        if target:
            self.failed = True
        return self.stop == FIRST_BROKEN and target and outcome != TIMED_OUT

    def runs_others(self) -> bool:
        """Whether tests that are no targets are to run, once the targets have."""
        return not (self.stop == FIRST_BROKEN and self.failed)
