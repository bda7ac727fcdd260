"""Values that are written down: read from text, compared, and written shortly."""

from __future__ import annotations

import ast
import hashlib
import math
import re
from itertools import islice
from typing import Iterator, NamedTuple, Optional

DIGITS = 9
LONGEST = 90
MOST_ELEMENTS = 1000
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"(?<![\w.])\d+\.\d+(?:e[+-]?\d+)?(?![\w.])")


class Literal(NamedTuple):
    """A value that was read; a class of its own since the value may be None."""

    value: object


def literal(text: str) -> Optional[Literal]:
    """The value that a text writes; None where it is none."""
    try:
        return Literal(ast.literal_eval(text.strip()))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def alike(got: object, want: object) -> bool:
    """Equal; floats but for rounding."""
    if isinstance(got, float) and isinstance(want, (int, float)) and not isinstance(want, bool):
        return math.isclose(got, want, rel_tol=1e-6, abs_tol=1e-9)
    if isinstance(got, (list, tuple)) and type(got) is type(want):
        other = tuple(want) if isinstance(want, (list, tuple)) else ()
        return len(got) == len(other) and all(map(alike, got, other))
    return bool(type(got) is type(want) and got == want)


def written(value: object) -> str:
    """A value in at most about a hundred characters, equal for values that look alike."""
    if isinstance(value, Iterator):
        value = list(islice(value, MOST_ELEMENTS))
    text = repr(sorted(value, key=repr) if isinstance(value, (set, frozenset)) else value)
    if isinstance(value, (set, frozenset)):
        text = "{%s}" % text[1:-1]
    text = _FLOAT.sub(lambda m: "%.*g" % (DIGITS, float(m.group())), _ADDRESS.sub("", text))
    if len(text) <= LONGEST:
        return text
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return "%s… (%s)" % (text[: LONGEST - 12], digest)
