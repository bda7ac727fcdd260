from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from oppie.inside.drivers import RefusedError
from oppie.inside.drivers.unittest_options import Choice, choice

Fill = Callable[[Mapping[str, str]], None]

CASES = """\
import unittest
from calc import add

class A(unittest.TestCase):
    @classmethod
    def setUpClass(cls): cls.one = 1
    def test_add(self): self.assertEqual(add(self.one, 2), 3)
    def test_parts(self):
        for i in range(3):
            with self.subTest(i=i): self.assertEqual(i, 0)
    @unittest.skip("why")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_expected(self): 1 / 0
    @unittest.expectedFailure
    def test_unexpected(self): pass
    def test_error(self): 1 / 0

class B(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise ValueError("class")
    def test_b(self): pass

class C(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise unittest.SkipTest("class")
    def test_c(self): pass
"""
CALC = "def add(a, b):\n    return a - b\n"


@pytest.fixture
def started(runner: Any, fill: Fill) -> Any:
    fill({"calc.py": CALC, "tests/__init__.py": "", "tests/test_calc.py": CASES})
    runner.opened = runner.start("unittest")
    return runner


def test_every_outcome(started: Any) -> None:
    assert started.opened["warm"]
    names = {test.removeprefix("tests.test_calc."): how for test, how in started.outcomes().items()}
    assert names == {
        "A.test_add": "failed",
        "A.test_error": "failed",
        "A.test_expected": "skipped",
        "A.test_parts": "failed",
        "A.test_skip": "skipped",
        "A.test_unexpected": "failed",
        "B.test_b": "error",
        "C.test_c": "skipped",
    }


def test_swap_and_frames(started: Any) -> None:
    name = "tests.test_calc.A.test_add"
    results, done = started.run({"calc.py": CALC.replace("-", "+")}, [name])
    assert results[name]["outcome"] == "passed"
    assert done["route"] == "swap"
    results, _ = started.run(targets=[name])
    assert results[name]["failure"] == {
        "kind": "AssertionError",
        "message": "-1 != 3",
        "frames": [{"path": "tests/test_calc.py", "line": 7, "function": "test_add"}],
        "further": [],
    }


@pytest.mark.slow
def test_a_file_that_does_not_import(started: Any) -> None:
    results, _ = started.run({"calc.py": "def add("}, ["tests.test_calc.A.test_add"])
    assert list(results) == ["tests/test_calc.py"]
    assert results["tests/test_calc.py"]["failure"]["kind"] == "SyntaxError"
    results, _ = started.run({"calc.py": CALC.replace("-", "+")}, ["tests/test_calc.py"])
    assert len(results) == 8


@pytest.mark.slow
def test_a_hanging_test_times_out_and_the_rest_runs(started: Any) -> None:
    loops = {"calc.py": "def add(a, b):\n    while True: pass\n"}
    names = ["tests.test_calc.A.test_add", "tests.test_calc.A.test_error"]
    results, done = started.run(loops, names, test_s=0.1)
    assert [result["outcome"] for result in results.values()] == ["timed_out", "failed"]
    assert done["complete"]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], Choice()),
        (["-v"], Choice()),
        (["tests.test_a", "-f"], Choice(("tests.test_a",))),
        (["tests/test_a.py"], Choice(("tests.test_a",))),
        (["discover", "-s", "tests", "-t", "."], Choice((), "tests", "test*.py", ".")),
        (["discover", "tests", "check_*.py"], Choice((), "tests", "check_*.py")),
        (["-k", "add", "-k", "a*"], Choice(patterns=("*add*", "a*"))),
    ],
)
def test_arguments(args: list[str], expected: Choice) -> None:
    assert choice(args) == expected


def test_wrong_arguments() -> None:
    with pytest.raises(RefusedError, match="unrecognized arguments: --nope"):
        choice(["--nope"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "tests"),
    [
        (["discover", "-s", "suite"], ["test_x.T.test"]),
        (["discover", "-s", "suite", "-t", "."], ["suite.test_x.T.test"]),
        (["suite.test_x"], ["suite.test_x.T.test"]),
        (["suite.test_x.T.test"], ["suite.test_x.T.test"]),
        (["suite/test_x.py"], ["suite.test_x.T.test"]),
    ],
)
def test_ways_to_name_tests(runner: Any, fill: Fill, args: list[str], tests: list[str]) -> None:
    case = "import unittest\nclass T(unittest.TestCase):\n    def test(self): pass\n"
    fill({"suite/__init__.py": "", "suite/test_x.py": case})
    assert runner.start("unittest", *args)["tests"] == tests
    assert runner.outcomes({"suite/test_x.py": case + "#"}, tests) == {tests[0]: "passed"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "code"),
    [(["nothing.here"], "collect"), (["discover", "-s", "none"], "collect"), ([], "no-tests")],
)
def test_refusals(runner: Any, fill: Fill, args: list[str], code: str) -> None:
    fill({"mod.py": ""})
    assert runner.start("unittest", *args)["code"] == code
