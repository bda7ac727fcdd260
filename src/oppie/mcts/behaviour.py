"""Behaviours: what the tests did, as a number; the same doing is the same number.

Two candidates whose tests end alike, with the same messages, behave alike. The number of the
root's own behaviour is 0. What a proposer needs of an Observation (why tests fail) is kept
once per behaviour and not once per node.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from oppie.model.observation import Observation, Outcome, TestResult

MOST_KEPT = 1024
"""Observations kept; further behaviours are told apart, but proposed on as the root was."""

_ADDRESS = re.compile(r"0x[0-9a-fA-F]+")

Doing = tuple[str, str, str, str, int, int]


@dataclass(slots=True)
class Behaviours:
    """Numbers for Observations, in comparison with the root's."""

    root: Observation
    _before: dict[str, Doing] = field(init=False)
    _numbers: dict[int, int] = field(default_factory=lambda: {hash(()): 0})
    _kept: list[Observation] = field(init=False)
    _failing: list[frozenset[str]] = field(init=False)
    _gains: list[int] = field(default_factory=lambda: [0])
    _bits: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._before = {r.test: _doing(r) for r in self.root.results}
        self._kept = [self.root]
        self._failing = [_bad(self.root)]

    def number(self, observation: Observation) -> int:
        """The number of what was seen; tests that did not run say nothing."""
        if observation is self.root:
            return 0
        doings = (_doing(result) for result in observation.results)
        changed = tuple(sorted(d for d in doings if d != self._before.get(d[0])))
        number = self._numbers.setdefault(hash(changed), len(self._numbers))
        if number == len(self._gains):
            self._gains.append(self._mask(changed))
            if number < MOST_KEPT:
                self._kept.append(self._reasons(observation))
                self._failing.append(_bad(observation))
        return number

    def gains(self, number: int) -> int:
        """The tests that pass with this behaviour and not at the root, one bit each."""
        return self._gains[number]

    def failing(self, number: int) -> frozenset[str]:
        """The tests that fail with a behaviour."""
        return self._failing[number if number < len(self._failing) else 0]

    def moved(self, number: int, seen: Observation) -> frozenset[str]:
        """The tests that fail with a behaviour and did something else in ``seen``."""
        before = {r.test: _doing(r) for r in self.observation(number).results if r.outcome.bad}
        told = (r for r in seen.results if r.test in before)
        return frozenset(r.test for r in told if _doing(r) != before[r.test])

    def _mask(self, changed: Iterable[Doing]) -> int:
        bits = self._bits
        return sum(
            bits.setdefault(test, 1 << len(bits))
            for test, outcome, *_ in changed
            if outcome == Outcome.PASSED
        )

    def _reasons(self, seen: Observation) -> Observation:
        """What proposers go by: the bad results, and the tests that were bad and pass now."""
        bad = {test for test, doing in self._before.items() if Outcome(doing[1]).bad}
        kept = tuple(r for r in seen.results if r.outcome.bad or r.test in bad)
        return replace(seen, results=kept)

    def observation(self, number: int) -> Observation:
        """An Observation with this behaviour; good results only of tests that were bad before."""
        return self._kept[number] if number < len(self._kept) else self.root


def _bad(seen: Observation) -> frozenset[str]:
    return frozenset(result.test for result in seen.results if result.outcome.bad)


def _doing(result: TestResult) -> Doing:
    """What a test did, without what differs from run to run."""
    failure = result.failure
    if failure is None:
        return (result.test, result.outcome, "", "", 0, 0)
    line = failure.frames[-1].line if failure.frames else 0
    message = _ADDRESS.sub("0x", failure.message)
    return (result.test, result.outcome, failure.kind, message, line, len(failure.further))
