"""hyperfine: the JSON of ``--export-json``."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.metrics.readings import documents
from oppie.model.measurement import Reading


def read(text: str) -> tuple[Reading, ...]:
    """The median time of each command, in seconds."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Reading]:
    for document in documents.found(text):
        for each in documents.entries(document, "results"):
            median = documents.number(each, "median", "mean")
            command = each.get("command")
            if median is not None and isinstance(command, str):
                yield Reading(command, median, "s")
