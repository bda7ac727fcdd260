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
        only: only tasks whose name contains this.
        sandbox: the sandbox of the runs.
        budget: of each task, as ``oppie run --budget`` takes it.
        keep: folder for results of single tasks; what is in it is not measured again.
    """

    quick: bool = False
    data: Path | None = None
    only: str = ""
    sandbox: str = "local"
    budget: str = "60s"
    keep: Path | None = None
