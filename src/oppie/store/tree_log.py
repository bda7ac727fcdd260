"""The search tree of a run as it grew, for those who look at it later."""

from __future__ import annotations

from contextlib import suppress

from oppie.errors import OppieError
from oppie.model.event import Ended, Event, NodeGrew, PhaseBegan
from oppie.store.codec import legible
from oppie.store.database import Database

BATCH = 256
GROW = "INSERT OR REPLACE INTO nodes (run, number, parent, depth, label) VALUES (?, ?, ?, ?, ?)"
NODES = "SELECT number, parent, depth, label FROM nodes WHERE run = ? ORDER BY number"


class TreeLog:
    """An Observer that keeps the nodes of one run, written in batches.

    A resumed run grows its tree again from the root, node by node over the old ones.
    """

    def __init__(self, database: Database, run: int) -> None:
        """``run`` is the run's row."""
        self._database = database
        self._run = run
        self._unwritten: list[NodeGrew] = []

    def on(self, event: Event) -> None:
        """Keep a node; write at the end of each phase. A tree that cannot be written is lost."""
        if isinstance(event, NodeGrew):
            self._unwritten.append(event)
        if len(self._unwritten) >= BATCH or isinstance(event, PhaseBegan | Ended):
            with suppress(OppieError):
                self.write()

    def write(self) -> None:
        """Write what is not written yet."""
        nodes, self._unwritten = self._unwritten, []
        if nodes:
            rows = [(self._run, n.number, n.parent, n.depth, legible(n.label)) for n in nodes]
            with self._database.together():
                self._database.many(GROW, rows)

    def nodes(self) -> tuple[NodeGrew, ...]:
        """The whole tree, in the order in which it grew."""
        return tuple(NodeGrew(*row) for row in self._database.rows(NODES, self._run))
