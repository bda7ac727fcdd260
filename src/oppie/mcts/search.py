"""Monte-Carlo tree search over States, as an Engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from oppie.mcts.bundle import Bundle, Bundles
from oppie.mcts.knowledge import Knowledge, begin
from oppie.mcts.simulator import Pick, simulate
from oppie.model.score import Evaluated
from oppie.model.search import Found, Propose, Root, SearchSettings
from oppie.ports import Evaluator, Observer


@dataclass(frozen=True, slots=True)
class TreePolicy:
    """Select, widen, evaluate, back up."""

    known: Knowledge
    _bundles: dict[int, Bundle] = field(default_factory=dict)
    """Under way, by the identity of the candidate that stands for the bundle."""

    def pick(self) -> Pick | None:
        """The next candidate of the node that is selected; virtual loss along the path."""
        known = self.known
        while (path := self._path()) is not None:
            pick = self._taken(path)
            if pick is not None:
                for node in path:
                    known.tree.flying[node] += 1
                return pick
            known.planner.exhaust(path[-1])
        return None

    def _taken(self, path: tuple[int, ...]) -> Pick | None:
        """The next candidate of the last node, with others where they can be told apart."""
        streams = self.known.streams
        offered = streams.offered(path[-1])
        candidate = streams.take(path[-1])
        if candidate is None or offered:
            return Pick(path, candidate) if candidate else None
        origin = candidate.change.origin
        if not self.known.learner.reach(origin.path, origin.line):
            return Pick(path, candidate)
        bundle = Bundles(self.known.learner).around(path, candidate)
        if len(bundle.parts) > 1:
            self._bundles[id(bundle.pick.candidate)] = bundle
        return bundle.pick

    def _path(self) -> tuple[int, ...] | None:
        """To the node of an urgent offer, else to where the planner goes."""
        urgent = self.known.streams.urgent()
        return self.known.planner.select() if urgent is None else self.known.tree.path(urgent)

    def landed(self, pick: Pick, outcome: Evaluated) -> None:
        """Take the virtual loss back and the knowledge in."""
        for node in pick.path:
            self.known.tree.flying[node] -= 1
        bundle = self._bundles.pop(id(pick.candidate), None)
        if bundle is None:
            self.known.learner.learn(pick.path, outcome)
        else:
            Bundles(self.known.learner).landed(bundle, outcome)

    def stop(self) -> str | None:
        """The tree goes on as long as it may."""
        return None


def search(known: Knowledge, evaluator: Evaluator) -> str:
    """Grow the tree until the evaluator says stop or nothing is left; what ended it."""
    return simulate(TreePolicy(known), evaluator)


@dataclass(slots=True)
class TreeSearch:
    """The engine ``mcts``."""

    settings: SearchSettings
    random: Random
    observer: Observer
    name: str = "mcts"

    def search(self, root: Root, propose: Propose, evaluator: Evaluator) -> Found:
        """Search until the evaluator says stop or nothing is left to propose."""
        known = begin(root, propose, self.settings, self.random, self.observer)
        return known.found(search(known, evaluator))
