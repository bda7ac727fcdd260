"""How many arguments a function of the file takes, as its head says."""

from __future__ import annotations

import math

from oppie.proposers.syntax.scope import Name
from oppie.proposers.syntax.tree import Node

UNFIT = 0.1
"""How likely a call with another number of arguments is; a language may allow it."""
_DEFAULTS = frozenset({"default_parameter", "typed_default_parameter"})
_NAMED_ONLY = frozenset({"keyword_separator", "dictionary_splat_pattern"})


def fitting(function: Name, given: int) -> float:
    """How likely a call of a function is, by the number of its arguments alone, in (0, 1]."""
    holder = function.node.parent
    head = holder.get("parameters") if holder is not None else None
    if holder is not None and head is None:
        value = holder.get("right")
        head = value.get("parameters") if value is not None else None
    if head is None:
        return 1.0
    least, most = _taken(head)
    return 1.0 if least <= given <= most else UNFIT


def _taken(head: Node) -> tuple[float, float]:
    """The fewest and the most arguments without names."""
    least = most = 0.0
    for part in head.parts:
        if part.kind in _NAMED_ONLY:
            break
        if _gathers(part):
            return least, math.inf
        count = max(1, sum(each.kind == "identifier" for each in part.parts))
        if part.kind in _DEFAULTS:
            most += 1
        elif part.kind in ("identifier", "typed_parameter"):
            least, most = least + count, most + count
    return least, most


def _gathers(part: Node) -> bool:
    """Whether a parameter takes all that are left."""
    return part.kind == "list_splat_pattern" or part.text.startswith("*") or "..." in part.text
