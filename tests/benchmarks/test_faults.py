"""What the benchmark of faults counts is there to be counted."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.faults import BOUNDED, SOLVED, Kill, figures
from benchmarks.victim import lay_out, orphans, paid
from oppie.store.runs import Runs
from tests.store.samples import PASSED, key

KILL = Kill(SOLVED, 1.0, lost=False, kept=7, twice=0, orphans=0, over=False)


def test_the_project_is_broken_and_can_be_repaired_by_two_changes(tmp_path: Path) -> None:
    lay_out(tmp_path / "p", "1", solvable=True)
    pytest_ = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    broken = subprocess.run(pytest_, cwd=tmp_path / "p", check=False, capture_output=True)
    assert b"1 failed, 2 passed" in broken.stdout
    source = tmp_path / "p" / "numbers_.py"
    text = source.read_text().replace("total = 1", "total = 0").replace("total - v", "total + v")
    source.write_text(text)
    assert subprocess.run(pytest_, cwd=tmp_path / "p", check=False).returncode == 0


def test_where_no_run_began_nothing_was_paid(tmp_path: Path) -> None:
    assert paid(tmp_path) is None
    Runs(tmp_path).close()
    assert paid(tmp_path) is None


def test_what_was_paid_is_read_from_the_latest_run(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    for count in (1, 3):
        journal = runs.begin("{}", "0", lambda: 0.0)
        for number in range(count):
            journal.ended(key(number), PASSED)
        journal.begun(key(9))
        journal.close()
    found = paid(tmp_path)
    assert found is not None
    assert (found.executed, found.distinct) == (3, 3)
    journal = runs.resume(runs.all()[0], lambda: 0.0)
    journal.ended(key(0), PASSED)
    journal.close()
    runs.close()
    again = paid(tmp_path)
    assert again is not None
    assert (again.executed, again.distinct) == (4, 3)


def test_a_child_that_lives_on_is_an_orphan_until_it_ends() -> None:
    marker = "100003.25"
    with subprocess.Popen(["sleep", marker]) as child:
        assert orphans(1, marker, within_s=0.0) == 1
        assert orphans(1, "100003.2", within_s=0.0) == 0
        child.kill()
        assert orphans(1, marker, within_s=5.0) == 0


def test_a_runner_that_lives_on_is_an_orphan(tmp_path: Path) -> None:
    folder = tmp_path / "oppie-20261123201502k3f9-4711-abc"
    folder.mkdir()
    (folder / "runner.py").write_text("import sys; sys.stdin.read()")
    words = [sys.executable, str(folder / "runner.py")]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as runner:
        assert orphans(4711, "100004", within_s=0.0) == 1
        assert orphans(471, "100004", within_s=0.0) == 0
        runner.kill()


def test_nothing_wrong_is_zero_and_holds() -> None:
    sums = {figure.name: figure for figure in figures([KILL, KILL])}
    for name in ("lost", "twice", "orphans", "over_budget"):
        figure = sums[f"faults.{name}"]
        assert (figure.value, figure.holds, figure.n, figure.unit) == (0, True, 2, "count")
    assert sums["faults.kept"].value == 14


def test_each_thing_wrong_is_counted_and_does_not_hold() -> None:
    wrong = replace(KILL, lost=True, twice=3, orphans=2, over=True)
    sums = {figure.name: figure for figure in figures([KILL, wrong, wrong])}
    assert [sums[f"faults.{n}"].value for n in ("lost", "twice", "orphans", "over_budget")] == [
        2, 6, 4, 2,
    ]  # fmt: skip
    assert not any(sums[f"faults.{n}"].holds for n in ("lost", "twice", "orphans", "over_budget"))


def test_a_scenes_budget_is_on_its_command_line() -> None:
    assert "--budget=60s,600rollouts" in SOLVED.words()
    assert "--budget=60s,60rollouts" in BOUNDED.words()
