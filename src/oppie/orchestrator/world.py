"""What the pipeline from a candidate to its Score is wired to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from oppie.model.change import Digest, Edit
from oppie.model.observation import Observation
from oppie.model.rollout import FileState
from oppie.model.score import Evaluated, Score
from oppie.orchestrator.pace import Pace
from oppie.orchestrator.recipe import Recipe
from oppie.ports import Executor, Journal, Memory, Observer


class Snapshots(Protocol):
    """What the pipeline asks of the state tree."""

    def apply(self, snapshot: Digest, edits: Sequence[Edit]) -> Digest:
        """The Snapshot after the edits."""

    def diff(self, base: Digest, child: Digest) -> tuple[FileState, ...]:
        """How ``child`` differs from ``base``."""


class Metric(Protocol):
    """An Observation through the metric."""

    def score(self, observation: Observation) -> Score:
        """Its value and parts."""


class Spending(Protocol):
    """What the pipeline asks of the ledger."""

    def reserve(self) -> bool:
        """Set one rollout aside; False when the budget has none left."""

    def settle(self, *, executed: bool) -> None:
        """One reserved rollout came back, run or not."""

    def room(self) -> int:
        """How many rollouts may still be reserved."""

    def spent(self) -> float:
        """Share of the budget used, in [0, 1]."""


Glance = Callable[[Observation], tuple[str, ...]]
"""Tests to look at first of those that fail in an Observation; none: all at once."""


Spared = Callable[[Sequence[FileState]], frozenset[str]]
"""Tests that the files which a Snapshot changes do not concern, as far as that is known."""


Believed = Callable[[Evaluated], bool]
"""Whether a candidate that reaches the goal does not seem only to silence the tests."""


def _nothing(_content: bytes) -> Sequence[bytes]:
    return ()


def _no_glance(_seen: Observation) -> tuple[str, ...]:
    return ()


def _no_test(_files: Sequence[FileState]) -> frozenset[str]:
    return frozenset()


def _all(_candidate: Evaluated) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class World:
    """What the pipeline is wired to.

    ``before`` is what the tests said of ``base``. ``may_change`` tells whether a path may;
    ``sealed`` the parts of a file that may not.
    """

    base: Digest
    before: Observation
    snapshots: Snapshots
    recipe: Recipe
    executor: Executor
    metric: Metric
    journal: Journal
    memory: Memory
    ledger: Spending
    pace: Pace
    observer: Observer
    may_change: Callable[[str], bool]
    sealed: Callable[[bytes], Sequence[bytes]] = _nothing
    glance: Glance = _no_glance
    spared: Spared = _no_test
    believed: Believed = _all
