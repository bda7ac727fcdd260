"""What a search knows; engines share it, so that the tree goes on where the loop stopped."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from oppie.mcts.behaviour import Behaviours
from oppie.mcts.learner import Learner
from oppie.mcts.patterns import Patterns
from oppie.mcts.planner import Planner
from oppie.mcts.podium import Podium
from oppie.mcts.streams import Streams
from oppie.mcts.tree import NONE, Tree
from oppie.model.event import NodeGrew
from oppie.model.search import Found, Propose, Root, SearchSettings
from oppie.ports import Observer


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A tree with all that belongs to it."""

    tree: Tree
    streams: Streams
    patterns: Patterns
    planner: Planner
    podium: Podium
    learner: Learner

    def found(self, stopped_by: str, reflections: int = 0) -> Found:
        """What the search comes to."""
        return Found(self.podium.best, stopped_by, reflections, len(self.tree))


def begin(
    root: Root, propose: Propose, settings: SearchSettings, random: Random, observer: Observer
) -> Knowledge:
    """A tree of one node: the root, visited once with its own score."""
    tree = Tree(root.state)
    number = tree.add(NONE, root.state.snapshot, None, 1.0, root.score.value)
    tree.fixed[number] = root.score.fixed
    observer.on(NodeGrew(number, None, 0, "base"))
    behaviours = Behaviours(root.observation)
    patterns = Patterns()
    streams = Streams(tree, behaviours, patterns, propose, root.reach)
    planner = Planner(tree, settings, random)
    podium = Podium(root.score)
    learner = Learner(tree, behaviours, patterns, planner, streams, podium, observer, root.reach)
    learner.backup((number,), root.score.value)
    return Knowledge(tree, streams, patterns, planner, podium, learner)
