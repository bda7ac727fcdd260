"""The only loader of edges: what ships with oppie comes through the door that others use."""

from __future__ import annotations

import difflib
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, TypeVar, cast

from oppie.errors import CalleeError, UsageError

T = TypeVar("T")


class Group(Generic[T]):
    """The makers of one port's implementations, by name, from the entry points ``oppie.<port>s``.

    Nothing is imported before :meth:`load` asks for it.
    """

    def __init__(self, port: str) -> None:
        """``port`` is the port's name in the plural: ``sandboxes``."""
        self._port = port
        self._points: dict[str, EntryPoint] = {
            point.name: point for point in entry_points(group=f"oppie.{port}")
        }

    def names(self) -> tuple[str, ...]:
        """Every name that can be loaded, sorted."""
        return tuple(sorted(self._points))

    def load(self, name: str) -> T:
        """What makes the implementation of this name: its class, as a rule.

        Raises:
            UsageError: there is no such name; the hint lists those there are.
            CalleeError: the plugin's module cannot be imported.
        """
        if name not in self._points:
            near = difflib.get_close_matches(name, self._points, n=1)
            meant = f"Did you mean {near[0]}? " if near else ""
            raise UsageError(
                f"{self._port} has nothing called {name!r}",
                where=f"oppie.{self._port}",
                hint=f"{meant}There are: {', '.join(self.names())}.",
            )
        point = self._points[name]
        try:
            return cast("T", point.load())
        except (ImportError, AttributeError) as error:
            raise CalleeError(
                f"the plugin {name!r} cannot be loaded: {error}",
                where=point.value,
                hint="Install what it needs, or uninstall the package that brings it.",
            ) from error
