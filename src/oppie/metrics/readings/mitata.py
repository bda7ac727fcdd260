"""mitata: its JSON, else the lines that it prints (``name  1.23 µs/iter …``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oppie.metrics.readings import documents
from oppie.metrics.readings.units import SECONDS
from oppie.model.measurement import Reading

NANOSECOND = 1e-9

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_LINE = re.compile(
    r"^[\s•]*(?P<name>\S.*?)\s+(?P<value>[\d.,'_]+)\s*(?P<unit>[pnuμµm]?s)/iter", re.MULTILINE
)


def read(text: str) -> tuple[Reading, ...]:
    """The time of one iteration of each benchmark, in seconds: the median, else the mean."""
    return tuple(_from_json(text)) or tuple(_from_lines(text))


def _from_json(text: str) -> Iterator[Reading]:
    for document in documents.found(text):
        for each in documents.entries(document, "benchmarks"):
            alias = each.get("alias") or each.get("name")
            for run in documents.entries(each, "runs"):
                name = run.get("name") or alias
                taken = documents.number(documents.inner(run, "stats"), "p50", "avg")
                if taken is not None and isinstance(name, str):
                    yield Reading(name, taken * NANOSECOND, "s")


def _from_lines(text: str) -> Iterator[Reading]:
    for line in _LINE.finditer(_COLOURS.sub("", text)):
        value = float(re.sub(r"[,'_]", "", line["value"]))
        yield Reading(line["name"], value * SECONDS[line["unit"]], "s")
