"""The integration as its users have it; what every integration holds to is a contract."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.integrations.python import PythonIntegration
from oppie.model.observation import Failure, Frame, Outcome, Suspicion, TestTrace
from oppie.model.project import TestCommand
from tests.integrations.projects import PYTEST_FILE, project
from tests.integrations.python.interpreters import environment, script

FILES = {"p.py": "", "tests/test_p.py": PYTEST_FILE}
NO_PATH = {"PATH": "/usr/bin:/bin"}


def test_the_processes_own_environment_counts_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path / "p", FILES)
    python = environment(tmp_path / "active")
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "active"))
    plan = PythonIntegration().plan(tmp_path / "p", tuple(FILES), TestCommand("pytest"))
    assert plan.python == str(python)


def test_a_link_to_the_project_is_followed(tmp_path: Path) -> None:
    project(tmp_path / "real", FILES)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    integration = PythonIntegration(NO_PATH)
    plan = integration.plan(tmp_path / "link", tuple(FILES), TestCommand(container=True))
    assert plan.root == str((tmp_path / "real").resolve())


def test_oppies_own_interpreter_is_the_last_resort(tmp_path: Path) -> None:
    project(tmp_path, FILES)
    integration = PythonIntegration({"PATH": ""})
    found = integration.interpreter(tmp_path, tuple(FILES), TestCommand())
    assert found.program == sys.executable


def test_a_broken_environment_of_the_project_is_said(tmp_path: Path) -> None:
    project(tmp_path, FILES)
    environment(tmp_path / ".venv")
    script(tmp_path / ".venv" / "bin" / "python", "exit 127")
    with pytest.raises(MachineError, match=r"\.venv/bin/python cannot be used") as caught:
        PythonIntegration(NO_PATH).plan(tmp_path, tuple(FILES), TestCommand())
    assert "Make the environment anew" in caught.value.hint


def test_lines_are_suspected_and_tracebacks_sharpen_them() -> None:
    traces = [TestTrace("t", Outcome.FAILED, {"p.py": (1, 2, 30), "setup.py": (1,)})]
    found = PythonIntegration().localise(traces)
    assert found == tuple(Suspicion("p.py", line, 1.0) for line in (1, 2, 30))
    frames = (Frame("tests/test_p.py", 2, "test_it"), Frame("p.py", 30, "f"))
    sharper = PythonIntegration().localise(traces, [Failure("TypeError", "", frames)])
    assert [s.line for s in sharper] == [30, 2, 1]


def test_what_the_project_calls_its_tests_is_learned_when_it_is_detected(tmp_path: Path) -> None:
    files = {"pytest.ini": "[pytest]\npython_files = check_*.py\n", "check_a.py": PYTEST_FILE}
    project(tmp_path, files)
    integration = PythonIntegration(NO_PATH)
    assert integration.may_change("check_a.py")
    integration.detect(tmp_path, tuple(files))
    assert integration.is_test("check_a.py")
    assert not integration.may_change("check_a.py")
