"""What runs inside is tried on each interpreter that it is meant for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

Fill = Callable[[Mapping[str, str]], None]

VERSIONS = ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14")

CALC = "LIMIT = 3\ndef add(a, b):\n    if a:\n        return a - b\n    return b\n"
PYTESTS = """\
from calc import LIMIT, add
def test_add(): assert add(1, 2) == LIMIT
def test_same(): assert add(0, 2) == 2
"""
CASES = """\
import unittest
from calc import LIMIT, add
class T(unittest.TestCase):
    def test_add(self): self.assertEqual(add(1, 2), LIMIT)
    def test_same(self): self.assertEqual(add(0, 2), 2)
"""
NAMES = {
    "pytest": ("test_calc.py::test_add", "test_calc.py::test_same"),
    "unittest": ("test_calc.T.test_add", "test_calc.T.test_same"),
}


GIVEN = "OPPIE_TEST_PYTHONS"
"""Interpreters to try before those that are found, as PATH has folders."""


def interpreters(version: str) -> list[str]:
    """What may be interpreters of a version: given, this one, on PATH, of pyenv."""
    named = shutil.which("python" + version)
    homes = Path.home() / ".pyenv" / "versions"
    found = [str(path) for path in sorted(homes.glob(f"{version}.*/bin/python"))]
    given = os.environ.get(GIVEN, "").split(os.pathsep)
    return [path for path in (*given, sys.executable, named, *found) if path]


def interpreter(version: str, module: str) -> str:
    """One that can import a module; else the test is skipped with the reason."""
    asks = f"import sys, {module}; print('%d.%d' % sys.version_info[:2])"
    for python in interpreters(version):
        said = subprocess.run([python, "-c", asks], capture_output=True, text=True, check=False)
        if said.stdout.strip() == version:
            return python
    return str(pytest.skip(f"there is no Python {version} with {module} here; see {GIVEN}"))


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("driver", ["unittest", "pytest"])
def test_all_ways_of_a_rollout(
    launch: Callable[..., Any], fill: Fill, version: str, driver: str
) -> None:
    fill({"calc.py": CALC, "test_calc.py": PYTESTS if driver == "pytest" else CASES})
    add, same = NAMES[driver]
    runner = launch(interpreter(version, driver))
    opened = runner.start(driver)
    assert sorted(opened["tests"]) == [add, same]
    assert opened["warm"]
    assert opened["version"].startswith(version + ".")
    for change, outcome, isolation, route in (
        (("", ""), "failed", "warm", "swap"),
        (("a - b", "a + b"), "passed", "warm", "swap"),
        (("LIMIT = 3", "LIMIT = -1"), "passed", "warm", "reload"),
        (("a - b", "a + b"), "passed", "cold", "fresh"),
        (("return a - b", "while True: pass"), "timed_out", "warm", "swap"),
        (("return a - b", "return add(a, b)"), "failed", "warm", "swap"),
        (("return a - b", "import os; os._exit(1)"), "error", "warm", "swap"),
    ):
        results, done = runner.run(
            {"calc.py": CALC.replace(*change)}, [add, same], isolation=isolation, test_s=0.5
        )
        assert {test: result["outcome"] for test, result in results.items()} == {
            add: outcome,
            same: "passed",
        }
        assert (done["route"], done["complete"], done["lost"]) == (route, True, "")
    traces = runner.trace(add, same)
    assert traces[add]["lines"]["calc.py"] == [1, 3, 4]
    assert traces[same]["lines"]["calc.py"] == [1, 3, 5]
    assert runner.probe({"calc.py": CALC + "\n__oppie_probe__ = 'x'\n"}) == []


def test_an_interpreter_without_pytest_is_refused(
    launch: Callable[..., Any], fill: Fill, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    fill({"test_a.py": "def test(): pass"})
    refused = launch(str(bare / "bin" / "python")).start()
    assert (refused["event"], refused["code"]) == ("refused", "no-driver")
    site = str(Path(pytest.__file__).parent.parent)
    opened = launch(str(bare / "bin" / "python")).start(extra_path=[site])
    assert opened["tests"] == ["test_a.py::test"]
