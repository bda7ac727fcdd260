"""The sampler finds where the time goes, in real interpreters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from oppie.model.measurement import Benchmark, Measurement
from oppie.profilers.python import PythonProfiler

BUSY = """\
def busy():
    total = 0
    for n in range(1_500_000):
        total += n * n
    return total


def idle():
    return 1
"""


def test_shares_are_of_the_line_that_was_seen_most() -> None:
    report = '["a.py", 3, 10]\n["a.py", 3, 10]\n["b.py", 1, 5]\n["other.py", 1, 99]\n'
    lines = PythonProfiler().lines(Measurement(0, 1.0, report=report), ["a.py", "b.py"])
    assert [(each.path, each.line, each.score) for each in lines] == [
        ("a.py", 3, 1.0), ("b.py", 1, 0.25),
    ]  # fmt: skip


def test_without_a_report_nothing_is_known() -> None:
    assert PythonProfiler().lines(Measurement(1, 1.0), ["a.py"]) == ()


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["", "bench"])
def test_the_busy_lines_are_found(tmp_path: Path, folder: str) -> None:
    (tmp_path / "work.py").write_text(BUSY)
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / "run.py").write_text("import work\nwork.busy()\nwork.idle()\n")
    words = f"PYTHONPATH=$PYTHONPATH:{tmp_path} {sys.executable} run.py"
    benchmark, files = PythonProfiler().watch(Benchmark(words, folder))
    for file in files:
        (tmp_path / file.path).parent.mkdir(exist_ok=True)
        (tmp_path / file.path).write_bytes(file.content or b"")
    subprocess.run(
        ["sh", "-c", benchmark.words], cwd=tmp_path / folder, check=True, env=dict(os.environ)
    )
    report = (tmp_path / folder / benchmark.report).read_text()
    lines = PythonProfiler().lines(Measurement(0, 1.0, report=report), ["work.py"])
    assert {each.line for each in lines} <= {1, 2, 3, 4, 5}
    assert lines[0].line in (3, 4)
