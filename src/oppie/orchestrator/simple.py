"""The single loop: propose, apply, verify, reflect.

Candidates on the base come in the order of prior times what the last observations taught
(:mod:`oppie.mcts.patterns`). A candidate that helps joins a small beam, and its own follow-ups
take every second turn when it fixed a test, every fourth when it only came closer. A batch
without progress ends with a reflection: what is left is ranked anew.
"""

from __future__ import annotations

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

Escalate = Callable[[int], bool]
"""Whether to hand over to the tree, asked with the number of reflection loops that ended."""


def never(_reflections: int) -> bool:
    """The loop keeps the task to its end."""
    return False


@dataclass(slots=True)
class Loop:
    """The loop's decisions over what is known.

    Attributes:
        beam: nodes that helped, best first.
        reflections: batches that ended without progress.
    """

    known: Knowledge
    settings: SearchSettings
    escalate: Escalate = never
    beam: list[int] = field(default_factory=list)
    reflections: int = 0
    _turn: int = 0
    _batch: int = 0
    _progress: bool = False

    def pick(self) -> Pick | None:
        """A follow-up when it is the beam's turn, else the best candidate on the base."""
        self._turn += 1
        nodes = [node for node in self.beam if not self.known.tree.spent[node]]
        every = 2 if nodes and self.known.tree.fixed[nodes[0]] > self.known.tree.fixed[ROOT] else 4
        beam_first = bool(nodes) and self._turn % every == 0
        turns = self._turn // every
        rotated = [nodes[(turns + at) % len(nodes)] for at in range(len(nodes))]
        waiting = [node for node in nodes if self.known.streams.offered(node)]
        order = [*waiting, *rotated, ROOT] if beam_first else [*waiting[:1], ROOT, *rotated]
        return next((pick for node in order if (pick := self._take(node))), None)

    def _take(self, node: int) -> Pick | None:
        if self.known.tree.spent[node]:
            return None
        candidate = self.known.streams.take(node)
        if candidate is None:
            self.known.tree.spent[node] = 1
            return None
        return Pick(self._path(node), candidate)

    def _path(self, node: int) -> tuple[int, ...]:
        path = [node]
        while path[-1] != ROOT:
            path.append(self.known.tree.parents[path[-1]])
        return tuple(reversed(path))

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
        if tree.depths[node] >= self.settings.depth or node in self.beam:
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
