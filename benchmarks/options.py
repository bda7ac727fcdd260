"""What a benchmark is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """The options of ``python -m benchmarks``.

    Attributes:
        quick: the same figures from a sample.
        data: a file of tasks, for benchmarks that take one.
        only: only tasks whose name contains this; of packages also one of several, with commas.
        language: only tasks in this language; empty: all.
        sandbox: the sandbox of the runs.
        budget: of each task, as ``oppie run --budget`` takes it; empty: the benchmark's own.
        keep: folder for results of single tasks; what is in it is not measured again.
        since: kept results of this revision or later ones count; empty: of this commit only.
        until: monotonic second after which no further task is begun.
        seed: of the faults that are put into packages; another one makes fresh faults.
        cache: folder for packages that were fetched, outside of the repository.
    """

    quick: bool = False
    data: Path | None = None
    only: str = ""
    language: str = ""
    sandbox: str = "local"
    budget: str = ""
    keep: Path | None = None
    since: str = ""
    until: float = float("inf")
    seed: int = 0
    cache: Path = Path()
