"""The tree that a search grows: one slot per node in growing arrays, no object per node.

A node is a State that was evaluated: its Snapshot, and the Change that led to it from its
first parent. Slot 0 is the root. Two orders of the same edits have one Snapshot and are one
node. A million nodes with Changes of 64 bytes stay under 1 kB each (``benchmarks engine``).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from oppie.model.change import Change, Digest, State

ROOT = 0
NONE = -1


@dataclass(slots=True)
class Tree:
    """Nodes by number; every sequence has one entry per node.

    Attributes:
        changes: from the first parent; None at the root.
        parents: first parent; ``NONE`` at the root.
        visits: evaluations in and below the node that gave knowledge.
        totals: sum of the rewards of those visits.
        widened: evaluations of the node's own candidates among them.
        flying: evaluations in and below the node that are under way.
        values: the node's own score, in [0, 1].
        fixed: target tests that pass.
        behaviours: number of what its tests did; see :mod:`oppie.mcts.behaviour`.
        spent: 1 when nothing is left to propose on the node.
        closed: 1 when nothing is left to do in or below it, as far as known.
    """

    base: State
    snapshots: list[Digest] = field(default_factory=list)
    changes: list[Change | None] = field(default_factory=list)
    parents: array[int] = field(default_factory=lambda: array("i"))
    depths: bytearray = field(default_factory=bytearray)
    priors: array[float] = field(default_factory=lambda: array("f"))
    visits: array[int] = field(default_factory=lambda: array("i"))
    totals: array[float] = field(default_factory=lambda: array("d"))
    widened: array[int] = field(default_factory=lambda: array("i"))
    flying: array[int] = field(default_factory=lambda: array("i"))
    values: array[float] = field(default_factory=lambda: array("d"))
    fixed: array[int] = field(default_factory=lambda: array("i"))
    behaviours: array[int] = field(default_factory=lambda: array("i"))
    spent: bytearray = field(default_factory=bytearray)
    closed: bytearray = field(default_factory=bytearray)
    _oldest: array[int] = field(default_factory=lambda: array("i"))
    _newest: array[int] = field(default_factory=lambda: array("i"))
    _younger: array[int] = field(default_factory=lambda: array("i"))
    _numbers: dict[Digest, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.snapshots)

    def add(
        self, parent: int, snapshot: Digest, change: Change | None, prior: float, value: float
    ) -> int:
        """A new node below ``parent`` (``NONE`` for the root); its number."""
        number = len(self.snapshots)
        self._numbers[snapshot] = number
        self.snapshots.append(snapshot)
        self.changes.append(change)
        self.parents.append(parent)
        self.depths.append(0 if parent == NONE else self.depths[parent] + 1)
        self.priors.append(prior)
        self.values.append(value)
        self.totals.append(0.0)
        for column in (self.visits, self.widened, self.flying, self.fixed, self.behaviours):
            column.append(0)
        for link in (self._oldest, self._newest, self._younger):
            link.append(NONE)
        self.spent.append(0)
        self.closed.append(0)
        if parent != NONE:
            self._link(parent, number)
        return number

    def _link(self, parent: int, number: int) -> None:
        newest = self._newest[parent]
        if newest == NONE:
            self._oldest[parent] = number
        else:
            self._younger[newest] = number
        self._newest[parent] = number

    def find(self, snapshot: Digest) -> int | None:
        """The node of a Snapshot, if there is one."""
        return self._numbers.get(snapshot)

    def children(self, node: int) -> Iterator[int]:
        """Nodes whose first parent this is, in the order in which they were added."""
        child = self._oldest[node]
        while child != NONE:
            yield child
            child = self._younger[child]

    def path(self, node: int) -> tuple[int, ...]:
        """From the root to the node by first parents."""
        path = [node]
        while path[-1] != ROOT:
            path.append(self.parents[path[-1]])
        return tuple(reversed(path))

    def state(self, node: int) -> State:
        """The node's State: its Snapshot and the Changes from the base."""
        snapshot = self.snapshots[node]
        changes: list[Change] = []
        while (change := self.changes[node]) is not None:
            changes.append(change)
            node = self.parents[node]
        return State(snapshot, (*self.base.changes, *reversed(changes)))
