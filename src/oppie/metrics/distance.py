"""How near the actual value is to the expected one, read from an assertion's message."""

from __future__ import annotations

import ast
import math
import re
from difflib import SequenceMatcher

LONGEST = 300
"""Characters and items that are compared; similarity is quadratic in them."""

_SHAPES = (
    re.compile(r"^(?:E\s+)?assert (?P<a>.+?) (?:==|is|<=|>=|<|>) (?P<b>.+)$", re.MULTILINE),
    re.compile(r"^(?:\w+ differ: )?(?P<a>.+?) != (?P<b>.+?)(?: : .*)?$", re.MULTILINE),
)

Value = object


def closeness(message: str) -> float | None:
    """In [0, 1]: 1 is equal; None when the message shows no two values that can be compared.

    Read are pytest's ``assert 3 == 4`` and unittest's ``3 != 4``, first the actual value.
    """
    for shape in _SHAPES:
        found = shape.search(message)
        if found is None:
            continue
        actual, expected = _value(found["a"]), _value(found["b"])
        if actual is not None and expected is not None:
            return similarity(actual[0], expected[0])
    return None


def similarity(a: Value, b: Value) -> float:
    """In [0, 1]: of numbers by their relative distance, of sequences by common parts."""
    if type(a) is type(b) and a == b:
        return 1.0
    if isinstance(a, bool) or isinstance(b, bool):
        return 0.0
    if isinstance(a, int | float) and isinstance(b, int | float):
        return _near(a, b)
    if isinstance(a, str) and isinstance(b, str):
        return _alike(a[:LONGEST], b[:LONGEST])
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        one, other = ([repr(item) for item in each[:LONGEST]] for each in (a, b))
        return _alike(one, other)
    return 0.1 if type(a) is type(b) else 0.0


def _near(a: float, b: float) -> float:
    try:
        distance, size = abs(float(a) - float(b)), abs(float(a)) + abs(float(b))
    except OverflowError:
        return 0.0
    return 1.0 - distance / (size + 1.0) if math.isfinite(size) else 0.0


def _alike(a: str | list[str], b: str | list[str]) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _value(text: str) -> tuple[Value] | None:
    """The literal that a text is, in a tuple; None when it is none."""
    if len(text) > 10 * LONGEST:
        return None
    try:
        return (ast.literal_eval(text.strip()),)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None
