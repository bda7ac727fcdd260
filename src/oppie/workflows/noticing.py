"""Which Changes to passing code its tests notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from oppie.model.change import Change, Digest, Edit
from oppie.model.observation import Observation, Outcome, RolloutResult
from oppie.model.rollout import Rollout, Stop
from oppie.ports import Executor
from oppie.vst.vst import Vst
from oppie.workflows.baseline import Baseline, rollout_limits

MOST_TOGETHER = 8
"""Groups between two looks at the clock, however many a session takes together."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Changes that tests notice.

    Attributes:
        snapshot: the project with all of them.
        failing: tests that passed before and do not now, in the order in which they ran.
        timed_out: whether one of them does not end.
    """

    changes: tuple[Change, ...]
    snapshot: Digest
    failing: tuple[str, ...]
    timed_out: bool


@dataclass(slots=True)
class Bench:
    """Runs all tests of a passing project against Changes to it.

    Attributes:
        tried: how many Changes, or combinations of them, were run.
    """

    vst: Vst
    base: Digest
    baseline: Baseline
    executor: Executor
    tried: int = 0

    def noticed(
        self, groups: Iterator[Sequence[Change]], more: Callable[[], bool]
    ) -> Iterator[Broken]:
        """Those groups of Changes that tests notice together, in the order of the groups."""
        while more():
            batch = list(islice(groups, min(MOST_TOGETHER, self.executor.capacity())))
            if not batch:
                return
            snapshots = [self._submit(at, group) for at, group in enumerate(batch)]
            results = dict(self.executor.wait() for _ in batch)
            self.tried += len(batch)
            for at, group in enumerate(batch):
                failing, timed_out = self._failing(results[at])
                if failing:
                    yield Broken(tuple(group), snapshots[at], failing, timed_out)

    def _submit(self, ticket: int, group: Sequence[Change]) -> Digest:
        edits: list[Edit] = [edit for change in group for edit in change.edits]
        snapshot = self.vst.apply(self.base, edits)
        rollout = Rollout(
            key=snapshot,
            files=self.vst.diff(self.base, snapshot),
            limits=rollout_limits(self.baseline),
            stop=Stop.NEVER,
        )
        self.executor.submit(ticket, rollout)
        return snapshot

    def _failing(self, result: RolloutResult) -> tuple[tuple[str, ...], bool]:
        """Tests that fail now; none where the Changes broke more than what tests look at.

        That is: a file does not load or build any more (then a result is an error, or a test
        that passed is not there), or the time was up before all tests had run.
        """
        if not isinstance(result, Observation) or not result.complete:
            return (), False
        now = result.by_test()
        passed = [test for test in self.baseline.others if test in now]
        errors = any(each.outcome is Outcome.ERROR for each in result.results)
        if errors or len(passed) < len(self.baseline.others):
            return (), False
        before = frozenset(passed)
        failing = [each for each in result.results if each.test in before and each.outcome.bad]
        timed_out = any(each.outcome is Outcome.TIMED_OUT for each in failing)
        return tuple(each.test for each in failing), timed_out
