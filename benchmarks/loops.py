"""Rates of rollouts and of bare forks on one small project."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from benchmarks import forks
from oppie.model.change import Digest
from oppie.model.observation import Observation
from oppie.model.rollout import FileState, Limits, Rollout, Stop
from oppie.ports import Executor

MODULE = "def add(a, b):\n    return a + b + {0} - {0}\n"
TESTS = """import pytest
from sums import add


@pytest.mark.parametrize("pair", [(0, 0), (2, 2), (-1, 1)])
def test_add(pair):
    assert add(*pair) == sum(pair)
"""


def populate(folder: Path) -> None:
    """One module and three tests."""
    (folder / "sums.py").write_text(MODULE.format(0))
    (folder / "test_sums.py").write_text(TESTS)


def candidate(number: int) -> Rollout:
    """All tests against one changed function."""
    changed = FileState("sums.py", MODULE.format(number).encode())
    return Rollout(Digest(str(number)), (changed,), limits=Limits(), stop=Stop.FIRST_BAD)


def rollout_rate(executor: Executor, count: int) -> float:
    """Rollouts a second, with as many in flight as may be. Raises RuntimeError if one is lost."""
    begun = time.perf_counter()
    for number in range(count):
        if number >= executor.capacity():
            _await_one(executor)
        executor.submit(number, candidate(number))
    for _ in range(min(count, executor.capacity())):
        _await_one(executor)
    return count / (time.perf_counter() - begun)


def fork_rate(project: Path, count: int, loops: int) -> float:
    """Forks a second of so many loops together, each of ``count`` forks."""
    words = [sys.executable, str(Path(forks.__file__)), str(project), str(count)]
    started = [
        subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(loops)
    ]
    for process in started:
        _there(process.stderr).readline()
    for process in started:
        _there(process.stdin).write("go\n")
        _there(process.stdin).flush()
    return sum(count / float(process.communicate()[1]) for process in started)


def _await_one(executor: Executor) -> None:
    _, seen = executor.wait()
    if not isinstance(seen, Observation) or any(each.outcome.bad for each in seen.results):
        message = f"a rollout was lost: {seen}"
        raise RuntimeError(message)


def _there(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        message = "a loop was started without pipes"
        raise RuntimeError(message)
    return stream
