"""Events: what an Observer hears while a run goes on."""

from __future__ import annotations

from dataclasses import dataclass

from oppie.model.observation import TestCounts
from oppie.model.score import Evaluated
from oppie.model.verdict import Routing, Verdict


@dataclass(frozen=True, slots=True)
class Noted:
    """A fact that a person should know, one line: which sandbox and why, flaky tests."""

    text: str


@dataclass(frozen=True, slots=True)
class PhaseBegan:
    """A part of the run began.

    ``prepare``, ``baseline``, ``localise`` (``measure`` in a measured run), ``search``, ``verify``.
    """

    phase: str


@dataclass(frozen=True, slots=True)
class BaselineMeasured:
    """The tests as they stood before; ``targets`` are the failing ones that the run is about."""

    counts: TestCounts
    targets: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Routed:
    """The router decided for an engine, at the start or while the loop ran."""

    routing: Routing


@dataclass(frozen=True, slots=True)
class RolloutEnded:
    """A rollout ended; ``spent`` is the share of the budget that is used, in [0, 1]."""

    evaluated: Evaluated
    executed: int
    cached: int
    spent: float
    seconds: float


@dataclass(frozen=True, slots=True)
class NodeGrew:
    """The tree has a new node: ``number`` from 0, its parent's number, depth and label."""

    number: int
    parent: int | None
    depth: int
    label: str


@dataclass(frozen=True, slots=True)
class BestChanged:
    """A better candidate than all before."""

    evaluated: Evaluated
    patch: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The run is over."""

    verdict: Verdict


Event = (
    Noted | PhaseBegan | BaselineMeasured | Routed | RolloutEnded | NodeGrew | BestChanged | Ended
)
