"""The command that tests a Python project by convention: pytest, else unittest."""

from __future__ import annotations

import re
import shlex
from pathlib import PurePosixPath

from oppie.integrations.reading import Folder, dig, strings

PYTEST = "python -m pytest -q"
UNITTEST = "python -m unittest"
OWN_SETTINGS = ("pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml")
SETTINGS = (*OWN_SETTINGS, "pyproject.toml", "tox.ini", "setup.cfg")
KEY = "python_files"
MOST_READ = 60
"""Test files that are read to tell by which of the two they were written."""

TEST_FILE = re.compile(r"(test_.*|.*_test|tests?)\.py")
UNITTEST_FILE = re.compile(r"test.*\.py")
PYTEST_STYLE = re.compile(
    r"^\s*(?:import|from)\s+pytest\b|^(?:async )?def test|^class Test\w*(?:\((?:object)?\))?:",
    re.MULTILINE,
)
TEST_CASE = re.compile(r"^class \w+\(.*\w+.*\):", re.MULTILINE)
MENTIONED = re.compile(r"\bpytest\b")


def command(folder: Folder) -> str:
    """The conventional command; empty if there are no tests."""
    tests = [file for file in folder.files if TEST_FILE.fullmatch(PurePosixPath(file).name)]
    if configured(folder):
        return _pytest(folder, tests)
    texts = [folder.text(file) for file in tests[:MOST_READ]]
    if any(map(PYTEST_STYLE.search, texts)) or _mentioned(folder):
        return _pytest(folder, tests)
    if any(map(TEST_CASE.search, texts)):
        return _unittest(folder, tests)
    return ""


def configured(folder: Folder) -> bool:
    """Whether pytest is configured, in any of the usual ways."""
    pyproject = folder.toml("pyproject.toml")
    return (
        any(map(folder.has, OWN_SETTINGS))
        or dig(pyproject, "tool", "pytest") is not None
        or folder.ini("tox.ini").has_section("pytest")
        or folder.ini("setup.cfg").has_section("tool:pytest")
        or any(PurePosixPath(file).name == "conftest.py" for file in folder.files)
    )


def test_names(folder: Folder) -> tuple[str, ...]:
    """Globs of the files that pytest is told to take for tests; not one that takes them all."""
    pyproject = folder.toml("pyproject.toml")
    said = [
        *strings(dig(pyproject, "tool", "pytest", "python_files")),
        *strings(dig(pyproject, "tool", "pytest", "ini_options", "python_files")),
        *(folder.ini(n).get("pytest", KEY, fallback=None) or "" for n in ("pytest.ini", "tox.ini")),
        folder.ini("setup.cfg").get("tool:pytest", KEY, fallback=None) or "",
    ]
    globs = [PurePosixPath(glob).name for text in said for glob in text.split()]
    return tuple(glob for glob in globs if glob.removesuffix(".py").strip("*"))


def _mentioned(folder: Folder) -> bool:
    """Whether the project asks for pytest, and has a file that could be a test at all."""
    asking = [f for f in folder.files if re.fullmatch(r"[^/]*(requirements|dev)[^/]*\.(txt|in)", f)]
    asking += [*SETTINGS, "setup.py", "Pipfile"]
    tests = any(file.startswith(("test/", "tests/")) for file in folder.files)
    return tests and any(MENTIONED.search(folder.text(file)) for file in asking)


def _pytest(folder: Folder, tests: list[str]) -> str:
    """Two test files of one name in plain folders are one module to pytest, unless told so."""
    plain = [file for file in tests if not _in_package(folder, file)]
    names = {PurePosixPath(file).name for file in plain}
    if len(names) == len(plain) or any("import-mode" in folder.text(file) for file in SETTINGS):
        return PYTEST
    return f"{PYTEST} --import-mode=importlib"


def _unittest(folder: Folder, tests: list[str]) -> str:
    """Name to unittest what it would not find by itself: it looks into packages only."""
    found = [file for file in tests if UNITTEST_FILE.fullmatch(PurePosixPath(file).name)]
    parents = {str(PurePosixPath(file).parent) for file in found}
    if len(found) == len(tests) and all(_reached(folder, parent) for parent in parents):
        return UNITTEST
    if len(found) == len(tests) and len(parents) == 1:
        return f"{UNITTEST} discover -s {shlex.quote(parents.pop())}"
    return _pytest(folder, tests)


def _in_package(folder: Folder, file: str) -> bool:
    return str(PurePosixPath(file).with_name("__init__.py")) in folder.files


def _reached(folder: Folder, parent: str) -> bool:
    """Whether every folder on the way is a package."""
    inner = PurePosixPath(parent)
    on_the_way = [inner, *inner.parents][:-1]
    return all(str(each / "__init__.py") in folder.files for each in on_the_way)
