"""Changed functions get their new code in a process that has imported the old."""

from __future__ import annotations

import gc
import os
import sys
from importlib.machinery import SourceFileLoader
from types import AsyncGeneratorType, CodeType, CoroutineType, FunctionType, GeneratorType
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple

from .codes import Pair, UnlikeError, pairs
from .executed import Executed
from .failures import Places


class _Source(NamedTuple):
    """An imported module's file as it was imported."""

    filename: str
    content: bytes


class Swapper:
    """Knows the modules and functions of the workspace that are alive after collection.

    Args:
        places: the workspace.
        executed: what ran during collection; suspended generators are added to it.
    """

    def __init__(self, places: Places, executed: Executed) -> None:
        self._places = places
        self._executed = executed
        self._sources = _sources(places)
        self._functions = _functions(places, executed)
        self._compiled: Dict[str, CodeType] = {}
        self._ran = {places.relative(filename) for filename in executed.files()}

    def plan(self, paths: Sequence[str]) -> Optional[Callable[[], None]]:
        """What brings a process to the workspace's state; None if only a new import can."""
        swaps: List[Tuple[FunctionType, CodeType]] = []
        for path in paths:
            found = self._plan(path)
            if found is None:
                return None
            for pair in found:
                held = self._functions.get((pair.old.co_filename, pair.old), ())
                swaps += [(function, pair.new) for function in held]

        def swap() -> None:
            for function, code in swaps:
                function.__code__ = code

        return swap

    def _plan(self, path: str) -> Optional[List[Pair]]:
        source = self._sources.get(path)
        if source is None:
            untouched = path.endswith(".py") and path not in self._ran
            return [] if untouched else None
        if path not in self._compiled:
            self._compiled[path] = _compile(source.content, source.filename)
        try:
            with open(self._absolute(path), "rb") as stream:
                new = _compile(stream.read(), source.filename)
            found = pairs(self._compiled[path], new)
        except (UnlikeError, OSError, SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        if any(pair.changed and self._executed.has(pair.old) for pair in found):
            return None
        return found if _distinct(found) else None

    def _absolute(self, path: str) -> str:
        return os.path.join(self._places.top, path)


def _compile(content: bytes, filename: str) -> CodeType:
    code: CodeType = compile(content, filename, "exec", dont_inherit=True)
    return code


def _distinct(found: List[Pair]) -> bool:
    """Whether equal functions (two lambdas on one line) stay equal."""
    new: Dict[CodeType, CodeType] = {}
    return all(new.setdefault(pair.old, pair.new) == pair.new for pair in found)


def _sources(places: Places) -> Dict[str, _Source]:
    found: Dict[str, _Source] = {}
    for module in list(sys.modules.values()):
        spec: Any = getattr(module, "__spec__", None)
        origin = getattr(spec, "origin", None)
        # what another loader made (pytest's rewritten tests) is not what compile() makes
        if not isinstance(origin, str) or type(spec.loader) is not SourceFileLoader:
            continue
        path = places.relative(origin)
        if path is not None:
            with open(origin, "rb") as stream:
                found[path] = _Source(origin, stream.read())
    return found


def _functions(
    places: Places, executed: Executed
) -> Dict[Tuple[str, CodeType], List[FunctionType]]:
    found: Dict[Tuple[str, CodeType], List[FunctionType]] = {}
    for thing in gc.get_objects():
        kind = type(thing)
        if kind is FunctionType and places.relative(thing.__code__.co_filename) is not None:
            found.setdefault((thing.__code__.co_filename, thing.__code__), []).append(thing)
        elif kind in _SUSPENDED:
            executed.add(_suspended(thing))
    return found


_SUSPENDED = {
    GeneratorType: "gi_code",
    CoroutineType: "cr_code",
    AsyncGeneratorType: "ag_code",
}


def _suspended(thing: Any) -> CodeType:
    code: CodeType = getattr(thing, _SUSPENDED[type(thing)])
    return code
