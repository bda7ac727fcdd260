"""pytest or unittest, by what the files look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.integrations.python import convention
from tests.integrations.projects import PYTEST_FILE, UNITTEST_FILE, project

PYTEST = "python -m pytest -q"
UNITTEST = "python -m unittest"
IMPORTLIB = f"{PYTEST} --import-mode=importlib"


def command(top: Path, files: dict[str, str]) -> str:
    return convention.command(project(top, files))


CONFIGURED = {
    "pytest.ini": "",
    ".pytest.ini": "",
    "pytest.toml": "",
    "pyproject.toml": "[tool.pytest.ini_options]\n",
    "tox.ini": "[pytest]\n",
    "setup.cfg": "[tool:pytest]\n",
    "tests/conftest.py": "",
}


@pytest.mark.parametrize("name", CONFIGURED)
def test_pytest_configured_in_any_usual_way(tmp_path: Path, name: str) -> None:
    files = {"tests/test_a.py": UNITTEST_FILE, name: CONFIGURED[name]}
    assert command(tmp_path, files) == PYTEST


PYTEST_STYLE = [
    PYTEST_FILE,
    "import pytest\n",
    "from pytest import raises\n",
    "async def test_a(): ...\n",
    "class TestA:\n    def test_b(self): ...\n",
    "class TestA(object):\n    pass\n",
    "class TestA():\n    pass\n",
]


@pytest.mark.parametrize("text", PYTEST_STYLE)
def test_files_that_pytest_alone_runs(tmp_path: Path, text: str) -> None:
    assert command(tmp_path, {"test_a.py": text, "test_b.py": UNITTEST_FILE}) == PYTEST


@pytest.mark.parametrize("name", ["requirements-dev.txt", "setup.py", "pyproject.toml"])
def test_pytest_asked_for(tmp_path: Path, name: str) -> None:
    assert command(tmp_path, {name: "# pytest", "tests/test_a.py": UNITTEST_FILE}) == PYTEST


def test_test_cases_alone_are_unittests(tmp_path: Path) -> None:
    assert command(tmp_path, {"test_a.py": UNITTEST_FILE}) == UNITTEST


def test_packages_of_tests_are_found_by_unittest(tmp_path: Path) -> None:
    files = {"tests/__init__.py": "", "tests/test_a.py": UNITTEST_FILE}
    assert command(tmp_path, files) == UNITTEST


def test_a_plain_folder_of_tests_is_named_to_unittest(tmp_path: Path) -> None:
    assert command(tmp_path, {"tests/test_a.py": UNITTEST_FILE}) == f"{UNITTEST} discover -s tests"


@pytest.mark.parametrize(
    "names", [("a/test_a.py", "b/test_b.py"), ("tests/a_test.py",), ("test_a.py", "b/test_b.py")]
)
def test_what_unittest_would_not_find_pytest_does(tmp_path: Path, names: tuple[str, ...]) -> None:
    assert command(tmp_path, dict.fromkeys(names, UNITTEST_FILE)) == PYTEST


def test_files_of_one_name_need_another_way_to_import(tmp_path: Path) -> None:
    files = {"a/test_x.py": PYTEST_FILE, "b/test_x.py": PYTEST_FILE}
    assert command(tmp_path, files) == IMPORTLIB


def test_in_packages_one_name_does_no_harm(tmp_path: Path) -> None:
    files = {
        "a/__init__.py": "",
        "b/__init__.py": "",
        "a/test_x.py": PYTEST_FILE,
        "b/test_x.py": PYTEST_FILE,
    }
    assert command(tmp_path, files) == PYTEST


def test_the_projects_own_way_to_import_is_kept(tmp_path: Path) -> None:
    files = {
        "pytest.ini": "[pytest]\naddopts = --import-mode=append\n",
        "a/test_x.py": PYTEST_FILE,
        "b/test_x.py": PYTEST_FILE,
    }
    assert command(tmp_path, files) == PYTEST


@pytest.mark.parametrize(
    "files", [{}, {"a.py": "x = 1\n"}, {"test.py": "print(1)\n"}, {"README": "pytest"}]
)
def test_without_tests_there_is_no_command(tmp_path: Path, files: dict[str, str]) -> None:
    assert command(tmp_path, files) == ""


NAMES = {
    "pytest.ini": "[pytest]\npython_files = check_*.py\n    *_spec.py\n",
    "tox.ini": "[pytest]\npython_files = check_*.py *_spec.py\n",
    "setup.cfg": "[tool:pytest]\npython_files = check_*.py *_spec.py\n",
    "pyproject.toml": '[tool.pytest.ini_options]\npython_files = ["check_*.py", "*_spec.py"]\n',
}


@pytest.mark.parametrize("name", NAMES)
def test_what_the_project_calls_its_tests(tmp_path: Path, name: str) -> None:
    here = project(tmp_path, {name: NAMES[name]})
    assert convention.test_names(here) == ("check_*.py", "*_spec.py")


@pytest.mark.parametrize("said", ["*.py", "*", "**/*.py"])
def test_a_glob_that_takes_every_file_names_no_tests(tmp_path: Path, said: str) -> None:
    here = project(tmp_path, {"pytest.ini": f"[pytest]\npython_files = {said}\n"})
    assert convention.test_names(here) == ()


def test_without_a_word_of_it_there_are_no_further_names(tmp_path: Path) -> None:
    assert convention.test_names(project(tmp_path, {"pytest.ini": "[pytest]\n"})) == ()
