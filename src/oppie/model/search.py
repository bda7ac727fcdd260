"""What an engine is given and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from oppie.model.change import Candidate, State
from oppie.model.observation import Failure, Observation, Suspicion
from oppie.model.score import Evaluated, Score


@dataclass(frozen=True, slots=True)
class ProposalRequest:
    """What a proposer may look at.

    Attributes:
        sources: path → content of the files that may change, as they stand in the State.
        context: path → content of files that may not change but hold ingredients (tests).
        suspicions: lines of ``sources``, most suspicious first, in the State's numbering.
        failures: of the tests that fail in the State, in the runner's order.
        seed: the only source of randomness that a proposer may use.
        leanings: operators with factors on their priors, from the user's earlier runs.
    """

    sources: dict[str, bytes]
    context: dict[str, bytes] = field(default_factory=dict)
    suspicions: tuple[Suspicion, ...] = ()
    failures: tuple[Failure, ...] = ()
    seed: int = 0
    leanings: tuple[tuple[str, float], ...] = ()


Propose = Callable[[State, Observation], Iterator[Candidate]]
"""Candidates on a State that was observed so, most promising first, made lazily."""


Reach = Callable[[str, int], frozenset[str]]
"""The targets that run through a line of a file of the base; empty where that is not known."""


def unknown(_path: str, _line: int) -> frozenset[str]:
    """The Reach of a search that knows none."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Root:
    """The State that a search begins from, as the baseline saw it.

    Attributes:
        reach: which targets run through a line.
    """

    state: State
    observation: Observation
    score: Score
    reach: Reach = unknown


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine found.

    Attributes:
        best: the best candidates, best first; those that reach the goal before all others.
        stopped_by: ``goal``, ``budget``, ``exhausted``, ``interrupted`` or ``escalate`` (the
            single loop hands over to the tree).
        reflections: how many reflection loops ended (see the router).
        nodes: nodes of the tree, or candidates looked at.
    """

    best: tuple[Evaluated, ...]
    stopped_by: str
    reflections: int = 0
    nodes: int = 0


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """The constants of a search; see ``docs/architecture.md`` for where each comes from."""

    exploration: float = 0.5
    widening_k: float = 2.0
    widening_alpha: float = 0.5
    depth: int = 8
    virtual_loss: float = 1.0
    reflect_every: int = 64
