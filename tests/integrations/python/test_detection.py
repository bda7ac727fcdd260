"""Python projects are recognised, wherever they begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.integrations.python.detection import detect
from oppie.model.project import Detection
from tests.integrations.projects import PYTEST_FILE, project


def test_a_project_with_settings(tmp_path: Path) -> None:
    files = {"pyproject.toml": "[tool.ruff]\n", "tests/test_a.py": PYTEST_FILE}
    assert detect(project(tmp_path, files)) == Detection(
        type="python",
        folder="",
        test="python -m pytest -q",
        lint="ruff check .",
        why="pyproject.toml; tests by convention",
    )


@pytest.mark.parametrize(
    "name",
    """setup.py setup.cfg requirements.txt requirements-dev.txt dev-requirements.in tox.ini
    pytest.ini noxfile.py Pipfile""".split(),  # noqa: SIM905 - names read best as words
)
def test_settings_alone_make_a_project(tmp_path: Path, name: str) -> None:
    found = detect(project(tmp_path, {name: ""}))
    assert found is not None
    assert found.why.startswith(name)


def test_files_with_tests_make_a_project(tmp_path: Path) -> None:
    found = detect(project(tmp_path, {"a.py": "", "tests/test_a.py": PYTEST_FILE}))
    assert found is not None
    assert (found.test, found.folder) == ("python -m pytest -q", "")
    assert found.why == "Python files with tests; tests by convention"


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"a.py": "x = 1\n"},
        {"package.json": "{}"},
        {"Makefile": "test:\n\tgo test\n", "go.mod": "module a\n"},
    ],
)
def test_other_projects_are_none_of_ours(tmp_path: Path, files: dict[str, str]) -> None:
    assert detect(project(tmp_path, files)) is None


def test_a_project_in_a_folder(tmp_path: Path) -> None:
    files = {
        "package.json": "{}",
        "backend/pyproject.toml": '[tool.poe.tasks]\ntest = "pytest -q"\n',
        "backend/tests/test_a.py": PYTEST_FILE,
        "backend/docs/requirements.txt": "",
    }
    found = detect(project(tmp_path, files))
    assert found is not None
    assert (found.folder, found.test) == ("backend", "pytest -q")
    assert found.why == "backend/pyproject.toml; tests by poe test"


def test_several_projects_are_one_at_the_top(tmp_path: Path) -> None:
    files = {
        "packages/a/pyproject.toml": "",
        "packages/a/tests/test_x.py": PYTEST_FILE,
        "packages/b/pyproject.toml": "",
        "packages/b/tests/test_x.py": PYTEST_FILE,
    }
    found = detect(project(tmp_path, files))
    assert found is not None
    assert (found.folder, found.test) == ("", "python -m pytest -q --import-mode=importlib")


def test_a_workspace_is_one_project(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
        "packages/a/pyproject.toml": "",
        "packages/a/tests/test_x.py": PYTEST_FILE,
    }
    found = detect(project(tmp_path, files))
    assert found is not None
    assert found.folder == ""


def test_settings_among_the_tests_data_begin_no_project(tmp_path: Path) -> None:
    assert detect(project(tmp_path, {"tests/data/p/setup.py": "", "a.py": ""})) is None
