"""pytest-benchmark: its JSON (``--benchmark-json``), else the table that it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oppie.metrics.readings import documents
from oppie.metrics.readings.units import SECONDS
from oppie.model.measurement import Reading

_HEAD = re.compile(r"^Name \(time in (?P<unit>[mnuμµ]?s)\)\s+(?P<columns>\S.*)$", re.MULTILINE)
_ROW = re.compile(r"^(?P<name>\S+)\s+(?P<cells>[\d.,]+.*)$")
_NUMBER = re.compile(r"(?<!\()(?<![\d.])[\d,]+\.\d+|[\d.]+;[\d.]+|>1000\.0")


def read(text: str) -> tuple[Reading, ...]:
    """The median of each benchmark, in seconds."""
    return tuple(_from_json(text)) or tuple(_from_table(text))


def _from_json(text: str) -> Iterator[Reading]:
    for document in documents.found(text):
        for each in documents.entries(document, "benchmarks"):
            median = documents.number(documents.inner(each, "stats"), "median")
            name = each.get("fullname") or each.get("name")
            if median is not None and isinstance(name, str):
                yield Reading(name, median, "s")


def _from_table(text: str) -> Iterator[Reading]:
    for head in _HEAD.finditer(text):
        at = head["columns"].split().index("Median") if "Median" in head["columns"] else 0
        for line in text[head.end() :].lstrip().splitlines()[1:]:
            row = _ROW.match(line)
            if row is None:
                break
            cells = re.sub(r"\([^)]*\)", "", row["cells"]).split()
            value = float(cells[at].replace(",", "")) * SECONDS[head["unit"]]
            yield Reading(row["name"], value, "s")
