"""How do the tests call a source file's functions? Recorded while they run, told after them."""

from __future__ import annotations

import functools
import json
import unittest
from types import FunctionType
from typing import Any, Callable, Dict, List, Type

from .values import literal

MOST_A_FUNCTION = 16
LONGEST = 240
"""Characters of a call's arguments; longer ones make slow questions."""
CHUNKS = 6
CHUNK_BYTES = 1900
"""A failure's message holds 2,000 characters."""


class CallsError(Exception):
    """Not an error: calls on their way out, as JSON pairs of function and arguments."""


class _Record:
    """The calls from outside a file into it, each once."""

    def __init__(self) -> None:
        self.calls: Dict[str, List[str]] = {}
        self.depth = 0

    def note(self, name: str, args: Any, kwargs: Any) -> None:
        known = self.calls.setdefault(name, [])
        if len(known) >= MOST_A_FUNCTION:
            return
        try:
            text = repr((args, kwargs))
        except Exception:  # noqa: BLE001 - a repr of the project's
            return
        if len(text) <= LONGEST and text not in known and literal(text) is not None:
            known.append(text)


_record = _Record()


def watch(space: Dict[str, Any]) -> None:
    """Have the functions that a module defines note how they are called from outside."""
    for name, value in list(space.items()):
        if type(value) is FunctionType and value.__module__ == space["__name__"]:
            space[name] = _watched(name, value)


def _watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def watched(*args: Any, **kwargs: Any) -> Any:
        if not _record.depth:
            _record.note(name, args, kwargs)
        _record.depth += 1
        try:
            return function(*args, **kwargs)
        finally:
            _record.depth -= 1

    return watched


def calls() -> Type[unittest.TestCase]:
    """Tests that tell, by failing, what was recorded in their process before."""

    def test(number: int) -> Callable[[unittest.TestCase], None]:
        return lambda _: _tell(number)

    tests = {"test_%d" % number: test(number) for number in range(CHUNKS)}
    return type("Calls", (unittest.TestCase,), {"__module__": "calls", **tests})


def _tell(number: int) -> None:
    chunks = _chunks()
    if number < len(chunks):
        raise CallsError(chunks[number])


def _chunks() -> List[str]:
    """What was recorded, one call of each function after the other, in messages' sizes."""
    recorded = [(name, texts) for name, texts in _record.calls.items() if texts]
    rows = [
        [name, texts[turn]]
        for turn in range(MOST_A_FUNCTION)
        for name, texts in recorded
        if turn < len(texts)
    ]
    chunks: List[List[List[str]]] = [[]]
    for row in rows:
        if len(json.dumps([*chunks[-1], row])) > CHUNK_BYTES:
            chunks.append([])
        chunks[-1].append(row)
    return [json.dumps(chunk) for chunk in chunks if chunk]
