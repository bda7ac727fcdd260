"""``oppie tasks make`` over doubles: what is kept, what is refused, what a task holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oppie.errors import ProjectError
from oppie.model.change import Change, Edit, Origin
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    Outcome,
    RolloutResult,
    TestResult,
    TestTrace,
)
from oppie.model.rollout import Rollout
from oppie.model.suite import Suite
from oppie.proposers.scripted import ScriptedProposer
from oppie.sandboxes.scripted import Script, ScriptedSandbox
from oppie.vst import git
from oppie.workflows.make_tasks import TaskRequest, make_tasks
from tests.workflows import house

ONE, TWO = "test_a.py::test_one", "test_a.py::test_two"
SOURCE = "def one():\n    return 1\n\n\ndef two():\n    return 2\n"


def at(start: int, text: bytes, line: int, symbol: str) -> Change:
    origin = Origin("scripted", f"to-{text.decode()}", "a.py", line, symbol)
    return Change((Edit("a.py", start, start + 1, text),), origin, f"to {text.decode()}")


FIRST, SECOND = at(22, b"9", 2, "one"), at(48, b"8", 6, "two")


def suite(rollout: Rollout) -> RolloutResult:
    """One test for each function."""
    source = next((f.content or b"" for f in rollout.files if f.path == "a.py"), SOURCE.encode())
    ends = {ONE: b"return 1" in source, TWO: b"return 2" in source}
    return Observation(
        tuple(
            TestResult(t, Outcome.PASSED if passed else Outcome.FAILED, 0.01)
            for t, passed in ends.items()
        )
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = house.project(tmp_path / "shop")
    (folder / "a.py").write_text(SOURCE)
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    git.git(folder, "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qam", "pass")


def made(
    folder: Path,
    script: Script = suite,
    changes: tuple[Change, ...] = (FIRST, SECOND),
    count: int = 9,
    faults: int = 1,
) -> Suite:
    traces = [TestTrace(ONE, Outcome.PASSED, {"a.py": (1, 2, 5, 6)})]
    place = ScriptedSandbox(script, tests=(ONE, TWO), traces=traces)
    workshop = house.workshop(house.Listener(), sandboxes=(place,))
    proposer = ScriptedProposer([(each, 0.5) for each in changes])
    workshop = replace(workshop, proposers=lambda: (proposer,))
    return make_tasks(workshop, TaskRequest(house.request(folder), count, faults))


def test_what_a_test_notices_is_a_task(project: Path) -> None:
    done = made(project)
    assert {task.failing for task in done.tasks} == {(ONE,), (TWO,)}
    assert (done.stopped_by, done.tried) == ("exhausted", 2)
    assert len({task.name for task in done.tasks}) == 2
    [fault] = next(task.faults for task in done.tasks if task.failing == (ONE,))
    assert (fault.path, fault.line, fault.symbol, fault.operator) == ("a.py", 2, "one", "to-9")


def test_enough_is_enough(project: Path) -> None:
    assert made(project, count=1).stopped_by == "count"


def test_a_task_of_a_commit_is_its_diff(project: Path) -> None:
    task = made(project, changes=(FIRST,)).tasks[0]
    assert task.base == git.git(project, "rev-parse", "HEAD").line
    assert task.files == ()
    assert git.git(project, "apply", "-", stdin=task.diff.encode()).code == 0
    assert "return 9" in (project / "a.py").read_text()
    assert git.git(project, "apply", "-", stdin=task.solution.encode()).code == 0
    assert (project / "a.py").read_text() == SOURCE


def test_without_a_commit_a_task_holds_all_files(project: Path) -> None:
    (project / "notes.txt").write_text("not committed\n")
    task = made(project, changes=(FIRST,)).tasks[0]
    files = {file.path: file.content for file in task.files}
    assert task.base == ""
    assert files["a.py"] == SOURCE.replace("return 1", "return 9").encode()
    assert files["notes.txt"] == b"not committed\n"


def test_a_file_that_no_task_can_hold(project: Path) -> None:
    (project / "picture.png").write_bytes(b"\x89PNG\xff")
    with pytest.raises(ProjectError, match="no text") as caught:
        made(project)
    assert caught.value.where == "picture.png"


def test_several_faults_are_in_functions_of_their_own(project: Path) -> None:
    done = made(project, faults=2)
    [task] = done.tasks
    assert [fault.symbol for fault in task.faults] == ["one", "two"]
    assert task.failing == (ONE, TWO)


def test_more_faults_than_functions_are_no_task(project: Path) -> None:
    done = made(project, faults=3)
    assert (done.tasks, done.stopped_by) == ((), "exhausted")


def test_nothing_noticed_is_no_task(project: Path) -> None:
    def blind(_rollout: Rollout) -> RolloutResult:
        return Observation(tuple(TestResult(t, Outcome.PASSED) for t in (ONE, TWO)))

    done = made(project, blind)
    assert (done.tasks, done.tried, done.stopped_by) == ((), 2, "exhausted")


def broken(outcome: Outcome, test: str) -> Script:
    def script(rollout: Rollout) -> RolloutResult:
        if not rollout.files:
            return suite(rollout)
        return Observation((TestResult(test, outcome), TestResult(TWO, Outcome.PASSED)))

    return script


def test_what_does_not_load_is_no_fault(project: Path) -> None:
    assert made(project, broken(Outcome.ERROR, "test_a.py")).tasks == ()
    assert made(project, broken(Outcome.FAILED, "test_a.py")).tasks == ()


def test_what_does_not_end_is_one_and_is_marked(project: Path) -> None:
    done = made(project, broken(Outcome.TIMED_OUT, ONE))
    assert all(task.timed_out for task in done.tasks)
    assert len(done.tasks) == 2


def test_a_rollout_that_did_not_happen_says_nothing(project: Path) -> None:
    def script(rollout: Rollout) -> RolloutResult:
        return InfrastructureFailure("lost", fatal=True) if rollout.files else suite(rollout)

    assert made(project, script).tasks == ()


def test_faults_need_code_that_passes(project: Path) -> None:
    (project / "a.py").write_text(SOURCE.replace("return 1", "return 3"))

    def script(_rollout: Rollout) -> RolloutResult:
        return Observation((TestResult(ONE, Outcome.FAILED), TestResult(TWO, Outcome.PASSED)))

    with pytest.raises(ProjectError, match="1 fail already") as caught:
        made(project, script)
    assert caught.value.where == ONE


def test_tests_that_are_slow_are_told_from_those_that_fail(project: Path) -> None:
    def script(_rollout: Rollout) -> RolloutResult:
        return Observation((TestResult(ONE, Outcome.TIMED_OUT), TestResult(TWO, Outcome.PASSED)))

    with pytest.raises(ProjectError, match="1 take longer than they may") as caught:
        made(project, script)
    assert "--test-limit" in caught.value.hint


def test_skipped_tests_notice_nothing(project: Path) -> None:
    def script(_rollout: Rollout) -> RolloutResult:
        return Observation((TestResult(ONE, Outcome.SKIPPED),))

    with pytest.raises(ProjectError, match="no test passes"):
        made(project, script)


def test_interrupted_it_tells_what_it_made(project: Path) -> None:
    runs = []

    def script(rollout: Rollout) -> RolloutResult:
        runs.append(rollout)
        if len(runs) > 3:
            raise KeyboardInterrupt
        return suite(rollout)

    done = made(project, script)
    assert done.stopped_by == "interrupted"
    assert len(done.tasks) == 1
