"""What an outcome changes: the tree, the contenders, the patterns, the podium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oppie.mcts.behaviour import Behaviours
from oppie.mcts.combine import rebase
from oppie.mcts.patterns import Patterns
from oppie.mcts.planner import Planner
from oppie.mcts.podium import Podium
from oppie.mcts.signal import EPSILON, Signal, signal
from oppie.mcts.streams import Streams
from oppie.mcts.tree import Tree
from oppie.model.event import NodeGrew
from oppie.model.observation import Observation
from oppie.model.score import Evaluated, Score
from oppie.ports import Observer


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

    def learn(self, path: Sequence[int], outcome: Evaluated) -> Learned | None:
        """Take in an outcome below the last node of ``path``; None if it gave no knowledge."""
        score, result = outcome.score, outcome.result
        if score is None or not isinstance(result, Observation):
            return None
        parent = path[-1]
        behaviour = self.behaviours.number(result)
        found = signal(self.tree, parent, score, behaviour)
        self.patterns.learn(outcome.candidate.change, found)
        node = self.tree.find(outcome.state.snapshot)
        if node is None:
            node = self._grow(parent, outcome, score, behaviour)
        self.tree.widened[parent] += 1
        self.backup((*path, node) if node not in path else path, score.value)
        if found.promise and self.tree.depths[node] > self.tree.depths[parent]:
            self._combine(parent, node, self.planner.admit(parent, node, found.promise))
        return Learned(found, node, parent, self.podium.consider(outcome))

    def backup(self, path: Sequence[int], reward: float) -> None:
        """One more visit of ``reward`` in [0, 1] for each node of the path; all reopen."""
        tree = self.tree
        for node in path:
            tree.visits[node] += 1
            tree.totals[node] += reward
            tree.closed[node] = 0

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
        """Offer the pair of the new contender with each other one that does something else."""
        tree = self.tree
        for other in others:
            alike = tree.behaviours[other] == tree.behaviours[node]
            if not alike and tree.parents[other] == tree.parents[node] == parent:
                better = node if tree.values[node] > tree.values[other] else other
                self._pair(better, node if better == other else other)

    def _pair(self, base: int, added: int) -> None:
        """Offer on ``base`` what led to its sibling; at once if both help and one fixes a test."""
        tree = self.tree
        over, under = tree.changes[added], tree.changes[base]
        moved = rebase(over, under) if over and under else None
        if moved is None:
            return
        parent = tree.parents[base]
        fixes = max(tree.fixed[base], tree.fixed[added]) > tree.fixed[parent]
        both_help = min(tree.values[base], tree.values[added]) > tree.values[parent] + EPSILON
        tree.spent[base] = tree.closed[base] = 0
        prior = max(tree.priors[base], tree.priors[added])
        self.streams.offer(base, moved, prior, urgent=fixes and both_help)
