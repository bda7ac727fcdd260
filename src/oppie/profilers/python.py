"""Python benchmarks: each interpreter that one starts samples its own main thread.

A ``sitecustomize`` on the import path of the benchmark counts, at each tick of a timer of
processor time, the lines that are being executed, and appends them to a file when it ends.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from oppie.model.measurement import Benchmark, Measurement
from oppie.model.observation import Suspicion
from oppie.model.rollout import FileState

FOLDER = ".oppie-profile"
REPORT = "lines.jsonl"
MOST_LINES = 400

SAMPLER = b"""\
import atexit, collections, json, os, signal, sys

_counts = collections.Counter()
_home = os.path.dirname(os.path.abspath(__file__))
_top = os.path.dirname(_home)


def _tick(_number, frame):
    seen = set()
    while frame is not None:
        place = (os.path.realpath(frame.f_code.co_filename), frame.f_lineno)
        if place not in seen and place[1] and place[0].startswith(_top + os.sep):
            _counts[place] += 2 if not seen else 1
            seen.add(place)
        frame = frame.f_back


def _tell():
    signal.setitimer(signal.ITIMER_PROF, 0)
    with open(os.path.join(_home, "lines.jsonl"), "a") as stream:
        for (path, line), count in _counts.items():
            place = os.path.relpath(path, _top)
            stream.write(json.dumps([place.replace(os.sep, "/"), line, count]) + "\\n")


signal.signal(signal.SIGPROF, _tick)
signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
atexit.register(_tell)
"""
"""The innermost line of the project counts twice, those that called it once."""


class PythonProfiler:
    """The profiler of Python projects."""

    def watch(self, benchmark: Benchmark) -> tuple[Benchmark, tuple[FileState, ...]]:
        """The benchmark with the sampler on its import path."""
        up = "/".join(".." for part in benchmark.folder.split("/") if part) or "."
        folder = f"{up}/{FOLDER}"
        words = (
            f'export PYTHONPATH="$(cd {up} && pwd)/{FOLDER}${{PYTHONPATH:+:$PYTHONPATH}}"; '
            f"{benchmark.words}"
        )
        files = (FileState(f"{FOLDER}/sitecustomize.py", SAMPLER),)
        return replace(benchmark, words=words, report=f"{folder}/{REPORT}"), files

    def lines(self, measurement: Measurement, files: Sequence[str]) -> tuple[Suspicion, ...]:
        """Lines by how often they were seen, as shares of the line seen most."""
        known = frozenset(files)
        counts: Counter[tuple[str, int]] = Counter()
        for text in measurement.report.splitlines():
            path, line, count = json.loads(text)
            if path in known:
                counts[path, line] += count
        most = counts.most_common(MOST_LINES)
        top = most[0][1] if most else 1
        return tuple(Suspicion(path, line, count / top) for (path, line), count in most)
