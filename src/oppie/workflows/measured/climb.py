"""Climbing: one change after the other, each on the best version so far."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from oppie.model.change import Candidate, Digest, State
from oppie.orchestrator.contest import Contest
from oppie.workflows.measured.arena import Arena

FIELD = 6
"""Candidates that race together against the best version."""
LEAST_ENCORE_S = 10.0
"""Wall seconds for which the climb goes on after it last gained something, at least."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A version that was the best; ``at`` is the run's second."""

    state: State
    at: float


Propose = Callable[[State], Iterator[Candidate]]


@dataclass(slots=True)
class Climb:
    """One search.

    Attributes:
        arena: tests and measures.
        contest: decides between versions.
        propose: candidates on a version, the most promising first.
        enough: whether a version is good enough to stop at.
        first: stop at the first version that is better.
    """

    arena: Arena
    contest: Contest
    propose: Propose
    enough: Callable[[State], bool]
    first: bool = False
    _seen: set[tuple[str, ...]] = field(default_factory=set)
    exhausted: bool = False

    def run(self, base: State) -> tuple[Reached, ...]:
        """Search; the versions that were the best, the best first."""
        reached: list[Reached] = []
        best = base
        began, until = self.arena.desk.clock(), math.inf
        while not self.arena.stopped_by():
            better = self._better(best, until)
            if better is None:
                break
            best, now = better, self.arena.desk.clock()
            until = now + max(LEAST_ENCORE_S, now - began)
            reached.append(Reached(best, now))
            self.arena.desk.note(f"Better: {best.changes[-1].summary}")
            if self.first or self.enough(best):
                break
        return tuple(reversed(reached))

    def _better(self, best: State, until: float) -> State | None:
        """A version that beats the best one; None where none was found in time."""
        fit = self._fit(self._new(best))
        while not self.arena.stopped_by() and self.arena.desk.clock() < until:
            entrants = dict(islice(fit, FIELD))
            if not entrants:
                self.exhausted = True
                return None
            winner = self.contest.race((best.snapshot, *entrants))
            if winner in entrants and self.contest.beats(best.snapshot, winner):
                losers = [s for snapshot, s in entrants.items() if snapshot != winner]
                self._seen.difference_update(_named(s) for s in losers)
                return entrants[winner]
        return None

    def _new(self, best: State) -> Iterator[State]:
        """Versions that no candidate has come to before."""
        for candidate in self.propose(best):
            if not self.arena.allows(candidate.change):
                continue
            snapshot = self.arena.project.vst.apply(best.snapshot, candidate.change.edits)
            state = State(snapshot, (*best.changes, candidate.change))
            if _named(state) not in self._seen and snapshot != best.snapshot:
                self._seen.add(_named(state))
                yield state

    def _fit(self, states: Iterator[State]) -> Iterator[tuple[Digest, State]]:
        """Those that keep the tests."""
        for state in states:
            if self.arena.stopped_by():
                return
            if self.arena.passes(state.snapshot):
                yield state.snapshot, state


def _named(state: State) -> tuple[str, ...]:
    """What the last change of a version is, wherever other changes have moved it."""
    change = state.changes[-1]
    origin = change.origin
    return (origin.operator, origin.path, origin.symbol, change.summary)
