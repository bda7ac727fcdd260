"""Which interpreter is taken, in which order."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from oppie.errors import ProjectError
from oppie.integrations.python import choice
from oppie.integrations.python.command import Invocation
from oppie.integrations.reading import Folder
from oppie.model.project import TestCommand
from tests.integrations.python.interpreters import environment, interpreter

PLAIN = Invocation("pytest")


def program(
    top: Path,
    asked: Invocation = PLAIN,
    test: TestCommand = TestCommand(),  # noqa: B008 - frozen
    **environ: str,
) -> str:
    return choice.program(Folder(top, ()), test, asked, {"PATH": ""} | environ)


def test_the_order(tmp_path: Path) -> None:
    top = tmp_path / "project"
    (top / "sub").mkdir(parents=True)
    inner = Invocation("pytest", folder="sub")
    on_path = interpreter(tmp_path / "bin" / "python3")
    active = environment(tmp_path / "active")
    found = {"PATH": str(tmp_path / "bin"), "VIRTUAL_ENV": str(tmp_path / "active")}

    assert program(top, inner) == sys.executable
    assert program(top, inner, PATH=found["PATH"]) == str(on_path)
    assert program(top, inner, **found) == str(active)
    own = environment(top / ".venv")
    assert program(top, inner, **found) == str(own)
    of_folder = environment(top / "sub" / "venv")
    assert program(top, inner, **found) == str(of_folder)
    named = Invocation("pytest", folder="sub", python="../.venv/bin/python")
    assert program(top, named, **found) == str(top / "sub" / named.python)
    asked = TestCommand(python=str(on_path))
    assert program(top, named, asked, **found) == str(on_path)


def test_python_counts_where_there_is_no_python3(tmp_path: Path) -> None:
    place = interpreter(tmp_path / "bin" / "python")
    assert program(tmp_path, PATH=str(tmp_path / "bin")) == str(place)


def test_a_versioned_name_is_looked_for_in_the_environment_first(tmp_path: Path) -> None:
    environment(tmp_path / ".venv")
    asked = Invocation("pytest", python="python3.9")
    on_path = interpreter(tmp_path / "bin" / "python3.9")
    assert program(tmp_path, asked, PATH=str(tmp_path / "bin")) == str(on_path)
    inside = interpreter(tmp_path / ".venv" / "bin" / "python3.9")
    assert program(tmp_path, asked, PATH=str(tmp_path / "bin")) == str(inside)


def test_a_path_counts_from_where_the_command_runs_and_from_the_top(tmp_path: Path) -> None:
    place = environment(tmp_path / "tools" / "py")
    (tmp_path / "sub").mkdir()
    asked = Invocation("pytest", folder="sub", python="tools/py/bin/python")
    assert program(tmp_path, asked) == str(place)


def test_the_users_home_is_meant_by_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = interpreter(tmp_path / "py")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert program(tmp_path / "p", test=TestCommand(python="~/py")) == str(place)


@pytest.mark.parametrize("name", ["python3.99", "no/such/python", "/no/such/python"])
def test_an_interpreter_that_is_not_there_is_said_with_what_there_is(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(ProjectError, match="no interpreter") as caught:
        program(tmp_path, Invocation("pytest", python=name), TestCommand(origin="oppie.yaml:3"))
    assert caught.value.where == "oppie.yaml:3"
    assert sys.executable in caught.value.hint
    with pytest.raises(ProjectError) as caught:
        program(tmp_path, test=TestCommand(python=name))
    assert caught.value.where == "--python"


CONTAINED = {
    "": "python3",
    ".venv/bin/python": "python3",
    "python3.9": "python3.9",
    "/opt/python/bin/python": "/opt/python/bin/python",
}


@pytest.mark.parametrize("named", CONTAINED)
def test_in_a_container_nothing_of_this_machine_counts(named: str) -> None:
    inside = TestCommand(container=True)
    assert choice.in_container(inside, named) == CONTAINED[named]


def test_in_a_container_too_the_user_is_asked_first() -> None:
    assert choice.in_container(TestCommand(python="/py", container=True), "python3.9") == "/py"
