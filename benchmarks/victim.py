"""The project whose runs are killed, and what a kill leaves behind."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

SOURCE = """def mean(values):
    total = 1
    for value in values:
        total = total - value
    return total / len(values)


def clamp(value, low, high):
    if value < low:
        return low
    return high if value > high else value
"""
TESTS = """import subprocess
import tempfile
import time

from numbers_ import clamp, mean


def test_mean():
    assert mean([1, 2, 3]) == 2
    assert mean([2, 4]) == WANTED


def test_clamp():
    assert [clamp(each, 0, 9) for each in (-1, 5, 11)] == [0, 5, 9]


def test_a_child_process():
    child = subprocess.Popen(["sleep", "MARKER"])
    time.sleep(0.02)
    child.kill()
    child.wait()
"""
RIGHT, IMPOSSIBLE = "3", "3.5"
"""What the tests want: two changes at once reach the first, nothing reaches the second."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What the journal's file says of the latest run in it.

    Attributes:
        executed: rollouts that were paid for.
        distinct: different ones among them.
    """

    executed: int
    distinct: int


def lay_out(folder: Path, marker: str, *, solvable: bool) -> None:
    """Write the project, as a git repository; its tests start ``sleep MARKER``."""
    folder.mkdir(parents=True)
    wanted = RIGHT if solvable else IMPOSSIBLE
    tests = TESTS.replace("WANTED", wanted).replace("MARKER", marker)
    (folder / "numbers_.py").write_text(SOURCE, encoding="utf-8")
    (folder / "test_numbers.py").write_text(tests, encoding="utf-8")
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@localhost"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "broken"]):
        subprocess.run([*git, *words], cwd=folder, check=True)


def paid(folder: Path) -> Paid | None:
    """What the journal has; None where no run had begun."""
    file = folder / ".oppie" / "journal.db"
    if not file.exists():
        return None
    with closing(sqlite3.connect(file)) as connection:
        try:
            row = connection.execute(
                "SELECT executed, (SELECT COUNT(observation) FROM rollouts"
                " WHERE run = runs.number) FROM runs ORDER BY number DESC LIMIT 1"
            ).fetchone()
        except sqlite3.OperationalError:
            return None  # killed between the file and its tables
    return Paid(*row) if row else None


def orphans(owner: int, marker: str, within_s: float) -> int:
    """Processes and containers of a dead oppie that are still there after so many seconds.

    Args:
        owner: oppie's process id, which is part of its folders' names.
        marker: what the tests' own children have in their arguments.
        within_s: how long they are waited for.
    """
    ours = re.compile(rf"oppie-[\w.]+-{owner}-\w|sleep {re.escape(marker)}$", re.MULTILINE)
    ends = time.monotonic() + within_s
    while found := len(ours.findall(_processes() + _containers())):
        if time.monotonic() > ends:
            return found
        time.sleep(0.05)
    return 0


def copies(owner: int) -> list[Path]:
    """The folders that an oppie has made for copies of the project."""
    places = {Path(tempfile.gettempdir()), Path("/dev/shm")}  # noqa: S108 - only looked at
    return [found for place in places for found in place.glob(f"oppie-*-{owner}-*")]


def _processes() -> str:
    return _said("ps", "-A", "-ww", "-o", "args")


def _containers() -> str:
    """The folders of all of oppie's containers, one a line."""
    if shutil.which("docker") is None:
        return ""
    words = ("--all", "--filter=label=oppie.run", '--format={{.Label "oppie.folder"}}')
    return _said("docker", "ps", *words)


def _said(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout
