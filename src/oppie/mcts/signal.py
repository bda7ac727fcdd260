"""Signals: what one outcome says about a Change, in comparison with the parent."""

from __future__ import annotations

from enum import Enum

from oppie.mcts.tree import Tree
from oppie.model.score import Score


class Signal(Enum):
    """From best to worst; ``promise`` weighs a node's further exploration, 0 is none.

    The promise of a better node equals that of all candidates not yet tried together; the
    others are fractions of it. They are judgement, checked by ``benchmarks repair``.
    """

    REACHED = "reached"
    BETTER = "better"
    """More target tests pass, and nothing broke."""
    CLOSER = "closer"
    """No more of them pass, but the value rose: failing tests have come further."""
    CHANGED = "changed"
    """They fail in another way, the value did not fall."""
    SAME = "same"
    """Nothing that the tests can see has changed."""
    WORSE = "worse"
    TIMEOUT = "timeout"

    @property
    def promise(self) -> float:
        """Weight of what lies below."""
        return _PROMISE.get(self, 0.0)

    @property
    def gain(self) -> bool:
        """Whether the Change helped."""
        return self in (Signal.REACHED, Signal.BETTER, Signal.CLOSER)


_PROMISE = {Signal.BETTER: 1.0, Signal.CLOSER: 0.25, Signal.CHANGED: 0.01}

EPSILON = 1e-9


def signal(tree: Tree, parent: int, score: Score, behaviour: int) -> Signal:
    """What an outcome says about the Change that led from ``parent`` to it."""
    if score.reached:
        return Signal.REACHED
    if behaviour == tree.behaviours[parent]:
        return Signal.SAME
    gained = score.value - tree.values[parent]
    if gained > EPSILON and not score.broken:
        return Signal.BETTER if score.fixed > tree.fixed[parent] else Signal.CLOSER
    if score.timed_out:
        return Signal.TIMEOUT
    if gained < -EPSILON or (score.broken and gained <= EPSILON):
        return Signal.WORSE
    return Signal.CHANGED
