"""From a test command to the Plan that is carried out."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.errors import MachineError, ProjectError
from oppie.integrations.python.borrowed import PACKAGES
from oppie.integrations.python.planning import Planner
from oppie.model.project import TestCommand
from oppie.model.rollout import Plan
from tests.integrations.projects import PYTEST_FILE, UNITTEST_FILE, project
from tests.integrations.python.interpreters import environment, interpreter

SRC = {"pyproject.toml": "", "src/p/a.py": "", "tests/test_a.py": PYTEST_FILE}


def planner(top: Path, files: dict[str, str], **environ: str) -> Planner:
    return Planner(project(top, files), {"PATH": "/usr/bin:/bin"} | environ, top / "store")


def contained(top: Path, words: str, files: dict[str, str] = SRC, **more: str) -> Plan:
    """A plan for a container: nothing is started."""
    return planner(top, files).plan(TestCommand(words, container=True, **more))


def test_a_plan_for_a_container_is_this_and_no_more(tmp_path: Path) -> None:
    environment(tmp_path / ".venv")
    assert contained(tmp_path, "uv run pytest -q tests") == Plan(
        driver="pytest",
        command="uv run pytest -q tests",
        python="python3",
        args=("-q", "tests"),
        root=str(tmp_path),
        import_roots=("src",),
        outside=(str(tmp_path / ".venv"),),
    )


def test_a_plan_for_this_machine_has_its_interpreter(tmp_path: Path) -> None:
    python = environment(tmp_path / ".venv")
    plan = planner(tmp_path, SRC).plan(TestCommand("pytest"))
    assert (plan.python, plan.extra_path) == (str(python), ())
    assert plan.env == (
        ("PATH", f"{python.parent}:/usr/bin:/bin"),
        ("VIRTUAL_ENV", str(tmp_path / ".venv")),
    )


def test_without_words_the_project_is_asked(tmp_path: Path) -> None:
    plan = contained(tmp_path, "")
    assert (plan.driver, plan.command, plan.args) == ("pytest", "python -m pytest -q", ("-q",))
    assert plan.import_roots == ("src", "")


def test_a_project_in_a_folder_runs_there(tmp_path: Path) -> None:
    plan = contained(tmp_path, "", {f"back/{name}": text for name, text in SRC.items()})
    assert plan.folder == "back"
    assert plan.import_roots == ("back/src", "back")


def test_folders_of_the_command_and_of_its_words_add_up(tmp_path: Path) -> None:
    files = {"a/b/p.py": "", "a/b/test_p.py": PYTEST_FILE}
    plan = contained(tmp_path, "cd b && pytest", files, folder="a")
    assert (plan.folder, plan.import_roots) == ("a/b", ("a/b",))


def test_unittests(tmp_path: Path) -> None:
    plan = contained(tmp_path, "", {"a.py": "", "tests/test_a.py": UNITTEST_FILE})
    assert (plan.driver, plan.args) == ("unittest", ("discover", "-s", "tests"))
    assert plan.import_roots == ("",)


def test_a_task_is_reduced_to_its_recipe_and_keeps_its_name(tmp_path: Path) -> None:
    files = SRC | {"Makefile": "test:\n\tA=1 uv run pytest -q\n"}
    plan = contained(tmp_path, "make test", files)
    assert (plan.driver, plan.command, plan.args) == ("pytest", "make test", ("-q",))
    assert plan.env == (("A", "1"),)


def test_other_commands_are_called_as_they_are(tmp_path: Path) -> None:
    plan = contained(tmp_path, "./run.sh --all")
    assert (plan.driver, plan.args) == ("command", ("./run.sh", "--all"))


def test_stars_in_paths_are_made_out_as_a_shell_does(tmp_path: Path) -> None:
    files = SRC | {"tests/test_b.py": ""}
    plan = contained(tmp_path, "pytest tests/test_*.py -k 'a*' gone/*.py", files)
    assert plan.args == ("tests/test_a.py", "tests/test_b.py", "-k", "a*", "gone/*.py")


def test_variables_are_passed_by_name(tmp_path: Path) -> None:
    planned = planner(tmp_path, SRC, LEVEL="2", OTHER="3").plan(
        TestCommand("A=1 pytest", env=("LEVEL", "GONE"), container=True)
    )
    assert planned.env == (("A", "1"), ("LEVEL", "2"))


def test_pytest_is_lent_where_it_is_missing(tmp_path: Path) -> None:
    interpreter(tmp_path / "bin" / "python3", pytest=False)
    asked = planner(tmp_path, SRC, PATH=str(tmp_path / "bin"))
    (lent,) = asked.plan(TestCommand("pytest")).extra_path
    assert {each.stem for each in Path(lent).iterdir()} == set(PACKAGES)
    assert asked.plan(TestCommand("python -m unittest")).extra_path == ()


def test_an_old_interpreter_without_pytest_is_told_what_to_install(tmp_path: Path) -> None:
    interpreter(tmp_path / "bin" / "python3", version=(3, 9, 1), pytest=False)
    asked = planner(tmp_path, SRC, PATH=str(tmp_path / "bin"))
    with pytest.raises(MachineError, match="no pytest"):
        asked.plan(TestCommand("pytest"))
    assert asked.plan(TestCommand("python -m unittest")).driver == "unittest"


@pytest.mark.parametrize("container", [True, False])
def test_no_tests_is_said_with_what_to_do(tmp_path: Path, container: bool) -> None:  # noqa: FBT001 - a case
    with pytest.raises(ProjectError, match="no tests") as caught:
        planner(tmp_path, {"a.py": ""}).plan(TestCommand(container=container))
    assert caught.value.where == str(tmp_path)
    assert "--test=" in caught.value.hint


def test_a_command_that_does_not_exist_is_said_with_what_would_be_right(tmp_path: Path) -> None:
    environment(tmp_path / ".venv")
    with pytest.raises(ProjectError, match="no command 'pytset'") as caught:
        planner(tmp_path, SRC).plan(TestCommand("pytset -q", origin="--test"))
    assert caught.value.exit_code == 4
    assert caught.value.where == "--test"
    assert "python -m pytest -q" in caught.value.hint


def test_a_command_may_lie_in_the_project_or_in_its_environment(tmp_path: Path) -> None:
    environment(tmp_path / ".venv")
    interpreter(tmp_path / ".venv" / "bin" / "runner")
    asked = planner(tmp_path, SRC | {"sub/run.sh": ""})
    assert asked.plan(TestCommand("runner")).args == ("runner",)
    assert asked.plan(TestCommand("cd sub && ./run.sh")).args == ("./run.sh",)
    assert asked.plan(TestCommand("pytest | tee log")).args[:2] == ("sh", "-c")


def test_an_open_quotation_is_said_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="No closing quotation") as caught:
        contained(tmp_path, "pytest 'a", origin="oppie.yaml:4")
    assert caught.value.where == "oppie.yaml:4"


def test_the_interpreter_is_told_for_a_checkup(tmp_path: Path) -> None:
    environment(tmp_path / ".venv")
    found = planner(tmp_path, SRC).interpreter(TestCommand())
    assert found.describe().startswith("Python 3.12.1 ")
