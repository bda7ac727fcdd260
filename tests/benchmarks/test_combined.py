"""Faults that can be taken back, put together in one package."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from benchmarks.catalogue import Package
from benchmarks.combined import SINGLES, combined, repairable
from benchmarks.tasks import commit_all
from oppie.cli.render.tasks import FaultLine, TaskDocument

RIGHT = "".join(f"def f{n}(a, b):\n    return a + b * {n}\n\n\n\n\n" for n in range(4))
PACKAGE = Package("python", "sums", "1", "python -m pytest -q")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The package as it would have been fetched."""
    folder = tmp_path / "python" / "sums-1" / "source"
    folder.mkdir(parents=True)
    (folder / "sums.py").write_text(RIGHT)
    commit_all(folder)
    return folder


def fault(source: Path, line: int, right: str, wrong: str, name: str) -> TaskDocument:
    """One fault in a line of the package, as ``oppie tasks make`` writes it."""
    file = source / "sums.py"
    lines = RIGHT.splitlines(keepends=True)
    assert right in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(right, wrong)
    file.write_text("".join(lines))
    words = ["git", "-C", str(source), "diff"]
    diff = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    file.write_text(RIGHT)
    where = FaultLine(path="sums.py", line=line, symbol="", operator="op", summary="")
    return TaskDocument(
        name=name, test=PACKAGE.test, base="", diff=diff, files=None, faults=[where],
        failing=[f"t{name}"], timed_out=False, solution="",
    )  # fmt: skip


def test_only_what_the_proposers_would_make_can_be_taken_back(source: Path) -> None:
    assert repairable(fault(source, 2, "+", "-", "a"), source)
    lost = fault(source, 2, "return a + b * 0", "return pow(b, a) % 97", "b")
    assert not repairable(lost, source)


def test_tasks_of_several_faults(source: Path, tmp_path: Path) -> None:
    singles = [fault(source, 6 * n + 2, "+", "-", str(n)) for n in range(4)]
    suite = source.parent / f"tasks-1-{SINGLES}-0.jsonl"
    suite.write_text("".join(each.model_dump_json(by_alias=True) + "\n" for each in singles))
    tasks = combined(PACKAGE, tmp_path, 2, (2, 4))
    assert [each.name for each in tasks] == ["python-sums-2-2-1", "python-sums-2-2-2",
                                             "python-sums-4-4-1"]  # fmt: skip
    assert [len(each.task.faults) for each in tasks] == [2, 2, 4]
    assert tasks[2].task.failing == ["t0", "t1", "t2", "t3"]
    assert (tasks[2].task.diff or "").count("-    return a - b") == 0
    assert (tasks[2].task.diff or "").count("+    return a - b") == 4
