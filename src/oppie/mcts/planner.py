"""Where to go on: which node is deepened, and when its own candidates are read further.

Each node offers arms: its contenders (children that promise more, bounded by progressive
widening) and ``widen``, the next candidate of its stream. PUCT chooses (Rosin, Multi-armed
bandits with episode context, 2011, in the form of Silver et al., Nature 550, 2017):
``Q + c * P * sqrt(N) / (1 + n)``. The rules for nodes without knowledge:

- not yet visited (the stream): as good as the best contender, so breadth is never starved;
  it has at least half of the prior mass, since most faults need one edit, until a contender
  has repaired one fault of several for good, or half of many tests (its weight is above 1, and
  falls with each visit):
  then the stream is as good as that one, and the weights alone divide the turns between them;
- in flight: counts as visits of reward 0 (virtual loss; Chaslot et al., CG 2008);
- failed without knowledge: leaves no trace; failed with knowledge: a visit of low reward;
- without promise (nothing changed, worse): no arm, until the node's stream has ended.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from oppie.mcts.tree import ROOT, Tree
from oppie.model.search import SearchSettings

MOST_CONTENDERS = 32
"""Arms that are scanned at a node at most: 2,000 would cost a millisecond."""
LEAST_PROMISE = 0.001
"""Promise of a child that is tried only because the node's stream has ended."""
TWIN = 0.1
"""What a contender weighs that behaves as another one does."""

FATIGUE = 0.96
ROUND = 8
"""What so many visits leave of the weight of a repair, until it weighs what others do: after some
270 visits that came to nothing the repair may have been one by chance."""


@dataclass(slots=True)
class Fan:
    """The contenders of one node with their prior weights."""

    children: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    total: float = 0.0
    heaviest: float = 0.0

    def weighed(self) -> None:
        """Note what the weights come to; due after each change of them."""
        self.total, self.heaviest = sum(self.weights), max(self.weights, default=0.0)


