"""How many arguments a function of the file takes, as its head says."""

from __future__ import annotations

import math

from oppie.proposers.syntax.scope import Name
from oppie.proposers.syntax.tree import Node

UNFIT = 0.1
"""How likely a call with another number of arguments is; a language may allow it."""
_DEFAULTS = frozenset({"default_parameter", "typed_default_parameter"})
_NAMED_ONLY = frozenset({"keyword_separator", "dictionary_splat_pattern"})
_NONE = frozenset({"positional_separator", "self_parameter", "comment"})


def fitting(function: Name, given: int) -> float:
    """How likely a call of a function is, by the number of its arguments alone, in (0, 1]."""
    holder = function.node.parent
    defined = holder.get("right") or holder if holder is not None else None
    head = defined.get("parameters") or defined.get("parameter") if defined is not None else None
    if head is None:
        return 1.0
    least, most = (1, 1) if head.kind == "identifier" else _taken(head)
    return 1.0 if least <= given <= most else UNFIT


def _taken(head: Node) -> tuple[int, float]:
    """The fewest and the most arguments without names."""
    least = most = 0
    for part in head.parts:
        if part.kind in _NAMED_ONLY or part.text.startswith("**"):
            break
        if _gathers(part):
            return least, math.inf
        if part.kind in _NONE:
            continue
        count = _names(part)
        most += count
        least += 0 if _may_lack(part) else count
    return least, most


def _gathers(part: Node) -> bool:
    """Whether a parameter takes all that are left."""
    variadic = part.name.startswith("variadic") or part.text.startswith(("*", "..."))
    return variadic or part.kind == "list_splat_pattern"


def _may_lack(part: Node) -> bool:
    """Whether a call may leave it out."""
    return (
        part.kind in _DEFAULTS or part.name == "optional_parameter" or part.get("value") is not None
    )


def _names(part: Node) -> int:
    """How many parameters are declared together: ``a, b int``."""
    together = part.name == "parameter_declaration"
    return max(1, sum(each.kind == "identifier" for each in part.parts)) if together else 1
