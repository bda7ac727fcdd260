"""The two values that a failed assertion compared."""

from __future__ import annotations

import ast
import re
from typing import Any, Iterator, NamedTuple, Optional, Tuple

_SIGNS = (" == ", " is ", " != ")
_SAYS = {
    "False": (False, True),
    "None": (None, True),
    "not True": (True, False),
    "False is not true": (False, True),
    "True is not false": (True, False),
}
"""What stands where no two values are compared, with what was and what was wanted."""


class Contrast(NamedTuple):
    """Both values; which of them was wanted the message does not always tell."""

    left: Any
    right: Any


def contrast(message: str) -> Optional[Contrast]:
    """The values, where the first line of a failure's message writes both down."""
    first = message.split("\n", 1)[0].strip()
    first = re.sub(r"^(AssertionError: )?(assert )?", "", first)
    if first in _SAYS:
        return Contrast(*_SAYS[first])
    pairs = (_read(left, right) for left, right in _sides(first))
    return next(filter(None, pairs), None)


def _read(left: str, right: str) -> Optional[Contrast]:
    try:
        return Contrast(ast.literal_eval(left.strip()), ast.literal_eval(right.strip()))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _sides(text: str) -> Iterator[Tuple[str, str]]:
    for sign in _SIGNS:
        for match in re.finditer(re.escape(sign), text):
            yield text[: match.start()], text[match.end() :]
