"""Bundles: candidates of one node that no failing test has in common, run as one rollout.

Faults in several places fail tests of several places. A candidate that changes only lines which
some of the failing tests run through can make no other pass, so what each candidate of a bundle
did is told by its own tests. Those that seem to have helped are run alone before anything is
believed of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from oppie.mcts.combine import rebase
from oppie.mcts.learner import Learner
from oppie.mcts.signal import EPSILON, Signal
from oppie.mcts.simulator import Pick
from oppie.mcts.tree import Tree
from oppie.model.change import TOGETHER, Candidate, Change, Origin
from oppie.model.observation import Observation, Outcome
from oppie.model.score import Evaluated, Score

MOST = 4
"""Candidates of a bundle: each may hang, and then the others have to be run again."""


@dataclass(frozen=True, slots=True)
class Part:
    """A candidate of a bundle with the failing tests that run through its place."""

    candidate: Candidate
    tests: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A pick that stands for several.

    Attributes:
        pick: the Changes of all parts as one candidate.
    """

    pick: Pick
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Bundles:
    """Puts candidates together and takes outcomes apart."""

    learner: Learner

    def around(self, path: tuple[int, ...], first: Candidate) -> Bundle:
        """A candidate of the last node of ``path`` with others that are independent of it."""
        node, streams = path[-1], self.learner.streams
        failing = self._failing(node)
        parts = [Part(first, self._tests(first, failing))]
        free = failing - parts[0].tests
        known: dict[tuple[str, int], frozenset[str]] = {}

        def independent(candidate: Candidate) -> bool:
            origin = candidate.change.origin
            place = origin.path, origin.line
            if place not in known:
                known[place] = self._tests(candidate, failing)
            tests = known[place]
            if not tests or not tests <= free:
                return False
            return None not in (rebase(candidate.change, part.candidate.change) for part in parts)

        while parts[0].tests and free and len(parts) < MOST:
            other = streams.take_where(node, independent)
            if other is None:
                break
            parts.append(Part(other, self._tests(other, failing)))
            free -= parts[-1].tests
        return Bundle(Pick(path, _joined([part.candidate for part in parts])), tuple(parts))

    def _failing(self, node: int) -> frozenset[str]:
        behaviours = self.learner.behaviours
        return behaviours.failing(self.learner.tree.behaviours[node])

    def _tests(self, candidate: Candidate, failing: frozenset[str]) -> frozenset[str]:
        origin = candidate.change.origin
        return self.learner.reach(origin.path, origin.line) & failing

    def landed(self, bundle: Bundle, outcome: Evaluated) -> None:
        """Learn what each part did; run again alone what may have helped or was not seen."""
        score, seen = outcome.score, outcome.result
        if score is None or not isinstance(seen, Observation):
            for part in bundle.parts:
                self._alone(part, bundle.pick)
            return
        if score.reached:
            self.learner.learn(bundle.pick.path, outcome)
            return
        telling = _Telling(self.learner, bundle, score, seen)
        for part in bundle.parts:
            signal = telling.signal(part)
            if signal is None:
                self._alone(part, bundle.pick)
            else:
                self.learner.patterns.learn(part.candidate, signal)
        self.learner.tree.widened[bundle.pick.path[-1]] += 1
        self.learner.backup(bundle.pick.path, score.value)

    def _alone(self, part: Part, pick: Pick) -> None:
        node = pick.path[-1]
        self.learner.streams.offer(node, part.candidate.change, part.candidate.prior, urgent=True)


class _Telling:
    """Tells what the parts of a bundle did, from what all of them did together."""

    def __init__(self, learner: Learner, bundle: Bundle, score: Score, seen: Observation) -> None:
        tree: Tree = learner.tree
        node = bundle.pick.path[-1]
        self._ran = frozenset(result.test for result in seen.results)
        self._hung = frozenset(r.test for r in seen.results if r.outcome is Outcome.TIMED_OUT)
        passed = frozenset(r.test for r in seen.results if r.outcome is Outcome.PASSED)
        self._moved = learner.behaviours.moved(tree.behaviours[node], seen)
        self._gained = passed & self._moved
        owned = frozenset().union(*(part.tests for part in bundle.parts))
        self._stray = bool(self._gained - owned)
        self._closer = score.value - tree.values[node] > EPSILON and not self._gained

    def signal(self, part: Part) -> Signal | None:
        """What is known of a part; None where it is to be run alone."""
        if part.tests & self._hung:
            return Signal.TIMEOUT
        helped = part.tests & self._gained or (self._closer and part.tests & self._moved)
        if helped or self._stray or not part.tests <= self._ran:
            return None
        return Signal.CHANGED if part.tests & self._moved else Signal.SAME


def _joined(candidates: Sequence[Candidate]) -> Candidate:
    """All Changes of candidates of one State as one; the likeliest prior."""
    first = candidates[0]
    if len(candidates) == 1:
        return first
    edits = sorted(edit for each in candidates for edit in each.change.edits)
    place = first.change.origin
    origin = Origin(place.proposer, TOGETHER, place.path, place.line, place.symbol)
    summary = "; ".join(each.change.summary for each in candidates)
    return replace(first, change=Change(tuple(edits), origin, summary))
