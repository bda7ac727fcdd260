"""Tasks, their twins' inputs, and what a run's document is counted as."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.attempt import Attempt, understood
from benchmarks.options import Options
from benchmarks.repair import QUICK_TASKS, Repaired, _by_class, _figures, chosen
from benchmarks.tasks import Task, read
from oppie.errors import ConfigError


def task(name: str, language: str, inputs: list[list[object]] | None = None) -> Task:
    return Task(
        task=name,
        language=language,
        bug_class="value misuse",
        entry="f",
        source=["a"],
        test_command="t",
        files={"a": ""},
        reference={"a": ""},
        unseen_inputs=inputs,
    )


def suite(folder: Path, *tasks: Task) -> Path:
    place = folder / "tasks.jsonl"
    place.write_text("\n".join(each.model_dump_json() for each in tasks))
    return place


def test_a_twin_lends_its_inputs(tmp_path: Path) -> None:
    place = suite(tmp_path, task("js-1", "javascript"), task("py-1", "python", [[1]]),
                  task("go-2", "go"))  # fmt: skip
    assert [each.unseen_inputs for each in read(place)] == [[[1]], [[1]], None]


def test_a_line_that_is_no_task_is_named(tmp_path: Path) -> None:
    place = suite(tmp_path, task("js-1", "javascript"))
    place.write_text(place.read_text() + "\n{}\n")
    with pytest.raises(ConfigError) as caught:
        read(place)
    assert caught.value.where == f"{place}:2"


def test_no_tasks_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no tasks"):
        read(tmp_path / "none")


def test_what_is_chosen() -> None:
    tasks = [task(f"{tag}-{n}", name) for tag, name in (("py", "python"), ("go", "go"))
             for n in range(20)]  # fmt: skip
    assert len(chosen(tasks, Options())) == 40
    assert {t.language for t in chosen(tasks, Options(language="go"))} == {"go"}
    assert [t.task for t in chosen(tasks, Options(only="py-7"))] == ["py-7"]
    assert len(chosen(tasks, Options(quick=True))) == 2 * QUICK_TASKS


def outcome(*, solved: bool, correct: bool | None = None) -> Repaired:
    return Repaired(
        task="t", commit="c", language="go", bug_class="b", solved=solved, correct=correct,
        first_s=1.0 if solved else None,
    )  # fmt: skip


def test_shares_and_verdicts() -> None:
    outcomes = [outcome(solved=True, correct=True)] * 8 + [outcome(solved=True)]
    outcomes.append(outcome(solved=False))
    solved, correct, median, _ = _figures("go", outcomes, "local", whole=True)
    assert (solved.value, solved.n, solved.holds) == (0.9, 10, True)
    assert (correct.value, correct.n, correct.holds) == (1.0, 8, True)
    assert (median.value, median.holds) == (1.0, True)


def test_a_part_has_no_verdict() -> None:
    parts = _figures("go", [outcome(solved=True)], "local", whole=False)
    assert all(figure.holds is None for figure in parts)
    assert "not all" in parts[0].note


def test_classes_have_figures_of_their_own() -> None:
    [figure] = _by_class("go", [outcome(solved=True), outcome(solved=False)])
    assert (figure.name, figure.value, figure.n) == ("repair.go.b.solved", 0.5, 2)


def document(status: str, after: int, patch: str = "p") -> str:
    tests = {"before": {"passed": 1, "failed": 4}, "after": {"passed": 1, "failed": after}}
    return json.dumps(
        {
            "status": status,
            "seconds": 2.0,
            "seconds_to_first_solution": None,
            "rollouts": {"executed": 7},
            "tests": tests,
            "patch": patch,
        }
    )


def test_a_part_of_the_failing_tests_is_told() -> None:
    tried = understood(document("improved", 1), "")
    assert (tried.solved, tried.failing, tried.fixed) == (False, 4, 0.75)
    assert understood(document("unsolved", 0, ""), "").fixed == 0.0


def test_errors_are_told() -> None:
    error = json.dumps({"schema": "oppie.error/1", "error": {"message": "no tests"}})
    assert understood(error, "") == Attempt(detail="no tests")
    assert understood("", "killed\n") == Attempt(detail="killed")
