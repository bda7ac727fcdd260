"""How an actual value differs from the expected one: features that steer the order."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from oppie.proposers.syntax.literals import Value

_LARGE = 1e15
"""Numbers beyond it, and those that are none, are only known to be numbers."""


def contrast(actual: Value | None, expected: Value | None) -> Iterator[str]:
    """What tells two values apart, as names of features."""
    if actual is None or expected is None:
        return
    one, two = actual.of, expected.of
    if one is None:
        yield "got-none"
    elif two is None:
        yield "wanted-none"
    elif type(one) is not type(two):
        yield from _types(one, two)
    for sort, compare in _COMPARE:
        if isinstance(one, sort) and isinstance(two, sort):
            yield from compare(one, two)
            return


def _types(one: object, two: object) -> Iterator[str]:
    yield "other-type"
    if isinstance(one, str) or isinstance(two, str):
        yield "text-or-not"
    if isinstance(one, float) and isinstance(two, int):
        yield "fraction"
    containers = (list, tuple, set, dict)
    if isinstance(one, containers) and isinstance(two, containers):
        yield "other-container"


def _booleans(one: bool, two: bool) -> Iterator[str]:  # noqa: FBT001 - the values compared
    yield "flipped"
    yield "wrongly-true" if one and not two else "wrongly-false"


def _numbers(one: float, two: float) -> Iterator[str]:
    if isinstance(one, bool) or isinstance(two, bool):
        return
    yield "number"
    if not all(-_LARGE < n < _LARGE for n in (one, two)):
        return
    if abs(one - two) == 1:
        yield "off-by-one"
    if one == -two:
        yield "sign"
    if isinstance(one, float) and math.floor(one) == math.floor(two):
        yield "fraction"
    if one and two and (two / one) % 1 == 0:
        yield "multiple"


def _texts(one: str, two: str) -> Iterator[str]:
    yield "text"
    if one.lower() == two.lower():
        yield "case"
    if "".join(one.split()) == "".join(two.split()):
        yield "space"
    yield from _sequences(one, two)


def _lists(one: Sequence[object], two: Sequence[object]) -> Iterator[str]:
    yield "items"
    yield from _sequences(one, two)


def _sequences(one: Sequence[object], two: Sequence[object]) -> Iterator[str]:
    if len(one) != len(two):
        yield "shorter" if len(one) < len(two) else "longer"
        if abs(len(one) - len(two)) == 1:
            yield "length-off-by-one"
        if sorted(set(map(repr, one))) == sorted(set(map(repr, two))):
            yield "repeated"
    elif sorted(map(repr, one)) == sorted(map(repr, two)):
        yield "order"
        if list(one) == list(reversed(two)):
            yield "reversed"


def _sets(one: frozenset[object], two: frozenset[object]) -> Iterator[str]:
    yield "items"
    yield "shorter" if len(one) < len(two) else "longer"


_COMPARE: tuple[tuple[type | tuple[type, ...], Callable[..., Iterator[str]]], ...] = (
    (bool, _booleans),
    ((int, float), _numbers),
    (str, _texts),
    ((list, tuple), _lists),
    ((set, frozenset, dict), _sets),
)
