"""criterion (Rust): the lines ``name  time: [low estimate high]`` that it prints."""

from __future__ import annotations

import re

from oppie.metrics.readings.units import SECONDS
from oppie.model.measurement import Reading

_NUMBER = r"[\d.]+ (?:[pnuμµm]?s)"
_TIME = re.compile(
    r"^(?P<name>\S.*?)?\s+time:\s+\[" + _NUMBER + r" (?P<value>[\d.]+) (?P<unit>[pnuμµm]?s) "
    + _NUMBER + r"\]",
    re.MULTILINE,
)  # fmt: skip


def read(text: str) -> tuple[Reading, ...]:
    """The estimate for each benchmark, in seconds; a long name stands on a line of its own."""
    found: list[Reading] = []
    for line in _TIME.finditer(text):
        name = line["name"] or text[: line.start()].rstrip().rpartition("\n")[2].strip()
        found.append(Reading(name, float(line["value"]) * SECONDS[line["unit"]], "s"))
    return tuple(found)
