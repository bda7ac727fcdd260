"""Plain values that a function saw when it came to a line."""

from __future__ import annotations

import contextlib
from types import FrameType, ModuleType, SimpleNamespace
from typing import Any, Dict, List, NamedTuple

MOST_PARTS = 200
"""Parts of a value that is kept; larger ones are not."""
_SIMPLE = (type(None), bool, int, float, str, bytes, range)


class OpaqueError(Exception):
    """A value that is not plain, or too large."""


class Snapshot(NamedTuple):
    """What was seen at a line.

    Attributes:
        test: that came there.
        names: with copies of their values; of objects a namespace of their plain attributes.
    """

    test: str
    names: Dict[str, Any]


def taken(frame: FrameType, test: str) -> Snapshot:
    """What a frame sees now."""
    used = frame.f_code.co_names
    shared = {name: frame.f_globals[name] for name in used if name in frame.f_globals}
    names: Dict[str, Any] = {}
    for name, value in (*shared.items(), *frame.f_locals.items()):
        with contextlib.suppress(OpaqueError, RecursionError):
            if name.isidentifier():
                names[name] = _held(value)
    return Snapshot(test, names)


def plain(value: Any) -> Any:
    """A copy of a plain value. Raises OpaqueError."""
    return _copied(value, [MOST_PARTS])


def _held(value: Any) -> Any:
    attributes = getattr(value, "__dict__", None)
    if type(attributes) is not dict or callable(value) or isinstance(value, (type, ModuleType)):
        return plain(value)
    space = SimpleNamespace()
    for name, each in list(attributes.items()):
        with contextlib.suppress(OpaqueError):
            setattr(space, name, plain(each))
    return space


def _copied(value: Any, room: List[int]) -> Any:
    room[0] -= 1
    kind = type(value)
    if room[0] < 0:
        raise OpaqueError
    if kind in _SIMPLE:
        return value
    if kind in (list, tuple, set, frozenset):
        return kind(_copied(part, room) for part in value)
    if kind is dict:
        return {_copied(key, room): _copied(part, room) for key, part in value.items()}
    raise OpaqueError
