"""Benchmarks and what a run of one told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A command that measures.

    Attributes:
        words: a line of the shell.
        folder: where it runs, relative to the workspace; empty is its top.
        report: a file that it writes its results to, relative to ``folder``; empty is none.
    """

    words: str
    folder: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one run of a benchmark told, as it was told.

    Attributes:
        code: its exit code, negative for a signal; None where it did not end in time.
        seconds: wall time; ``cpu_seconds`` processor time, with all that it waited for.
        peak_bytes: largest resident size of any of its processes.
        output: standard output, the last part of it.
        errors: standard error, the last part of it.
        report: the content of the benchmark's report.
    """

    code: int | None
    seconds: float
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    output: str = ""
    errors: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One number that a run of a benchmark came to.

    Attributes:
        name: what was measured, as the benchmark calls it.
        unit: ``s``, ``B``, or the benchmark's own; empty where none is known.
        value: in that unit.
    """

    name: str
    value: float
    unit: str = ""
