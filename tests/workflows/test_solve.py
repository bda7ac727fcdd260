"""A whole run over doubles: what comes out, what is stored, how it is delivered and resumed."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from oppie.errors import ProjectError, SandboxLostError, UsageError
from oppie.model.event import BaselineMeasured, Ended, NodeGrew, Noted, PhaseBegan, RolloutEnded
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    Outcome,
    RolloutResult,
    TestResult,
)
from oppie.model.rollout import Isolation, Rollout
from oppie.model.task import Budget
from oppie.model.verdict import Status, StoppedBy
from oppie.workflows.deliver import apply
from oppie.workflows.replay import replay
from oppie.workflows.request import Delivery
from oppie.workflows.resume import resume
from oppie.workflows.runs import runs
from oppie.workflows.solve import solve
from tests.workflows import house
from tests.workflows.house import Listener


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return house.project(tmp_path / "project")


@pytest.fixture
def listener() -> Listener:
    return Listener()


def test_a_broken_project_comes_out_with_a_verified_patch(folder: Path, listener: Listener) -> None:
    verdict = solve(house.workshop(listener), house.request(folder))
    assert verdict.status is Status.SOLVED
    assert verdict.stopped_by is StoppedBy.GOAL
    assert "-    return 2\n+    return 1\n" in verdict.patch
    assert (verdict.tests_before.failed, verdict.tests_after.failed) == (1, 0)
    assert (verdict.score_before, verdict.score_after) == (pytest.approx(0, abs=0.5), 1.0)
    assert verdict.fixed == (house.TEST,)
    assert verdict.rollouts.executed == 2
    assert verdict.seconds_to_first_solution is not None


def test_what_passes_all_tests_only_when_it_is_verified_solves(
    folder: Path, listener: Listener
) -> None:
    slow = "test_a.py::test_slow"

    def script(rollout: Rollout) -> RolloutResult:
        seen = house.returns_one(replace(rollout, targets=(), others=()))
        passed = {r.test: r.outcome for r in seen.results}[house.TEST]
        cold = rollout.isolation is Isolation.COLD
        ends = (*seen.results, TestResult(slow, passed if cold else Outcome.FAILED, 0.1))
        named = rollout.targets + rollout.others
        return Observation(tuple(r for r in ends if not named or r.test in named))

    verdict = solve(house.workshop(listener, script), house.request(folder))
    assert verdict.status is Status.SOLVED
    assert verdict.fixed == (house.TEST, slow)


def test_what_there_was_no_time_to_look_at_is_named_and_left_out(
    folder: Path, listener: Listener
) -> None:
    quick = [f"test_a.py::test_{number}" for number in range(70)]
    slow = [f"test_a.py::test_slow_{number}" for number in range(3)]
    asked: list[Rollout] = []

    def script(rollout: Rollout) -> RolloutResult:
        asked.append(rollout)
        named = rollout.targets + rollout.others
        if slow[2] in named:  # the time is up before it ends
            return Observation((), complete=False)
        ends = {
            r.test: r for r in house.returns_one(replace(rollout, targets=(), others=())).results
        }
        ends |= {test: TestResult(test, Outcome.PASSED, 0.01) for test in quick}
        late = Outcome.PASSED if named else Outcome.TIMED_OUT
        ends |= {test: TestResult(test, late, 0.3) for test in slow}
        return Observation(tuple(ends[test] for test in named or ends if test in ends))

    verdict = solve(house.workshop(listener, script), house.request(folder))
    assert verdict.status is Status.SOLVED
    notes = [event.text for event in listener.events if isinstance(event, Noted)]
    assert any("no time to see them end: test_a.py::test_slow_2." in note for note in notes)
    assert verdict.tests_before.timed_out == 0
    cold = [rollout for rollout in asked if rollout.isolation is Isolation.COLD]
    assert all(slow[2] not in each.others and slow[1] in each.others for each in cold)


def test_the_working_tree_is_untouched_unless_asked(folder: Path, listener: Listener) -> None:
    solve(house.workshop(listener), house.request(folder))
    assert (folder / "a.py").read_bytes() == house.SOURCE
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=folder, capture_output=True, check=True
    )
    assert status.stdout == b""


def test_the_patch_is_one_that_git_takes(folder: Path, listener: Listener) -> None:
    verdict = solve(house.workshop(listener), house.request(folder))
    subprocess.run(["git", "apply"], cwd=folder, input=verdict.patch.encode(), check=True)
    assert b"return 1" in (folder / "a.py").read_bytes()


def test_it_is_delivered_as_asked(folder: Path, listener: Listener) -> None:
    how = Delivery(apply=True, branch="repaired", patch="out.patch")
    solve(house.workshop(listener), replace(house.request(folder), delivery=how))
    assert b"return 1" in (folder / "a.py").read_bytes()
    assert "return 1" in (folder / "out.patch").read_text()
    shown = subprocess.run(
        ["git", "show", "repaired:a.py"], cwd=folder, capture_output=True, check=True
    )
    assert b"return 1" in shown.stdout


def test_a_plain_folder_works_too(tmp_path: Path, listener: Listener) -> None:
    folder = house.project(tmp_path / "plain", git=False)
    request = replace(house.request(folder), delivery=Delivery(apply=True))
    assert solve(house.workshop(listener), request).status is Status.SOLVED
    assert b"return 1" in (folder / "a.py").read_bytes()


def test_progress_is_heard_in_order(folder: Path, listener: Listener) -> None:
    solve(house.workshop(listener), house.request(folder))
    phases = [e.phase for e in listener.events if isinstance(e, PhaseBegan)]
    assert phases == ["prepare", "baseline", "localise", "search", "verify"]
    kinds = {type(e) for e in listener.events}
    assert {BaselineMeasured, RolloutEnded, NodeGrew, Ended} <= kinds


def test_nothing_to_do_when_all_tests_pass(folder: Path, listener: Listener) -> None:
    (folder / "a.py").write_bytes(b"def one():\n    return 1\n")
    verdict = solve(house.workshop(listener, always_right), house.request(folder))
    assert verdict.status is Status.NOTHING_TO_DO
    assert verdict.patch == ""
    assert verdict.summary == "All tests pass."


def always_right(rollout: Rollout) -> RolloutResult:
    seen = house.returns_one(replace(rollout, files=()))
    passed = tuple(replace(r, outcome=type(r.outcome).PASSED) for r in seen.results)
    return replace(seen, results=passed)


def test_what_no_candidate_reaches_is_unsolved(folder: Path, listener: Listener) -> None:
    verdict = solve(house.workshop(listener, texts=(b"3", b"4")), house.request(folder))
    assert verdict.status is Status.UNSOLVED
    assert verdict.stopped_by is StoppedBy.EXHAUSTED
    assert verdict.patch == ""


def test_a_candidate_that_does_not_hold_cold_is_no_winner(folder: Path, listener: Listener) -> None:
    def shaky(rollout: Rollout) -> RolloutResult:
        warm = rollout.isolation is Isolation.WARM
        return house.returns_one(rollout if warm else replace(rollout, files=()))

    verdict = solve(house.workshop(listener, shaky), house.request(folder))
    assert verdict.status is Status.UNSOLVED


def test_a_budget_of_rollouts_is_never_passed(folder: Path, listener: Listener) -> None:
    request = replace(house.request(folder), budget=Budget(rollouts=1))
    verdict = solve(house.workshop(listener), request)
    assert verdict.stopped_by is StoppedBy.BUDGET
    assert verdict.rollouts.executed == 1


def test_what_may_not_be_changed_stays(folder: Path, listener: Listener) -> None:
    request = replace(house.request(folder), protect=("a.py",))
    assert solve(house.workshop(listener), request).status is Status.UNSOLVED


def test_an_interrupted_run_is_resumed_and_pays_for_nothing_twice(
    folder: Path, listener: Listener
) -> None:
    paid: list[str] = []

    def interrupted(rollout: Rollout) -> RolloutResult:
        if rollout.key and rollout.key not in paid and len(paid) == 1:
            raise KeyboardInterrupt
        return counted(rollout)

    def counted(rollout: Rollout) -> Observation:
        if rollout.key and rollout.isolation is Isolation.WARM:
            paid.append(rollout.key)
        return house.returns_one(rollout)

    so_far = solve(house.workshop(listener, interrupted), house.request(folder))
    assert so_far.stopped_by is StoppedBy.INTERRUPTED
    assert so_far.tests_before.failed == 1
    (run,) = runs(folder)
    assert run.resumable
    verdict = resume(folder, "", lambda _: house.workshop(listener, counted))
    assert verdict.run == run.id
    assert verdict.status is Status.SOLVED
    assert verdict.rollouts.executed == 2
    assert len(paid) == len(set(paid)) == 2


def test_a_resumed_run_works_on_the_files_that_it_began_with(
    folder: Path, listener: Listener
) -> None:
    def stop(rollout: Rollout) -> RolloutResult:
        if rollout.key:
            raise KeyboardInterrupt
        return house.returns_one(rollout)

    solve(house.workshop(listener, stop), house.request(folder))
    (folder / "a.py").write_bytes(b"nothing = 0\n")
    verdict = resume(folder, "", lambda _: house.workshop(listener))
    assert "-    return 2\n+    return 1\n" in verdict.patch


def test_resuming_what_has_ended_gives_its_result(folder: Path, listener: Listener) -> None:
    verdict = solve(house.workshop(listener), house.request(folder))
    assert resume(folder, "", lambda _: pytest.fail("nothing is to be run")) == verdict


def test_resuming_where_nothing_was_run_says_so(folder: Path) -> None:
    with pytest.raises(UsageError, match="no runs"):
        resume(folder, "", lambda _: pytest.fail("nothing is to be run"))


def test_a_stored_patch_is_verified_from_scratch(folder: Path, listener: Listener) -> None:
    verdict = solve(house.workshop(listener), house.request(folder))
    (folder / "a.py").write_bytes(b"changed = 1\n")
    again = replay(folder, "", lambda _: house.workshop(listener))
    assert again.status is Status.SOLVED
    assert again.patch == verdict.patch
    assert again.evidence[0].check == "replay"


def test_a_patch_that_was_replayed_can_be_taken(folder: Path, listener: Listener) -> None:
    solve(house.workshop(listener), house.request(folder))
    replay(folder, "", lambda _: house.workshop(listener))
    apply(folder)
    assert b"return 1" in (folder / "a.py").read_bytes()


def test_a_stored_patch_that_holds_no_more_is_told(folder: Path, listener: Listener) -> None:
    solve(house.workshop(listener), house.request(folder))

    def never(rollout: Rollout) -> RolloutResult:
        return house.returns_one(replace(rollout, files=()))

    again = replay(folder, "", lambda _: house.workshop(listener, never))
    assert again.status is Status.UNSOLVED


def test_where_nothing_fails_there_is_nothing_to_do_and_it_says_so(
    folder: Path, listener: Listener
) -> None:
    (folder / "test_b.py").write_text("")
    request = replace(house.request(folder), where=("test_b.py",))
    verdict = solve(house.workshop(listener), request)
    assert verdict.status is Status.NOTHING_TO_DO
    assert verdict.summary == "Failing tests that this run is not about: 1."
    notes = [e.text for e in listener.events if isinstance(e, Noted)]
    assert any("1 tests fail elsewhere" in note for note in notes)


def lost(rollout: Rollout) -> RolloutResult:
    """An engine that dies when the search begins."""
    if rollout.key:
        return InfrastructureFailure("Docker stopped answering", fatal=True)
    return house.returns_one(rollout)


def test_an_engine_that_auto_chose_and_that_dies_is_replaced_by_this_machine(
    folder: Path, listener: Listener
) -> None:
    places = (house.place(lost, "docker"), house.place(house.returns_one, "local"))
    shop = house.workshop(listener, sandboxes=places)
    verdict = solve(shop, replace(house.request(folder), sandbox="auto"))
    assert (verdict.status, verdict.sandbox) == (Status.SOLVED, "local")
    notes = [e.text for e in listener.events if isinstance(e, Noted)]
    assert any("Docker stopped answering" in note for note in notes)


def test_an_engine_that_was_asked_for_and_dies_ends_the_run_which_can_be_resumed(
    folder: Path, listener: Listener
) -> None:
    shop = house.workshop(listener, sandboxes=(house.place(lost, "docker"),))
    with pytest.raises(SandboxLostError, match="stopped answering"):
        solve(shop, replace(house.request(folder), sandbox="docker"))


def test_an_error_is_written_down(folder: Path, listener: Listener) -> None:
    request = replace(house.request(folder), where=("nowhere.py",))
    with pytest.raises(ProjectError, match=r"nowhere\.py"):
        solve(house.workshop(listener), request)
    assert runs(folder)[0].status == "failed"
