"""What every Integration holds to; ``CASES`` lists whose, with a project of its type."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from oppie.errors import ProjectError
from oppie.integrations.go import GoIntegration
from oppie.integrations.nodejs import NodeIntegration
from oppie.integrations.python import PythonIntegration
from oppie.integrations.rust import RustIntegration
from oppie.model.observation import Failure, Frame, Outcome, TestTrace
from oppie.model.project import TestCommand
from oppie.plugins import Group
from oppie.ports import Integration


@dataclass(frozen=True)
class Case:
    """An integration with a small project of its type.

    Attributes:
        source, test: paths in ``files``: one that may change, one that may not.
    """

    make: Callable[[], Integration]
    files: tuple[tuple[str, str], ...]
    source: str
    test: str


PYTHON = Case(
    PythonIntegration,
    (
        ("src/pkg/__init__.py", "def one():\n    return 2\n"),
        ("tests/test_one.py", "from pkg import one\n\n\ndef test_one():\n    assert one() == 1\n"),
        ("pyproject.toml", '[project]\nname = "pkg"\nversion = "1"\n'),
    ),
    source="src/pkg/__init__.py",
    test="tests/test_one.py",
)
RUST = Case(
    RustIntegration,
    (
        ("src/lib.rs", "pub fn one() -> i32 {\n    2\n}\n"),
        ("tests/one.rs", "#[test]\nfn one() {\n    assert_eq!(pkg::one(), 1);\n}\n"),
        ("Cargo.toml", '[package]\nname = "pkg"\nversion = "1.0.0"\n'),
    ),
    source="src/lib.rs",
    test="tests/one.rs",
)
NODE = Case(
    NodeIntegration,
    (
        ("lib/one.js", "exports.one = () => {\n  return 2;\n};\n"),
        ("test/one.test.js", "require('node:test')('one', () => require('../lib/one').one());\n"),
        ("package.json", '{"name": "one", "scripts": {"test": "node --test"}}\n'),
    ),
    source="lib/one.js",
    test="test/one.test.js",
)
GO = Case(
    GoIntegration,
    (
        ("one.go", "package pkg\n\nfunc One() int {\n\treturn 2\n}\n"),
        ("one_test.go", 'package pkg\n\nimport "testing"\n\nfunc TestOne(t *testing.T) {}\n'),
        ("go.mod", "module example.com/pkg\n\ngo 1.20\n"),
    ),
    source="one.go",
    test="one_test.go",
)
needs_go = pytest.mark.skipif(shutil.which("go") is None, reason="there is no go command here")
CASES = [
    pytest.param(
        NODE,
        id="nodejs",
        marks=pytest.mark.skipif(shutil.which("node") is None, reason="node is not here"),
    ),
    pytest.param(PYTHON, id="python"),
    pytest.param(GO, id="go", marks=needs_go),
    pytest.param(
        RUST,
        id="rust",
        marks=pytest.mark.skipif(shutil.which("cargo") is None, reason="cargo is not here"),
    ),
]
BOTH = pytest.mark.parametrize("container", [True, False], ids=["container", "machine"])


@dataclass(frozen=True)
class Project:
    """A case, laid out."""

    case: Case
    integration: Integration
    root: Path

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(path for path, _ in self.case.files)


@pytest.fixture(params=CASES)
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    case: Case = request.param
    for name, text in case.files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Project(case, case.make(), tmp_path)


def test_it_is_found_under_its_own_name(project: Project) -> None:
    name = project.integration.name
    if name not in Group[Integration]("integrations").names():
        pytest.skip("oppie is not installed here")
    assert Group[Integration]("integrations").load(name) is type(project.integration)


def test_its_own_test_command_starts_one_of_its_programs(project: Project) -> None:
    found = project.integration.detect(project.root, project.files)
    assert found is not None
    assert set(found.test.split()) & project.integration.programs


def test_its_project_is_detected_with_a_test_command(project: Project) -> None:
    found = project.integration.detect(project.root, project.files)
    assert found is not None
    assert (found.type, found.folder) == (project.integration.name, "")
    assert found.test
    assert found.why


def test_an_empty_folder_is_no_project(project: Project, tmp_path: Path) -> None:
    assert project.integration.detect(tmp_path, ()) is None


def test_files_that_are_gone_do_no_harm(project: Project, tmp_path: Path) -> None:
    project.integration.detect(tmp_path / "gone", project.files)


@BOTH
def test_a_plan_is_made_of_what_was_found(project: Project, container: bool) -> None:  # noqa: FBT001 - a case
    found = project.integration.detect(project.root, project.files)
    assert found is not None
    command = TestCommand(container=container)
    plan = project.integration.plan(project.root, project.files, command)
    assert plan.command == found.test
    assert plan.root == str(project.root.resolve())
    assert Path(plan.python).is_absolute() is not container
    assert all(not Path(each).is_absolute() for each in (plan.folder, *plan.import_roots))
    assert all(Path(each).is_absolute() for each in (*plan.outside, *plan.extra_path))


@BOTH
def test_the_users_words_are_kept_for_people(project: Project, container: bool) -> None:  # noqa: FBT001 - a case
    found = project.integration.detect(project.root, project.files)
    assert found is not None
    words = f"{found.test} {project.case.test}"
    command = TestCommand(words, origin="--test", container=container)
    plan = project.integration.plan(project.root, project.files, command)
    assert plan.command == words
    assert plan.args[-1] == project.case.test


def test_a_command_that_does_not_exist_is_the_projects_fault(project: Project) -> None:
    command = TestCommand("no-such-command-anywhere --now", origin="oppie.yaml:7")
    with pytest.raises(ProjectError) as caught:
        project.integration.plan(project.root, project.files, command)
    assert caught.value.where == "oppie.yaml:7"
    assert caught.value.hint


def test_no_tests_is_the_projects_fault(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        project.integration.plan(tmp_path, (), TestCommand())
    assert caught.value.hint


def test_detecting_and_planning_leave_no_trace(project: Project) -> None:
    before = sorted(project.root.rglob("*"))
    project.integration.detect(project.root, project.files)
    project.integration.plan(project.root, project.files, TestCommand())
    assert sorted(project.root.rglob("*")) == before


def test_source_may_change_and_tests_may_not(project: Project) -> None:
    integration, case = project.integration, project.case
    assert integration.may_change(case.source)
    assert not integration.is_test(case.source)
    assert not integration.may_change(case.test)
    assert integration.is_test(case.test)


def test_what_failing_tests_reach_in_the_source_is_suspected(project: Project) -> None:
    case = project.case
    traces = (
        TestTrace("a", Outcome.FAILED, {case.source: (1, 2), case.test: (5,)}),
        TestTrace("b", Outcome.PASSED, {case.source: (1,)}),
    )
    found = project.integration.localise(traces)
    assert [(s.path, s.line) for s in found] == [(case.source, 2), (case.source, 1)]
    assert all(0 < s.score <= 1 for s in found)


def test_the_place_of_a_failure_is_suspected_without_a_trace(project: Project) -> None:
    case = project.case
    frames = (Frame(case.test, 5, "test"), Frame(case.source, 2, "one"))
    found = project.integration.localise((), (Failure("E", "", frames),))
    assert (found[0].path, found[0].line) == (case.source, 2)
    assert all(s.path == case.source and 0 < s.score <= 1 for s in found)


def test_nothing_is_suspected_without_traces(project: Project) -> None:
    assert project.integration.localise(()) == ()
