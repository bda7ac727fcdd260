"""Budgets as users write them: ``10min``, ``200rollouts``, ``3usd``, with commas between."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from oppie.errors import ConfigError
from oppie.expressions.units import UNITS
from oppie.model.task import Budget

_PART = re.compile(r"(?P<number>\d+(?:\.\d+)?|\.\d+)\s*(?P<unit>[a-z]*)", re.IGNORECASE)
_TIMES = ("ms", "s", "min", "h")


def budget(text: str, where: str) -> Budget:
    """Parse a budget; what is not named keeps its default (10 min, no other bound).

    Raises:
        ConfigError: an empty or unreadable part, one that is named twice, or one of nothing.
    """
    found = Budget()
    named: set[str] = set()
    for part in text.split(","):
        kind, amount = _part(part.strip(), where)
        if kind in named:
            raise ConfigError(f"'{text}' names {kind} twice", where=where, hint="Name it once.")
        named.add(kind)
        found = _with(found, kind, amount)
    return found


def _part(part: str, where: str) -> tuple[str, float]:
    """What is bounded (``seconds``, ``rollouts``, ``usd``) and by how much."""
    shape = _PART.fullmatch(part)
    if shape is None:
        raise _unreadable(part, where)
    amount = float(shape["number"])
    unit = shape["unit"].lower()
    if unit in _TIMES:
        kind, amount = "seconds", amount * UNITS[unit].factor
    elif unit in ("", "rollout", "rollouts"):
        kind = "rollouts"
    elif unit == "usd":
        kind = "usd"
    else:
        raise _unreadable(part, where)
    if not 0 < amount < math.inf or (kind == "rollouts" and not amount.is_integer()):
        raise _unreadable(part, where)
    return kind, amount


def _with(found: Budget, kind: str, amount: float) -> Budget:
    match kind:
        case "seconds":
            return replace(found, seconds=amount)
        case "rollouts":
            return replace(found, rollouts=int(amount))
        case _:
            return replace(found, usd=amount)


def _unreadable(part: str, where: str) -> ConfigError:
    return ConfigError(
        f"'{part}' is no budget",
        where=where,
        hint="Write a number above 0 with ms, s, min, h, rollouts or usd: 10min,200rollouts.",
    )
