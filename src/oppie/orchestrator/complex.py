"""Escalation: the single loop first; when its trigger fires, the tree goes on where it stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from oppie.mcts.knowledge import begin
from oppie.mcts.search import search
from oppie.mcts.simulator import simulate
from oppie.model.search import Found, Propose, Root, SearchSettings
from oppie.orchestrator.simple import Escalate, Loop
from oppie.ports import Evaluator, Observer


@dataclass(slots=True)
class Escalating:
    """The single loop with the tree behind it; both work on the same Knowledge.

    What the loop evaluated are the tree's first nodes, what it learned weighs on, and its
    streams go on where they were left, so nothing is submitted twice.

    Attributes:
        escalate: asked after each outcome with the number of reflection loops.
        exhausted: told why, when the tree takes over because the loop has nothing left.
    """

    settings: SearchSettings
    random: Random
    observer: Observer
    escalate: Escalate
    exhausted: Callable[[str], None]
    name: str = "simple"

    def search(self, root: Root, propose: Propose, evaluator: Evaluator) -> Found:
        """Loop, and grow the tree from where the loop ended without a solution."""
        known = begin(root, propose, self.settings, self.random, self.observer)
        loop = Loop(known, self.settings, self._unless_solved(known.podium.solved))
        stopped_by = simulate(loop, evaluator)
        if stopped_by == "exhausted" and not known.podium.solved():
            self.exhausted("nothing is left for the single loop to try")
            stopped_by = "escalate"
        if stopped_by == "escalate":
            stopped_by = search(known, evaluator)
        return known.found(stopped_by, loop.reflections)

    def _unless_solved(self, solved: Callable[[], bool]) -> Escalate:
        """The tree is for what the loop does not solve, not for a better second patch."""
        return lambda reflections: not solved() and self.escalate(reflections)
