"""Any program: the last line ``NAME: NUMBER`` that it prints, with a unit where one follows."""

from __future__ import annotations

import re

from oppie.expressions.units import UNITS, Dimension
from oppie.metrics.readings.units import SECONDS
from oppie.model.measurement import Reading

_LINE = re.compile(
    r"^\s*(?P<name>[^\W\d][^:\n]*?)\s*:\s*(?P<value>[-+]?(?:\d+(?:[_,]\d+)*(?:\.\d*)?|\.\d+)"
    r"(?:[eE][-+]?\d+)?)\s*(?P<unit>[^\W\d_]{1,4}|%)?\s*$",
    re.MULTILINE,
)
MOST = 50
"""Lines that are read: the last ones."""


def read(text: str) -> tuple[Reading, ...]:
    """Every such line, the last one of each name; the very last line comes first."""
    found: list[Reading] = []
    for line in reversed(list(_LINE.finditer(text))[-MOST:]):
        if all(each.name != line["name"] for each in found):
            value = float(re.sub("[_,]", "", line["value"]))
            found.append(_reading(line["name"], value, line["unit"] or ""))
    return tuple(found)


def _reading(name: str, value: float, unit: str) -> Reading:
    if unit in SECONDS:
        return Reading(name, value * SECONDS[unit], "s")
    known = UNITS.get(unit)
    if known is not None and known.dimension is Dimension.SIZE:
        return Reading(name, value * known.factor, "B")
    return Reading(name, value, unit)
