"""``oppie doctor``: what is there, what is not, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.errors import ConfigError
from oppie.integrations.python import PythonIntegration
from oppie.model.project import Availability
from oppie.sandboxes.scripted import ScriptedSandbox
from oppie.workflows import demo
from oppie.workflows.doctor import Check, machine, project
from oppie.workflows.request import RunRequest


class Absent(ScriptedSandbox):
    """A sandbox that cannot be used here."""

    name = "docker"

    def available(self) -> Availability:
        return Availability(ok=False, why="no answer", hint="Start it.")


class Broken(Absent):
    """The sandbox without which nothing works."""

    name = "local"


def named(checks: tuple[Check, ...], name: str) -> Check:
    return next(check for check in checks if check.name == name)


def of_project(folder: Path, **options: str) -> tuple[Check, ...]:
    request = RunRequest(folder.resolve(), **options)  # type: ignore[arg-type]
    return tuple(project(lambda: request, (PythonIntegration(),)))


def test_this_machine() -> None:
    checks = tuple(machine((ScriptedSandbox(),)))
    assert {"python", "system", "git", "scripted", "bubblewrap", "disk"} == {c.name for c in checks}
    assert named(checks, "python").ok
    assert named(checks, "scripted").detail == "answers from a script, runs nothing"


def test_a_container_engine_is_not_needed() -> None:
    check = named(tuple(machine((Absent(),))), "docker")
    assert (check.ok, check.needed, check.exit_code) == (False, False, 0)
    assert (check.detail, check.hint) == ("no answer", "Start it.")


def test_the_local_sandbox_is_needed() -> None:
    check = named(tuple(machine((Broken(),))), "local")
    assert (check.ok, check.needed, check.exit_code) == (False, True, 5)


def test_a_program_that_is_missing_comes_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    checks = tuple(machine(()))
    for name in ("git", "bubblewrap"):
        check = named(checks, name)
        assert not check.ok
        assert not check.needed
        assert "apt-get install" in check.hint


def test_a_project_that_works(tmp_path: Path) -> None:
    demo.make(tmp_path)
    checks = of_project(tmp_path)
    assert [check.name for check in checks] == ["settings", "project", "tests"]
    assert all(check.ok for check in checks)
    assert named(checks, "tests").detail.startswith("python -m pytest -q with /")


def test_a_folder_without_tests(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    check = of_project(tmp_path)[-1]
    assert (check.name, check.ok, check.exit_code) == ("tests", False, 4)
    assert check.hint


def test_a_test_command_that_does_not_exist(tmp_path: Path) -> None:
    demo.make(tmp_path)
    check = of_project(tmp_path, test="no-such-program -q", test_origin="oppie.yaml:3")[-1]
    assert (check.ok, check.exit_code) == (False, 4)
    assert check.detail.startswith("oppie.yaml:3: ")


def test_broken_settings_end_it() -> None:
    def settings() -> RunRequest:
        raise ConfigError("unknown key 'tset'", where="oppie.yaml:2", hint="Did you mean test?")

    [check] = project(settings, (PythonIntegration(),))
    assert check == Check(
        "settings",
        ok=False,
        needed=True,
        detail="oppie.yaml:2: unknown key 'tset'",
        hint="Did you mean test?",
        exit_code=3,
    )
