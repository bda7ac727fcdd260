"""The control: candidates on the base in the proposer's own order, nothing learned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from oppie.mcts.podium import Podium
from oppie.mcts.simulator import Pick, simulate
from oppie.mcts.tree import ROOT
from oppie.model.change import Candidate
from oppie.model.score import Evaluated
from oppie.model.search import Found, Propose, Root
from oppie.ports import Evaluator


@dataclass(slots=True)
class Listed:
    """Takes candidates from one stream until it ends."""

    candidates: Iterator[Candidate]
    podium: Podium
    looked_at: int = field(default=0)

    def pick(self) -> Pick | None:
        """The next of the stream."""
        candidate = next(self.candidates, None)
        return None if candidate is None else Pick((ROOT,), candidate)

    def landed(self, _pick: Pick, outcome: Evaluated) -> None:
        """Remember it if it is among the best."""
        self.looked_at += 1
        self.podium.consider(outcome)

    def stop(self) -> str | None:
        """Nothing but the evaluator ends it."""
        return None


@dataclass(slots=True)
class BestOfN:
    """The engine ``best-of-n``."""

    name: str = "best-of-n"

    def search(self, root: Root, propose: Propose, evaluator: Evaluator) -> Found:
        """Evaluate in order until the evaluator says stop or the stream ends."""
        listed = Listed(propose(root.state, root.observation), Podium(root.score))
        stopped_by = simulate(listed, evaluator)
        return Found(listed.podium.best, stopped_by, 0, listed.looked_at)
