"""Which tests run while something is found out beside them, and the asking itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from oppie.model.change import Change
from oppie.model.judging import Beside, Forced, Inquest, Suggestion
from oppie.model.observation import Outcome, TestResult
from oppie.ports import Session
from oppie.workflows.baseline import Baseline

SIDE_S = 0.15
"""Seconds of failing tests, and of passing ones, that run for each batch."""
MOST_TESTS = 12
HUNG_S = 0.1
"""What a test that does not end gets; where all others are left, it shows enough by then."""
TOTAL_S = 4.0


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks a Session what can be found out beside the tests of the base.

    Attributes:
        failing: the targets, those first that tell most of what is suspected.
        others: passing tests that reach what may change, the quickest first.
        spend: told how many candidates were judged.
    """

    session: Session
    baseline: Baseline
    failing: tuple[str, ...]
    others: tuple[str, ...]
    spend: Callable[[int], None]

    def judge(self, path: str, changes: Sequence[Change]) -> tuple[str, ...]:
        """The classes of changes to one file; empty when there is no answer."""
        candidates = tuple(change.edits for change in changes)
        classes = self.session.judge(Inquest(self._beside(path), candidates))
        self.spend(sum(bool(each) for each in classes))
        return classes

    def grow(self, path: str, forced: Sequence[Forced]) -> tuple[Suggestion, ...]:
        """What can be grown in one file."""
        return self.session.grow(self._beside(path), forced)

    def _beside(self, path: str) -> Beside:
        seen = self.baseline.observation.by_test()
        failing = [seen[test] for test in self.failing if test in seen]
        ended = [r for r in failing if r.outcome is not Outcome.TIMED_OUT]
        hung = [r.test for r in failing if r.outcome is Outcome.TIMED_OUT][:1]
        limits = self.baseline.limits
        return Beside(
            path=path,
            failing=(*_quick(ended), *hung),
            passing=_quick(seen[test] for test in self.others if test in seen),
            limits=replace(
                limits,
                tests_s=tuple((test, HUNG_S) for test in hung),
                total_s=min(limits.total_s, TOTAL_S),
            ),
        )


def _quick(results: Iterable[TestResult]) -> tuple[str, ...]:
    """The first tests that together take little; one at least."""
    chosen: list[str] = []
    seconds = 0.0
    for result in results:
        seconds += result.seconds
        if chosen and (seconds > SIDE_S or len(chosen) == MOST_TESTS):
            break
        chosen.append(result.test)
    return tuple(chosen)
