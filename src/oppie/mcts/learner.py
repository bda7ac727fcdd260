"""What an outcome changes: the tree, the contenders, the patterns, the podium."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from oppie.mcts.behaviour import Behaviours
from oppie.mcts.combine import rebase
from oppie.mcts.patterns import Patterns
from oppie.mcts.planner import TWIN, Planner
from oppie.mcts.podium import Podium
from oppie.mcts.signal import Signal, promise, signal
from oppie.mcts.streams import Streams
from oppie.mcts.tree import Tree
from oppie.model.change import Change
from oppie.model.event import NodeGrew
from oppie.model.observation import Observation, Outcome
from oppie.model.score import Evaluated, Score
from oppie.model.search import Reach, unknown
from oppie.ports import Observer

SETTLED = 4.0
"""Weight of a child that repaired a fault for good: four turns in five go on below it. What is
found there holds at the root too, and is looked for with one fault less in the way."""
HALFWAY = 2.0
"""Weight of a child that repaired half of what failed, and many tests; more where less is left.
The fault of the others can be looked for below it wherever it is, but for what lies just there:
what turns out not to be needed is taken out of a patch in the end."""
MANY = 8
"""Tests that a wrong change seldom makes pass and breaks none."""
MOST_URGENT = 3
"""Pairs that are tried at once for the same tests; further ones wait at their nodes."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What one outcome said, and the node that it is now (None when it was its own ancestor)."""

    signal: Signal
    node: int
    parent: int
    first: bool
    """Whether it is the best candidate so far."""


@dataclass(slots=True)
class Learner:
    """Takes outcomes in; shared by the engines, so that one can go on where another stopped."""

    tree: Tree
    behaviours: Behaviours
    patterns: Patterns
    planner: Planner
    streams: Streams
    podium: Podium
    observer: Observer
    reach: Reach = unknown
    unions: Counter[int] = field(default_factory=Counter)
    """How often a pair was urgent that might make the same tests pass."""
    repairs: dict[int, int] = field(default_factory=dict)
    """The tests that a repair gained, by which others are measured, with its depth."""

    def learn(self, path: Sequence[int], outcome: Evaluated) -> Learned | None:
        """Take in an outcome below the last node of ``path``; None if it gave no knowledge."""
        score, result = outcome.score, outcome.result
        if score is None or not isinstance(result, Observation):
            return None
        parent = path[-1]
        behaviour = self.behaviours.number(result)
        found = signal(self.tree, parent, score, behaviour)
        gained = score.value - self.tree.values[parent]
        self.patterns.learn(outcome.candidate, found, gained, behaviour)
        node = self.tree.find(outcome.state.snapshot)
        if node is None:
            node = self._grow(parent, outcome, score, behaviour)
        self.tree.widened[parent] += 1
        self.backup((*path, node) if node not in path else path, score.value)
        weight = promise(found, gained)
        if found is Signal.BETTER and self._settles(outcome.candidate.change, result):
            weight = self._settled_weight((*path, node), SETTLED)
        elif found is Signal.BETTER and (progress := self._progress(parent, score)):
            weight = self._settled_weight((*path, node), progress)
        if weight and self.tree.depths[node] > self.tree.depths[parent]:
            self._combine(parent, node, self.planner.admit(parent, node, weight))
        return Learned(found, node, parent, self.podium.consider(outcome))

    def _settles(self, change: Change, seen: Observation) -> bool:
        """Whether all targets that run through the changed place pass, and there are some.

        A slip that makes one of several failing tests pass leaves others that run through it; a
        repair of one of several faults leaves only tests of other places.
        """
        tests = self.reach(change.origin.path, change.origin.line)
        passed = {each.test for each in seen.results if each.outcome is Outcome.PASSED}
        return bool(tests) and tests <= passed

    def _progress(self, parent: int, score: Score) -> float:
        """What half a repair weighs, by what is left; 0 where it is less, or of few tests."""
        gained, left = score.value - self.tree.values[parent], 1.0 - score.value
        if score.fixed - self.tree.fixed[parent] < MANY or gained < left:
            return 0.0
        return min(SETTLED, HALFWAY * gained / left) if left > 0 else SETTLED

    def _settled_weight(self, path: Sequence[int], weight: float) -> float:
        """What a repair weighs; little if what it gains was gained elsewhere by no more Changes.

        Contenders beside the path that gained less, and nothing else, wait.
        """
        tree, gains, node = self.tree, self.behaviours.gains, path[-1]
        mine, depth = gains(tree.behaviours[node]), tree.depths[node]
        for theirs, changes in self.repairs.items():
            if mine | theirs == theirs and (mine != theirs or changes <= depth):
                return TWIN

        def covered(child: int) -> bool:
            other = gains(tree.behaviours[child])
            return other != mine and other | mine == mine

        self.repairs = {g: d for g, d in self.repairs.items() if g | mine != mine} | {mine: depth}
        self.planner.outshine(path, covered)
        return weight

    def backup(self, path: Sequence[int], reward: float) -> None:
        """One more visit of ``reward`` in [0, 1] for each node of the path; all reopen."""
        tree = self.tree
        for node in path:
            tree.visits[node] += 1
            tree.totals[node] += reward
            tree.closed[node] = 0
        self.planner.tire(path)

    def _grow(self, parent: int, outcome: Evaluated, score: Score, behaviour: int) -> int:
        tree, change = self.tree, outcome.candidate.change
        node = tree.add(
            parent, outcome.state.snapshot, change, outcome.candidate.prior, score.value
        )
        tree.fixed[node] = score.fixed
        tree.behaviours[node] = behaviour
        label = change.summary or change.origin.operator
        self.observer.on(NodeGrew(node, parent, tree.depths[node], label))
        return node

    def _combine(self, parent: int, node: int, others: Sequence[int]) -> None:
        """Offer the pair of the new contender with each other one that adds something else.

        Of others of which one gained all that another did, the one is enough; and what only came
        closer goes with what only came closer.
        """
        tree, gains = self.tree, self.behaviours.gains
        mine = gains(tree.behaviours[node])
        for other in self._undominated([o for o in others if tree.parents[o] == parent]):
            theirs = gains(tree.behaviours[other])
            both = mine | theirs
            if tree.parents[node] != parent or (both in (mine, theirs) and (mine or theirs)):
                continue
            adds = both not in (mine, theirs)
            self.unions[both] += adds
            better = node if tree.values[node] > tree.values[other] else other
            added = other if better == node else node
            self._pair(better, added, urgent=adds and self.unions[both] <= MOST_URGENT)

    def _undominated(self, nodes: Sequence[int]) -> list[int]:
        """Those of which no other one gained all that they did, and is worth more."""
        tree, gains = self.tree, self.behaviours.gains
        each = [(node, gains(tree.behaviours[node]), tree.values[node]) for node in nodes]
        return [
            node
            for node, own, value in each
            if not own or not any(o | own == o and v > value for _, o, v in each)
        ]

    def _pair(self, base: int, added: int, *, urgent: bool) -> None:
        """Offer on ``base`` what led to its sibling."""
        tree = self.tree
        over, under = tree.changes[added], tree.changes[base]
        moved = rebase(over, under) if over and under else None
        if moved is not None:
            tree.spent[base] = tree.closed[base] = 0
            prior = max(tree.priors[base], tree.priors[added])
            self.streams.offer(base, moved, prior, urgent=urgent)
