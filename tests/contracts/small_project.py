"""A small project, and every sandbox to hold against the contract of its port."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from oppie.model.change import Digest
from oppie.model.observation import (
    Failure,
    Observation,
    Outcome,
    RolloutResult,
    TestResult,
    TestTrace,
)
from oppie.model.project import Workspace
from oppie.model.rollout import FileState, Limits, Plan, Rollout
from oppie.ports import Sandbox
from oppie.sandboxes.docker import DockerSandbox, PodmanSandbox
from oppie.sandboxes.local import LocalSandbox
from oppie.sandboxes.scripted import ScriptedSandbox

ADD, ZERO = "test_m.py::test_add", "test_m.py::test_zero"
BROKEN = b"def add(a, b):\n    return a - b\n"
MENDED = b"def add(a, b):\n    return a + b\n"
ENDLESS = b"def add(a, b):\n    while True:\n        pass\n"
TESTS = b"""from m import add


def test_add():
    assert add(2, 2) == 4


def test_zero():
    assert add(0, 0) == 0
"""
QUICK = Limits(test_s=1.0, total_s=20.0)


def populate(folder: Path) -> None:
    """The project as it stands: one of its two tests fails."""
    (folder / "m.py").write_bytes(BROKEN)
    (folder / "test_m.py").write_bytes(TESTS)


def workspace() -> Workspace:
    return Workspace(Path("/nowhere/project"), populate, "contract")


def plan(python: str) -> Plan:
    return Plan("pytest", "pytest", python, root="/nowhere/project", import_roots=("",))


def rollout(source: bytes | None = None) -> Rollout:
    """Both tests against ``m.py`` as ``source`` has it; the base when that is None."""
    files = () if source is None else (FileState("m.py", source),)
    return Rollout(Digest("k"), files, targets=(ADD,), others=(ZERO,), limits=QUICK)


def pretend(asked: Rollout) -> RolloutResult:
    """What a real session would have seen of the project."""
    source = asked.files[0].content if asked.files else BROKEN
    if source == MENDED:
        return Observation(tuple(TestResult(test, Outcome.PASSED) for test in (ADD, ZERO)))
    outcome = Outcome.FAILED if source == BROKEN else Outcome.TIMED_OUT
    return Observation((TestResult(ADD, outcome, 0.0, Failure("E", "")),), complete=False)


@dataclass(frozen=True)
class Case:
    """A sandbox to hold against the contract, with an interpreter that is there."""

    make: Callable[[], Sandbox]
    python: str = sys.executable


def scripted() -> Sandbox:
    traces = (TestTrace(ADD, Outcome.FAILED, {"m.py": (2,)}),)
    return ScriptedSandbox(pretend, tests=(ADD, ZERO), traces=traces)


CASES = [
    pytest.param(Case(scripted), id="scripted"),
    pytest.param(Case(lambda: LocalSandbox(confined=False)), id="bare", marks=pytest.mark.slow),
    pytest.param(Case(LocalSandbox), id="local", marks=pytest.mark.slow),
    pytest.param(Case(DockerSandbox, "python3"), id="docker", marks=pytest.mark.engine),
    pytest.param(Case(PodmanSandbox, "python3"), id="podman", marks=pytest.mark.engine),
]


def made(case: Case) -> Sandbox:
    """The sandbox of a case; the test is skipped where it cannot be used, saying why."""
    sandbox = case.make()
    here = sandbox.available()
    if not here.ok:
        pytest.skip(f"{here.why}: {here.hint}")
    return sandbox
