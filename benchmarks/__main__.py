"""``python -m benchmarks NAME [--quick] [--data=FILE] [--json=FILE]``."""

from __future__ import annotations

import argparse
import importlib
import math
import os
import sys
import time
from pathlib import Path

from platformdirs import user_cache_path
from rich.console import Console
from rich.table import Table

from benchmarks.options import Options
from benchmarks.report import Figure, Report, report

NAMES = (
    "repair",
    "levers",
    "multifault",
    "packages",
    "reach",
    "suspicion",
    "priors",
    "vst",
    "engine",
    "rollouts",
    "start",
    "faults",
    "goals",
)


def main(words: list[str] | None = None) -> int:
    """Run one benchmark; the exit code is 0 when it could be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--quick", action="store_true", help="a sample, five minutes at most")
    parser.add_argument("--data", default=os.environ.get("OPPIE_BENCH_DATA", ""), help="tasks")
    parser.add_argument("--json", default="", help="write the document here")
    parser.add_argument("--only", default="", help="only tasks whose name contains this")
    parser.add_argument("--language", default="", help="only tasks in this language")
    parser.add_argument("--sandbox", default="local", help="sandbox of the runs")
    parser.add_argument("--budget", default="", help="budget of each task")
    parser.add_argument("--keep", default="", help="folder for per-task results; resumes")
    parser.add_argument("--since", default="", help="kept results of this revision or later count")
    parser.add_argument("--minutes", type=float, help="begin no task after so long")
    parser.add_argument("--seed", type=int, default=0, help="of the faults put into packages")
    parser.add_argument("--cache", default=_cache(), help="folder for fetched packages")
    parsed = parser.parse_args(words)
    options = Options(
        quick=parsed.quick,
        data=Path(parsed.data) if parsed.data else None,
        only=parsed.only,
        language=parsed.language,
        sandbox=parsed.sandbox,
        budget=parsed.budget,
        keep=Path(parsed.keep) if parsed.keep else None,
        since=parsed.since,
        until=time.monotonic() + 60 * parsed.minutes if parsed.minutes else math.inf,
        seed=parsed.seed,
        cache=Path(parsed.cache),
    )
    figures: list[Figure] = importlib.import_module(f"benchmarks.{parsed.name}").run(options)
    document = report(parsed.name, figures)
    show(document)
    if parsed.json:
        Path(parsed.json).write_text(document.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return 0


def show(document: Report) -> None:
    """Print the figures as a table."""
    table = Table(title=f"{document.benchmark} at {document.commit}, {document.machine}")
    for column in (
        "figure",
        "value",
        "unit",
        "compared to",
        "its value",
        "ratio",
        "target",
        "holds",
    ):
        table.add_column(column)
    for each in document.figures:
        table.add_row(
            each.name,
            _number(each.value),
            each.unit,
            each.compared_to,
            _number(each.its_value),
            _number(each.ratio),
            _number(each.target),
            {True: "yes", False: "no", None: ""}[each.holds],
        )
    Console(width=160).print(table)


def _cache() -> str:
    """Where fetched packages lie: ``OPPIE_BENCH_CACHE``, else the user's cache."""
    return os.environ.get("OPPIE_BENCH_CACHE") or str(user_cache_path("oppie-benchmarks"))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"


if __name__ == "__main__":
    sys.exit(main())
