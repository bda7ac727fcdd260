"""``oppie init``: commands are found, each is proven, and written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.config.document import read
from oppie.errors import MachineError, ProjectError
from oppie.integrations.python import PythonIntegration
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    Outcome,
    RolloutResult,
    TestResult,
)
from oppie.model.rollout import Rollout
from oppie.sandboxes.scripted import Script, ScriptedSandbox
from oppie.workflows import demo
from oppie.workflows.init import Initialised, Kit, initialise

RESULTS = (
    TestResult("test_cart.py::test_one_thing", Outcome.FAILED),
    TestResult("test_cart.py::test_the_cheapest", Outcome.PASSED),
)


def half(_rollout: Rollout) -> RolloutResult:
    return Observation(RESULTS)


def kit(script: Script = half, *, answer: int | None = 0) -> Kit:
    return Kit(
        integrations=(PythonIntegration(),),
        sandbox=ScriptedSandbox(script),
        once=lambda _words, _workspace, _limit_s: answer,
        schema="{}\n",
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    demo.make(tmp_path)
    return tmp_path


def values(done: Initialised) -> object:
    return read(done.file.read_text(encoding="utf-8"), "oppie.yaml").layer().values


def test_the_file_says_what_was_found(project: Path) -> None:
    done = initialise(project, kit())
    assert done.written
    assert done.types == ("python",)
    assert values(done) == {"project_type": "python", "test": "python -m pytest -q"}
    [proof] = done.commands
    assert (proof.key, proof.works, proof.detail) == ("test", True, "1 test passes, 1 does not")


def test_state_is_ignored_and_holds_the_schema(project: Path) -> None:
    initialise(project, kit())
    assert (project / ".oppie" / ".gitignore").read_text() == "*\n"
    assert (project / ".oppie" / "oppie.schema.json").read_text() == "{}\n"


def test_a_file_that_is_there_stays(project: Path) -> None:
    (project / "oppie.yaml").write_text("# mine\n")
    done = initialise(project, kit())
    assert not done.written
    assert done.file.read_text() == "# mine\n"


def test_it_can_be_written_anew(project: Path) -> None:
    (project / "oppie.yaml").write_text("# mine\n")
    assert initialise(project, kit(), force=True).written
    assert "# mine" not in (project / "oppie.yaml").read_text()


def test_twice_is_as_once(project: Path) -> None:
    first = initialise(project, kit()).file.read_text()
    assert initialise(project, kit()).file.read_text() == first


@pytest.mark.parametrize(
    ("answer", "works", "detail"),
    [
        (0, True, "it ends with exit code 0"),
        (1, True, "it ends with exit code 1"),
        (127, False, "there is no such program"),
        (None, False, "it did not end within 120 s"),
    ],
)
def test_other_commands_are_tried(
    project: Path,
    answer: int | None,
    works: bool,  # noqa: FBT001 - a parameter of the test
    detail: str,
) -> None:
    (project / "Makefile").write_text("bench:\n\tpython -m timeit\n")
    done = initialise(project, kit(answer=answer))
    proof = next(each for each in done.commands if each.key == "bench")
    assert (proof.command, proof.works, proof.detail) == ("make bench", works, detail)
    assert ("bench: make bench\n" in done.file.read_text().replace("# bench", "-")) == works


def test_a_project_below_is_tested_from_the_top(tmp_path: Path) -> None:
    inner = tmp_path / "services" / "shop"
    inner.mkdir(parents=True)
    (inner / "pyproject.toml").write_text("[project]\nname = 'shop'\n[tool.pytest.ini_options]\n")
    (inner / "test_shop.py").write_text("def test(): pass\n")
    said = values(initialise(tmp_path, kit()))
    assert isinstance(said, dict)
    assert said["test"].startswith("cd services/shop && ")


def test_tests_that_do_not_run_are_an_error_and_nothing_is_written(project: Path) -> None:
    with pytest.raises(ProjectError, match="no test was run"):
        initialise(project, kit(lambda _: Observation(())))
    with pytest.raises(MachineError, match="disk is full"):
        initialise(project, kit(lambda _: InfrastructureFailure("the disk is full", fatal=True)))
    assert not (project / "oppie.yaml").exists()


def test_a_type_that_is_not_there(project: Path) -> None:
    with pytest.raises(ProjectError, match="no go project") as raised:
        initialise(project, kit(), "go")
    assert raised.value.hint == "Found: python."
    assert initialise(project, kit(), "python").written


def test_a_folder_that_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        initialise(tmp_path, kit())
