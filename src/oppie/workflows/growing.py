"""Candidates that are grown to what the tests want, where the proposers' own do not help soon.

After some rollouts without a solution, conditions that failing tests came to are made constant,
and expressions are grown for returned values and early returns whose wanted value is known.
Where a constant condition makes a test pass, conditions with the truth that it wants are grown,
and what the proposers have for that line comes next, however little it was suspected.
What is grown has been worked out on the tests' own values, so it comes before all that is left;
a constant condition only asks, so it comes as its line is suspected: a large file has hundreds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from oppie.model.change import Candidate, Change, Origin, State
from oppie.model.event import Event, RolloutEnded
from oppie.model.judging import FORCED, Forced, Suggestion
from oppie.model.observation import Observation, Outcome
from oppie.model.search import Propose

AFTER = 60
"""Rollouts on the base before anything is grown: most faults are found by then."""
PROPOSER = "grown"
CONSTANT = "constant-condition"
"""The operator that makes a condition constant, in any language; the others are Python's."""
PRIOR = 1.0
"""Above all that the proposers have left."""
ASKS = 0.15
"""Prior of a constant condition on the most suspicious line."""

Weigh = Callable[[str, int], float]
"""How likely a line of a file holds the fault, in (0, 1], against the likeliest one."""

Grow = Callable[[str, Sequence[Forced]], tuple[Suggestion, ...]]
"""What can be grown in a file, given conditions that were forced; empty: the likeliest file."""

Focus = Callable[[State, Observation, Change], Sequence[Candidate]]
"""What the proposers have for the lines of a Change, as far as it is worth running."""
MOST_FOCUSED = 32
"""Candidates that are proposed next where a constant condition helped."""
BESIDE = 0.3
"""Urgency of those that leave the condition as it is."""


@dataclass(slots=True)
class Growing:
    """Implements :data:`oppie.model.search.Propose` over another: adds what is grown.

    Attributes:
        targets: the tests that are to pass.
    """

    propose: Propose
    grow: Grow
    focus: Focus
    targets: frozenset[str]
    weigh: Weigh
    _ended: int = 0
    _begun: bool = False
    _solved: bool = False
    _helped: deque[tuple[Change, Forced]] = field(default_factory=deque)
    _asks: deque[Candidate] = field(default_factory=deque)

    def __call__(self, state: State, observation: Observation) -> Iterator[Candidate]:
        """Candidates on ``state``; on the base with those that are grown."""
        stream = self.propose(state, observation)
        return stream if state.changes else self._with_grown(state, observation, stream)

    def hear(self, event: Event) -> None:
        """Count what was tried, and see what a constant condition did."""
        if not isinstance(event, RolloutEnded):
            return
        outcome = event.evaluated
        self._ended += 1
        self._solved |= outcome.score is not None and outcome.score.reached
        change, seen = outcome.candidate.change, outcome.observation
        truth = _truth(change)
        if truth is None or seen is None or outcome.candidate.parent.changes:
            return
        passed = {r.test for r in seen.results if r.outcome is Outcome.PASSED}
        tests = tuple(sorted(passed & self.targets))
        if tests:
            edit = change.edits[0]
            self._helped.append((change, Forced(edit.start, edit.end, truth, tests)))

    def _with_grown(
        self, state: State, seen: Observation, stream: Iterator[Candidate]
    ) -> Iterator[Candidate]:
        for candidate in stream:
            yield from self._due(state, seen, candidate.promise)
            yield candidate
        yield from self._due(state, seen, 0.0)

    def _due(self, state: State, seen: Observation, promise: float) -> Iterator[Candidate]:
        """What comes before a candidate of so much promise."""
        if self._solved:
            return
        if self._ended >= AFTER and not self._begun:
            self._begun = True
            self._asks.extend(self._candidates(state, self.grow("", ())))
        while self._helped or (self._asks and self._asks[0].promise >= promise):
            if self._helped:
                yield from self._followed(state, seen, *self._helped.popleft())
            else:
                yield self._asks.popleft()

    def _followed(
        self, state: State, seen: Observation, change: Change, forced: Forced
    ) -> Iterator[Candidate]:
        """What a constant condition that helped leads to."""
        yield from self._candidates(state, self.grow(change.origin.path, (forced,)))
        for candidate in self.focus(state, seen, change):
            beside = BESIDE if not _within(candidate.change, forced) else 1.0
            yield replace(candidate, urgency=candidate.urgency * beside)

    def _candidates(self, state: State, grown: Iterable[Suggestion]) -> list[Candidate]:
        """What was grown as candidates, the likeliest first."""
        found = [self._candidate(state, each) for each in grown]
        return sorted(found, key=lambda each: -each.prior)

    def _candidate(self, state: State, grown: Suggestion) -> Candidate:
        path = grown.edit.path
        origin = Origin(PROPOSER, grown.kind, path, grown.line)
        words = " ".join(grown.edit.text.decode("utf-8", "replace").split())
        asks = grown.kind in FORCED
        prior = ASKS * self.weigh(path, grown.line) if asks else PRIOR
        return Candidate(state, Change((grown.edit,), origin, f"{grown.kind}: {words}"), prior)


def _within(change: Change, forced: Forced) -> bool:
    """Whether a Change is about the condition alone."""
    return all(forced.start <= edit.start <= edit.end <= forced.end for edit in change.edits)


def _truth(change: Change) -> bool | None:
    """What a condition is made by a Change that makes it constant; None: it is another one."""
    if len(change.edits) > 1:
        return None
    if change.origin.operator == CONSTANT:
        return change.edits[0].text.lower() == b"true"
    return FORCED.get(change.origin.operator)
