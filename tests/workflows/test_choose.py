"""The sandbox that was asked for is taken or refused; auto takes what is there and says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pytest

from oppie.errors import MachineError, ProjectError
from oppie.model.observation import Observation, RolloutResult, TestTrace
from oppie.model.project import Availability, Workspace
from oppie.model.rollout import FileState, Limits, Opened, Plan, Rollout
from oppie.ports import Sandbox, Session
from oppie.workflows.choose import Door, choose


@dataclass
class Place:
    """A sandbox and its session in one; tests start in it or not."""

    name: str
    ok: bool = True
    starts: bool = True
    closed: int = 0
    plans: list[Plan] = field(default_factory=list)

    def fingerprint(self) -> str:
        return ""

    def available(self) -> Availability:
        return Availability(self.ok, f"{self.name} answers" if self.ok else "no engine", "get it")

    def open(self, _workspace: Workspace, plan: Plan, _limits: Limits) -> Session:
        self.plans.append(plan)
        return self

    def sweep(self) -> Iterable[str]:
        return ()

    def start(self) -> Opened:
        if not self.starts:
            raise ProjectError("No module named numpy")
        return Opened(("t",), warm=True)

    def run(self, _rollout: Rollout) -> RolloutResult:
        return Observation(())

    def trace(self, _tests: Sequence[str], _limits: Limits) -> tuple[TestTrace, ...]:
        return ()

    def probe(self, _files: Sequence[FileState]) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        self.closed += 1


def enter(sandbox: Sandbox) -> tuple[Plan, Session]:
    plan = Plan("pytest", "pytest", "python3")
    assert isinstance(sandbox, Place)
    return plan, sandbox


def test_what_was_asked_for_is_taken() -> None:
    place = choose("podman", [Place("docker"), Place("podman"), Place("local")], Door(enter))
    assert place.sandbox.name == "podman"
    assert place.notes == ()


def test_what_was_asked_for_and_is_not_there_is_an_error_with_a_hint() -> None:
    with pytest.raises(MachineError, match="no engine") as raised:
        choose("docker", [Place("docker", ok=False), Place("local")], Door(enter))
    assert raised.value.hint == "get it"


def test_auto_takes_docker_then_podman_then_local() -> None:
    docker, podman, local = Place("docker"), Place("podman"), Place("local")
    assert choose("auto", [local, podman, docker], Door(enter)).sandbox.name == "docker"
    docker.ok = False
    assert choose("auto", [local, podman, docker], Door(enter)).sandbox.name == "podman"
    podman.ok = False
    place = choose("auto", [local, podman, docker], Door(enter))
    assert place.sandbox.name == "local"
    assert "no engine" in place.notes[0]


def test_auto_goes_on_when_the_tests_do_not_start_in_the_image() -> None:
    docker = Place("docker", starts=False)
    place = choose("auto", [docker, Place("local")], Door(enter))
    assert place.sandbox.name == "local"
    assert "numpy" in place.notes[0]
    assert docker.closed == 1


def test_a_project_whose_tests_do_not_start_anywhere_is_an_error() -> None:
    with pytest.raises(ProjectError, match="numpy"):
        choose("auto", [Place("docker", ok=False), Place("local", starts=False)], Door(enter))


def test_something_else_is_done_while_the_tests_are_loaded() -> None:
    done: list[str] = []
    door = Door(enter, lambda sandbox, _plan: done.append(sandbox.name))
    choose("auto", [Place("docker", starts=False), Place("local")], door)
    assert done == ["docker", "local"]


def test_what_goes_wrong_meanwhile_leaves_no_session_behind() -> None:
    def broken(_sandbox: Sandbox, _plan: Plan) -> None:
        raise MachineError("no such proposer")

    local = Place("local")
    with pytest.raises(MachineError, match="no such proposer"):
        choose("local", [local], Door(enter, broken))
    assert local.closed == 1
