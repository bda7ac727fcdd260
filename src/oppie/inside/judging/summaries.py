"""Values as short texts: equal texts are taken for equal values."""

from __future__ import annotations

from itertools import islice
from typing import Any, Iterator, List, Union
from zlib import crc32

MOST_PARTS = 120
"""Parts of a value that are looked at; what lies beyond is told by its length."""
LONGEST = 200
LARGEST = 1 << 200
"""Larger numbers are told by their remainder: their digits cost much."""
_PRIME = (1 << 61) - 1


def summary(value: Any) -> str:
    """The value's text; raises what the project's own objects raise."""
    room = [MOST_PARTS]
    return _text(value, room)


def _text(value: Any, room: List[int]) -> str:
    room[0] -= 1
    kind = type(value)
    if value is None or kind in (bool, float, complex, range, slice):
        return repr(value)
    if kind is int:
        return repr(value) if -LARGEST < value < LARGEST else "int %d" % (value % _PRIME)
    if kind in (str, bytes):
        return repr(value) if len(value) <= LONGEST else "%s %d" % (kind.__name__, _sum(value))
    return _whole(value, room) if room[0] >= 0 else "…"


def _whole(value: Any, room: List[int]) -> str:
    """Of what has parts."""
    name = type(value).__name__
    if isinstance(value, (set, frozenset)):
        return "%s{%d%s}" % (name, len(value), "".join(sorted(_parts(value, room))))
    if isinstance(value, (list, tuple)):
        return "%s[%d%s]" % (name, len(value), _listed(value, room))
    if isinstance(value, dict):
        return "%s{%d%s}" % (name, len(value), _listed(value.items(), room))
    if isinstance(value, Iterator):
        return "iterator[%s]" % _listed(value, room)
    return _object(value, room)


def _sum(value: Union[str, bytes]) -> int:
    return crc32(value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass"))


def _listed(values: Any, room: List[int]) -> str:
    return "".join(_parts(values, room))


def _parts(values: Any, room: List[int]) -> List[str]:
    return [", " + _text(part, room) for part in islice(values, max(0, room[0]))]


def _object(value: Any, room: List[int]) -> str:
    """Others by their kind and what they hold, else by which they are."""
    held = getattr(value, "__dict__", None)
    name = type(value).__name__
    if type(held) is dict and held and not isinstance(value, type) and not callable(value):
        return "%s(%s)" % (name, _listed(held.items(), room))
    return "%s %d" % (name, id(value))
