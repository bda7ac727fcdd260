"""Which tests candidates are judged beside, and the asking itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from oppie.model.change import Change
from oppie.model.judging import Inquest
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
    """Implements :data:`oppie.workflows.judging.Ask`.

    Attributes:
        others: passing tests that reach what may change, the quickest first.
        spend: told how many candidates were judged.
    """

    session: Session
    baseline: Baseline
    others: tuple[str, ...]
    spend: Callable[[int], None]

    def __call__(self, path: str, changes: Sequence[Change]) -> tuple[str, ...]:
        """The classes of changes to one file; empty when there is no answer."""
        seen = self.baseline.observation.by_test()
        failing = [seen[test] for test in self.baseline.targets if test in seen]
        ended = [r for r in failing if r.outcome is not Outcome.TIMED_OUT]
        hung = [r.test for r in failing if r.outcome is Outcome.TIMED_OUT][:1]
        limits = self.baseline.limits
        inquest = Inquest(
            path=path,
            candidates=tuple(change.edits for change in changes),
            failing=(*_quick(ended), *hung),
            passing=_quick(seen[test] for test in self.others if test in seen),
            limits=replace(
                limits,
                tests_s=tuple((test, HUNG_S) for test in hung),
                total_s=min(limits.total_s, TOTAL_S),
            ),
        )
        classes = self.session.judge(inquest)
        self.spend(sum(bool(each) for each in classes))
        return classes


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
