"""Plans are carried out: real interpreters, the local sandbox, projects as people lay them out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from oppie.errors import ProjectError
from oppie.integrations.python import PythonIntegration
from oppie.model.change import Digest
from oppie.model.observation import Observation, Outcome
from oppie.model.project import TestCommand, Workspace
from oppie.model.rollout import FileState, Limits, Rollout, Stop
from oppie.sandboxes.local import LocalSandbox
from oppie.sandboxes.session import RunnerSession
from tests.integrations.projects import project

pytestmark = pytest.mark.slow

LIMITS = Limits(test_s=5.0, total_s=60.0)
WRONG = "def one():\n    return 2\n"
RIGHT = b"def one():\n    return 1\n"
PYTEST = "from pkg import one\n\n\ndef test_one():\n    assert one() == 1\n"
UNITTEST = """import unittest

from pkg import one


class OneTest(unittest.TestCase):
    def test_one(self):
        self.assertEqual(one(), 1)
"""
BY_PYTEST = "tests/test_one.py::test_one"

FLAT = {"pkg/__init__.py": WRONG, "tests/test_one.py": PYTEST, "pyproject.toml": ""}
SRC = {"src/pkg/__init__.py": WRONG, "tests/test_one.py": PYTEST, "pyproject.toml": ""}
MODULE = {"pkg.py": WRONG, "tests/test_one.py": PYTEST}
BESIDE = {"pkg.py": WRONG, "test_one.py": PYTEST}
UNITTESTS = {"pkg.py": WRONG, "tests/__init__.py": "", "tests/test_one.py": UNITTEST}
NAMED_FOLDER = {"pkg.py": WRONG, "tests/test_one.py": UNITTEST}
IN_FOLDER = {f"back/{path}": text for path, text in SRC.items()} | {"web/package.json": "{}"}
TASK = SRC | {"Makefile": "test:\n\tcoverage run -m pytest tests -x\n"}
MEMBERS = {
    "pyproject.toml": '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
    "packages/a/pyproject.toml": "",
    "packages/a/src/pkg/__init__.py": WRONG,
    "packages/a/tests/test_one.py": PYTEST,
    "packages/b/pyproject.toml": "",
    "packages/b/other.py": "",
    "packages/b/tests/test_one.py": "import other\n\n\ndef test_other():\n    assert other\n",
}


def opened(
    root: Path,
    files: dict[str, str],
    test: TestCommand = TestCommand(),  # noqa: B008 - frozen
) -> RunnerSession:
    """A session on a copy of the project, as the main job opens it."""
    project(root, files)
    plan = PythonIntegration(_environ(), root.parent / "store").plan(root, tuple(files), test)

    def populate(folder: Path) -> None:
        shutil.copytree(root, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".venv"))

    return LocalSandbox(confined=False).open(Workspace(root, populate, "test"), plan, LIMITS)


def _environ() -> dict[str, str]:
    """This interpreter is the one on PATH, and none is activated."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}"
    return {"PATH": programs, "HOME": os.environ.get("HOME", "/")}


def outcomes(session: RunnerSession, *files: FileState) -> dict[str, Outcome]:
    """How the whole suite ends with these files changed."""
    rollout = Rollout(Digest("k"), files=files, limits=LIMITS, stop=Stop.NEVER)
    seen = session.run(rollout)
    assert isinstance(seen, Observation)
    return {result.test: result.outcome for result in seen.results}


LAYOUTS = {
    "flat": (FLAT, "pkg/__init__.py", BY_PYTEST),
    "src": (SRC, "src/pkg/__init__.py", BY_PYTEST),
    "module": (MODULE, "pkg.py", BY_PYTEST),
    "beside": (BESIDE, "pkg.py", "test_one.py::test_one"),
    "unittest": (UNITTESTS, "pkg.py", "tests.test_one.OneTest.test_one"),
    "unittest in a plain folder": (NAMED_FOLDER, "pkg.py", "test_one.OneTest.test_one"),
    "project in a folder": (IN_FOLDER, "back/src/pkg/__init__.py", f"back/{BY_PYTEST}"),
    "task": (TASK, "src/pkg/__init__.py", BY_PYTEST),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_change_of_the_source_decides_the_test(tmp_path: Path, layout: str) -> None:
    files, source, test = LAYOUTS[layout]
    session = opened(tmp_path / "project", files)
    try:
        assert session.start().tests == (test,)
        assert outcomes(session) == {test: Outcome.FAILED}
        assert outcomes(session, FileState(source, RIGHT)) == {test: Outcome.PASSED}
        (trace,) = session.trace([test], LIMITS)
        suspicions = PythonIntegration().localise([trace])
        assert (source, 2) in {(s.path, s.line) for s in suspicions}
    finally:
        session.close()


def test_members_of_a_monorepo_are_tested_together(tmp_path: Path) -> None:
    session = opened(tmp_path / "project", MEMBERS)
    try:
        assert set(session.start().tests) == {
            f"packages/a/{BY_PYTEST}",
            "packages/b/tests/test_one.py::test_other",
        }
        fixed = outcomes(session, FileState("packages/a/src/pkg/__init__.py", RIGHT))
        assert set(fixed.values()) == {Outcome.PASSED}
    finally:
        session.close()


def bare_environment(root: Path) -> Path:
    """A virtual environment of the project's with nothing in it; where its packages would lie."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    return next((root / ".venv" / "lib").glob("python*/site-packages"))


def test_an_editable_install_imports_the_copy_and_pytest_is_lent(tmp_path: Path) -> None:
    root = tmp_path / "project"
    packages = bare_environment(root)
    (packages / "__editable__.pkg.pth").write_text(f"{root / 'src'}\n", encoding="utf-8")
    session = opened(root, SRC)
    try:
        found = session.start()
        assert (found.tests, found.leaks) == ((BY_PYTEST,), ())
        source = FileState("src/pkg/__init__.py", RIGHT)
        assert session.probe([source]) == ()
        assert outcomes(session, source) == {BY_PYTEST: Outcome.PASSED}
        assert (root / source.path).read_text(encoding="utf-8") == WRONG
    finally:
        session.close()


def test_what_tests_start_finds_the_projects_environment(tmp_path: Path) -> None:
    root = tmp_path / "project"
    bare_environment(root)
    asking = (
        "import subprocess, sys\n\n\ndef test_same():\n"
        "    out = subprocess.run(['python', '-c', 'import sys; print(sys.prefix)'],\n"
        "                         capture_output=True, text=True).stdout\n"
        "    assert out.strip() == sys.prefix\n"
    )
    session = opened(root, {"test_same.py": asking})
    try:
        session.start()
        assert outcomes(session) == {"test_same.py::test_same": Outcome.PASSED}
    finally:
        session.close()


def test_a_command_that_starts_no_test_is_refused(tmp_path: Path) -> None:
    session = opened(tmp_path / "project", FLAT, TestCommand("true"))
    try:
        with pytest.raises(ProjectError):
            session.start()
    finally:
        session.close()


def test_arguments_of_the_users_words_reach_pytest(tmp_path: Path) -> None:
    more = PYTEST + "\n\ndef test_two():\n    assert one() == 2\n"
    files = FLAT | {"tests/test_one.py": more}
    command = TestCommand("env A=1 python3 -m pytest -q -k two tests/test_*.py")
    session = opened(tmp_path / "project", files, command)
    try:
        assert session.start().tests == ("tests/test_one.py::test_two",)
    finally:
        session.close()
