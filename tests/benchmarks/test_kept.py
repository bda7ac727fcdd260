"""What was measured is not measured again; what is left is begun only in time."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks import kept
from benchmarks.kept import Keeper, Outcome
from benchmarks.report import commit


class Told(Outcome):
    """An outcome of a benchmark of this test."""

    value: int


def measured(log: list[str]):  # type: ignore[no-untyped-def]  # noqa: ANN201
    def measure(task: str) -> Told:
        log.append(task)
        return Told(task=task, commit=commit(), value=len(task))

    return measure


def told(keeper: Keeper[Told], log: list[str]) -> list[int]:
    return [each.value for each in keeper.results(["a", "bb"], str, measured(log))]


def test_nothing_is_measured_twice(tmp_path: Path) -> None:
    log: list[str] = []
    keeper = Keeper(Told, tmp_path / "kept")
    assert told(keeper, log) == told(keeper, log) == [1, 2]
    assert log == ["a", "bb"]


def test_without_a_folder_all_is_measured() -> None:
    log: list[str] = []
    assert told(Keeper(Told), log) == told(Keeper(Told), log) == [1, 2]
    assert len(log) == 4


def test_when_the_time_is_up_only_what_is_kept_is_told(tmp_path: Path) -> None:
    log: list[str] = []
    next(Keeper(Told, tmp_path).results(["a"], str, measured(log)))
    late = Keeper(Told, tmp_path, until=time.monotonic() - 1)
    assert told(late, log) == [1]


def test_results_of_another_commit_or_another_form_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(Told(task="a", commit="0" * 12, value=9).model_dump_json())
    (tmp_path / "bb.json").write_text('{"task": "bb"}')
    assert told(Keeper(Told, tmp_path), []) == [1, 2]


def test_later_commits_count_when_that_is_said() -> None:
    head = commit().rstrip("+")
    assert kept._counts(head, "HEAD")
    assert not kept._counts("0" * 12, "HEAD")
