"""The single loop: propose, apply, verify, reflect.

Candidates on the base come in the order of prior times what the last observations taught
(:mod:`oppie.mcts.patterns`). A candidate that helps joins a small beam, whose follow-ups take
turns with the base, the more the more was gained. A batch without progress counts as a
reflection; many of them tell that the task is one for the tree.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from oppie.mcts.knowledge import Knowledge, begin
from oppie.mcts.signal import Signal
from oppie.mcts.simulator import Pick, simulate
from oppie.mcts.tree import ROOT
from oppie.model.score import Evaluated
from oppie.model.search import Found, Propose, Root, SearchSettings
from oppie.ports import Evaluator, Observer

WIDEST_BEAM = 4
BEAM_SHARE = 0.5
"""Share of the turns that a beam would have whose best is all but the goal. Less is gained,
less it has, by the square root: many a small gain is chance."""

Escalate = Callable[[int], bool]
"""Whether to hand over to the tree, asked with the number of reflection loops that ended."""


def never(_reflections: int) -> bool:
    """The loop keeps the task to its end."""
    return False


@dataclass(slots=True)
class Loop:
    """The loop's decisions over what is known.

    Attributes:
        beam: nodes that helped, each in a way of its own, best first.
        reflections: batches that ended without progress.
    """

    known: Knowledge
    settings: SearchSettings
    escalate: Escalate = never
    beam: list[int] = field(default_factory=list)
    reflections: int = 0
    _turn: int = 0
    _credit: float = 0.0
    _batch: int = 0
    _progress: bool = False

    def pick(self) -> Pick | None:
        """A pair that is urgent, a follow-up when it is the beam's turn, else on the base."""
        urgent = self.known.streams.urgent()
        if urgent is not None:
            return self._take(urgent)
        tree = self.known.tree
        nodes = [node for node in self.beam if not tree.spent[node]]
        if nodes:
            gained = tree.values[nodes[0]] - tree.values[ROOT]
            self._credit += BEAM_SHARE * math.sqrt(min(1.0, gained))
        if self._credit < 1.0:
            order = [ROOT, *nodes]
        else:
            self._credit -= 1.0
            self._turn += 1
            first = self._turn % len(nodes) if nodes else 0
            order = [*nodes[first:], *nodes[:first], ROOT]
        return next((pick for node in order if (pick := self._take(node))), None)

    def _take(self, node: int) -> Pick | None:
        tree = self.known.tree
        candidate = None if tree.spent[node] else self.known.streams.take(node)
        if candidate is None:
            tree.spent[node] = 1
            return None
        return Pick(tree.path(node), candidate)

    def landed(self, pick: Pick, outcome: Evaluated) -> None:
        """Learn from an outcome; at the end of a batch, reflect."""
        learned = self.known.learner.learn(pick.path, outcome)
        if learned is None:
            return
        if learned.signal in (Signal.BETTER, Signal.CLOSER):
            self._join(learned.node)
        self._progress |= learned.first
        self._batch += 1
        if self._batch >= self.settings.reflect_every:
            self.reflections += not self._progress
            self._batch, self._progress = 0, False

    def _join(self, node: int) -> None:
        tree = self.known.tree
        alike = {tree.behaviours[each] for each in self.beam}
        if tree.depths[node] >= self.settings.depth or tree.behaviours[node] in alike:
            return
        self.beam.append(node)
        self.beam.sort(key=lambda each: (-tree.values[each], -tree.priors[each]))
        del self.beam[WIDEST_BEAM:]

    def stop(self) -> str | None:
        """``escalate`` when the tree is to take over."""
        return "escalate" if self.escalate(self.reflections) else None


@dataclass(slots=True)
class SimpleLoop:
    """The engine ``simple``."""

    settings: SearchSettings
    random: Random
    observer: Observer
    name: str = "simple"

    def search(self, root: Root, propose: Propose, evaluator: Evaluator) -> Found:
        """Loop until the evaluator says stop or nothing is left to propose."""
        known = begin(root, propose, self.settings, self.random, self.observer)
        loop = Loop(known, self.settings)
        return known.found(simulate(loop, evaluator), loop.reflections)
