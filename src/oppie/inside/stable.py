"""The zygotes of a server, each made when it is first needed."""

from __future__ import annotations

from typing import Dict, Iterable, List, Tuple

from .command import command
from .processes import kill_orphans
from .relocate import Relocation
from .roles import blank, collected, configured, plain
from .routes import PLAIN, RELOAD, SWAP
from .work import Work
from .zygote import Prepare, Zygote

COMMAND = "command"
"""The driver for which a fresh process is the user's own command."""


class Stable:
    """Keeps a zygote for each route.

    Attributes:
        modules: of other projects, which the tests have been seen to import.

    Args:
        work: where they work.
        relocation: as it is installed in the server.
        closed: descriptors of the server that none of them is to keep.
    """

    def __init__(self, work: Work, relocation: Relocation, closed: Iterable[int]) -> None:
        self._work = work
        self._relocation = relocation
        self._closed = tuple(closed)
        self._zygotes: Dict[str, Zygote] = {}
        self.modules: Tuple[str, ...] = ()

    def collector(self, avoid: Tuple[str, ...]) -> Zygote:
        """A new zygote that collects all tests, in place of the one before."""
        self.drop(SWAP)
        return self._add(SWAP, lambda fd: collected(self._work, self._relocation, avoid, fd))

    def has(self, route: str) -> bool:
        """Whether such a zygote is there."""
        return route in self._zygotes

    def get(self, route: str) -> Zygote:
        """The zygote for a route other than ``swap``; of that one only if it is there."""
        if route in self._zygotes:
            return self._zygotes[route]
        work, modules = self._work, self.modules
        if route == RELOAD:
            return self._add(route, lambda fd: configured(work, modules, fd))
        if route == PLAIN:
            return self._add(route, lambda fd: plain(work, modules, fd))
        by_command = work.plan.driver == COMMAND
        return self._add(route, lambda fd: (command if by_command else blank)(work, fd))

    def drop(self, route: str) -> None:
        """End a zygote, and what it forked."""
        if route in self._zygotes:
            self._zygotes.pop(route).close()

    def sweep(self) -> None:
        """Kill what rollouts left behind."""
        kill_orphans({zygote.pid for zygote in self._zygotes.values()})

    def close(self) -> None:
        """End all of them."""
        for route in list(self._zygotes):
            self.drop(route)
        self.sweep()

    def _add(self, route: str, prepare: Prepare) -> Zygote:
        closed: List[int] = list(self._closed)
        for zygote in self._zygotes.values():
            closed.extend(zygote.descriptors())
        self._zygotes[route] = Zygote(prepare, closed)
        return self._zygotes[route]