@dataclass(slots=True)
class Planner:
    """Selection and progressive widening over one tree."""

    tree: Tree
    settings: SearchSettings
    random: Random
    fans: dict[int, Fan] = field(default_factory=dict)

    def select(self) -> tuple[int, ...] | None:
        """The path from the root to the node to widen; None when all is closed."""
        tree = self.tree
        if tree.closed[ROOT]:
            return None
        path = [ROOT]
        while (child := self._arm(path[-1])) is not None:
            path.append(child)
        return tuple(path)

    def _arm(self, node: int) -> int | None:
        """The contender to descend into, or None to widen the node."""
        fan = self.fans.get(node)
        if fan is None:
            return None
        tree, settings = self.tree, self.settings
        total = fan.total
        mass = min(total, max(1.0, fan.heaviest))
        visits = tree.visits[node] + settings.virtual_loss * tree.flying[node]
        scale = settings.exploration * math.sqrt(visits) / (1.0 + mass)
        best, score, value = self._best(fan, scale * mass / total if total else 0.0)
        if best is None or tree.spent[node]:
            return best
        return None if value + scale / (1.0 + tree.widened[node]) >= score else best

    def _best(self, fan: Fan, scale: float) -> tuple[int | None, float, float]:
        """The open contender of the highest score, that score, and what the stream is worth."""
        tree, loss = self.tree, self.settings.virtual_loss
        closed, visits, flying, totals = tree.closed, tree.visits, tree.flying, tree.totals
        least = TWIN if fan.heaviest > 1.0 and self._open_settled(fan) else 0.0
        best, best_score, best_value, ties, heaviest = None, -1.0, 0.0, 1, 1.0
        for child, weight in zip(fan.children, fan.weights, strict=True):
            if closed[child] or weight <= least:
                continue
            count: float = visits[child]
            if flying[child]:
                count += loss * flying[child]
            value = totals[child] / count
            score = value + scale * weight / (1.0 + count)
            if score > best_score:
                best, best_score, ties = child, score, 1
            elif score == best_score:
                ties += 1
                best = child if self.random.random() * ties < 1.0 else best
            if weight > heaviest or (value > best_value and heaviest == 1.0):
                best_value, heaviest = value, max(weight, heaviest)
        return best, best_score, best_value

    def _open_settled(self, fan: Fan) -> bool:
        closed, arms = self.tree.closed, zip(fan.children, fan.weights, strict=True)
        return any(weight > 1.0 and not closed[child] for child, weight in arms)

    def admit(self, node: int, child: int, promise: float) -> list[int]:
        """Make a child a contender if there is room; the contenders that it joined.

        Room is ``k * n ** alpha`` (Coulom, Computing Elo ratings of move patterns, 2007). When
        it is used up, a child takes the place of the weakest if it weighs more. What has repaired
        a fault for good, or is the twin of what has, weighs the same however unlikely it seemed.
        """
        tree = self.tree
        fan = self.fans.get(node)
        if fan is None:
            fan = self.fans[node] = Fan()
        if child in fan.children or tree.depths[child] >= self.settings.depth:
            return []
        weight = promise
        if promise <= 1.0 and promise != TWIN:
            weight *= self._likelihood(node, child)
            if any(tree.behaviours[child] == tree.behaviours[held] for held in fan.children):
                weight *= TWIN
        if len(fan.children) >= self.room(node):
            weakest = min(range(len(fan.children)), key=lambda at: self._strength(fan, at))
            if self._strength(fan, weakest) >= (1, weight, tree.values[child]):
                return []
            del fan.children[weakest], fan.weights[weakest]
        joined = list(fan.children)
        fan.children.append(child)
        fan.weights.append(weight)
        fan.weighed()
        return joined

    def outshine(self, path: Sequence[int], covered: Callable[[int], bool]) -> None:
        """What is found along a path has all that some contenders beside it have: they wait."""
        for node, star in itertools.pairwise(path):
            fan = self.fans.get(node, Fan())
            for at, child in enumerate(fan.children):
                if child != star and covered(child):
                    fan.weights[at] = min(fan.weights[at], TWIN)
            fan.weighed()

    def tire(self, path: Sequence[int]) -> None:
        """One more visit along a path: what was repaired for good on it draws a little less."""
        for node, child in itertools.pairwise(path):
            if self.tree.visits[child] % ROUND:
                continue
            fan = self.fans.get(node)
            if fan is None or fan.heaviest <= 1.0 or child not in fan.children:
                continue
            at = fan.children.index(child)
            if fan.weights[at] > 1.0:
                fan.weights[at] = max(1.0, fan.weights[at] * FATIGUE)
                fan.weighed()

    def room(self, node: int) -> int:
        """How many contenders the node may have now."""
        settings = self.settings
        wide = settings.widening_k * self.tree.visits[node] ** settings.widening_alpha
        return min(MOST_CONTENDERS, max(1, int(wide)))

    def _likelihood(self, node: int, child: int) -> float:
        """The child's prior against that of its eldest sibling; a flat power, in (0, 1]."""
        eldest = next(self.tree.children(node), child)
        ratio = self.tree.priors[child] / max(self.tree.priors[eldest], 1e-9)
        return math.sqrt(min(1.0, max(ratio, 1e-4)))

    def _strength(self, fan: Fan, at: int) -> tuple[int, float, float]:
        child = fan.children[at]
        return (1 - self.tree.closed[child], fan.weights[at], self.tree.values[child])

    def exhaust(self, node: int) -> None:
        """The node's stream has ended: its other children may contend now, else it closes."""
        tree = self.tree
        tree.spent[node] = 1
        fan = self.fans.get(node)
        held = frozenset(fan.children) if fan else frozenset()
        if any(not tree.closed[child] for child in held):
            return
        deepest = tree.depths[node] + 1 >= self.settings.depth
        waiting = [c for c in tree.children(node) if c not in held and not tree.closed[c]]
        if deepest or not waiting:
            tree.closed[node] = 1
            return
        waiting.sort(key=lambda c: (-tree.values[c], -tree.priors[c], c))
        for child in waiting[: self.room(node)]:
            self.admit(node, child, LEAST_PROMISE)
