"""``start``: how long the program takes to begin, against a Python that does nothing."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.options import Options
from benchmarks.report import Figure
from oppie.workflows import demo

NOTHING = (sys.executable, "-c", "pass")
VERSION = (sys.executable, "-m", "oppie", "--version")
HELP = (sys.executable, "-m", "oppie", "--help")
RUNS = 41
QUICK_RUNS = 9
FIRST_TESTS = 7
QUICK_FIRST_TESTS = 3
VERSION_TARGET = 4.0
HELP_TARGET = 8.0
FIRST_TEST_TARGET_S = 1.0


def run(options: Options) -> list[Figure]:
    """Programs side by side, in turn, so that a busy machine is busy for all of them."""
    runs = QUICK_RUNS if options.quick else RUNS
    nothing, version, help_ = _medians((NOTHING, VERSION, HELP), runs)
    firsts = [_first_test() for _ in range(QUICK_FIRST_TESTS if options.quick else FIRST_TESTS)]
    first = statistics.median(firsts)
    return [
        _multiple("start.version", version / nothing, VERSION_TARGET, runs),
        _multiple("start.help", help_ / nothing, HELP_TARGET, runs),
        Figure("start.nothing_ms", nothing * 1000, "ms", n=runs, note="python -c pass"),
        Figure(
            "start.first_test",
            first,
            "s",
            target=FIRST_TEST_TARGET_S,
            holds=first <= FIRST_TEST_TARGET_S,
            n=len(firsts),
            note="oppie run, local sandbox, until the collected tests are told to run",
        ),
    ]


def _multiple(name: str, value: float, target: float, n: int) -> Figure:
    compared = "python -c pass"
    return Figure(name, value, "x", compared, 1.0, target, value <= target, n)


def _medians(commands: Sequence[Sequence[str]], runs: int) -> list[float]:
    """Median wall seconds of each command; the first, cold turn is not counted."""
    turns = [[_seconds(command) for command in commands] for _ in range(runs + 1)]
    return [statistics.median(column) for column in zip(*turns[1:], strict=True)]


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def _first_test() -> float:
    """Seconds from the start of ``oppie run`` until the collected tests are told to run."""
    with tempfile.TemporaryDirectory(prefix="oppie-bench-") as name:
        folder = Path(name)
        demo.make(folder)
        events = folder / "events.jsonl"
        words = ["run", "--sandbox=local", "--memory=off", "--quiet", "--first", "--json"]
        began = time.time()
        subprocess.run(
            [sys.executable, "-m", "oppie", *words, f"--events={events}"],
            cwd=folder,
            env={**os.environ, "OPPIE_HOME": str(folder / "home")},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        return _tests_began(events) - began


def _tests_began(events: Path) -> float:
    """When the phase of the first tests began, in seconds since the epoch."""
    lines = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
    return next(float(line["at"]) for line in lines if line["data"].get("phase") == "baseline")
