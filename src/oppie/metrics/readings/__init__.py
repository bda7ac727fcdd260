"""What benchmarks print and write, read: a module for each format.

The first format that knows a text reads it; of any other text its last line is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oppie.metrics.readings import (
    criterion,
    go_bench,
    hyperfine,
    last_line,
    mitata,
    pytest_benchmark,
)
from oppie.model.measurement import Measurement, Reading

Reader = Callable[[str], tuple[Reading, ...]]
"""Reads a text; empty where it is of another format."""

FORMATS: tuple[Reader, ...] = (
    pytest_benchmark.read,
    hyperfine.read,
    mitata.read,
    go_bench.read,
    criterion.read,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a run told.

    Attributes:
        readings: every number.
        main: those that say how good it was: the times where there are any.
    """

    readings: tuple[Reading, ...] = ()
    main: tuple[Reading, ...] = ()


def read(measurement: Measurement) -> Told:
    """What a run told, from its report before its output; empty where it told no number."""
    texts = [text for text in (measurement.report, measurement.output) if text.strip()]
    for text in texts:
        for reader in FORMATS:
            readings = reader(text)
            if readings:
                times = tuple(each for each in readings if each.unit == "s")
                return Told(readings, times or readings)
    lines = next(filter(None, map(last_line.read, texts)), ())
    return Told(lines, lines[:1])
