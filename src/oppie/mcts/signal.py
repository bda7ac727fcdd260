"""Signals: what one outcome says about a Change, in comparison with the parent."""

from __future__ import annotations

import math
from enum import Enum

from oppie.mcts.tree import Tree
from oppie.model.score import Score


class Signal(Enum):
    """From best to worst."""

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
    def gain(self) -> bool:
        """Whether the Change helped."""
        return self in (Signal.REACHED, Signal.BETTER, Signal.CLOSER)


EPSILON = 1e-9
APPROACH = 0.5
CHANGE = 0.01
"""Promise of coming closer against fixing a test, and of merely failing in another way."""


def promise(found: Signal, gained: float) -> float:
    """Weight in [0, 1] of what lies below a node whose value is ``gained`` above its parent's.

    1 equals all candidates not yet tried together. A small gain is often chance (one of many
    failing tests passes for the wrong reason), so the weight grows with it; by its root, since
    one of four faults repaired is a quarter of the way and well worth following. Judgement,
    checked by ``benchmarks repair``.
    """
    if found is Signal.BETTER:
        return math.sqrt(gained)
    if found is Signal.CLOSER:
        return APPROACH * math.sqrt(gained)
    return CHANGE if found is Signal.CHANGED else 0.0


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
