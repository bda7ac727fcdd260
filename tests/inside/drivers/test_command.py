from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

import pytest

pytestmark = pytest.mark.slow

Fill = Callable[[Mapping[str, str]], None]

CALC = "def add(a, b):\n    return a - b\n"
TESTS = """\
from calc import add
def test_add(): assert add(1, 2) == 3
def test_same(): assert add(1, 0) == 1
"""
ADD, SAME = "test_calc.py::test_add", "test_calc.py::test_same"
SCRIPT = f"yes | head -c 3000000; {sys.executable} -m pytest -x -n 4"


@pytest.fixture
def started(runner: Any, fill: Fill) -> Any:
    fill({"calc.py": CALC, "test_calc.py": TESTS})
    runner.opened = runner.start("command", "sh", "-c", SCRIPT)
    return runner


def test_a_script_that_starts_pytest(started: Any) -> None:
    assert started.opened["tests"] == [ADD, SAME]
    assert not started.opened["warm"]
    assert "command" in started.opened["note"]
    results, done = started.run()
    assert {test: result["outcome"] for test, result in results.items()} == {
        ADD: "failed",
        SAME: "passed",
    }
    assert done["complete"]
    assert done["route"] == "fresh"
    assert started.outcomes({"calc.py": CALC.replace("-", "+")}, [ADD]) == {ADD: "passed"}


def test_a_process_that_ends_early_is_followed_by_another(started: Any) -> None:
    ends = CALC.replace("return a - b", "import os; b and os._exit(1); return a")
    results, done = started.run({"calc.py": ends})
    assert [result["outcome"] for result in results.values()] == ["error", "passed"]
    assert done["complete"]


def test_an_import_that_ends_the_process(runner: Any, fill: Fill) -> None:
    fill({"test_a.py": "import os; os._exit(1)", "test_b.py": "def test(): pass"})
    opened = runner.start("command", sys.executable, "-m", "pytest")
    assert opened["tests"] == ["test_b.py::test", "test_a.py"]
    assert runner.outcomes() == {"test_a.py": "error", "test_b.py::test": "passed"}


def test_a_conftest_that_does_not_parse(runner: Any, fill: Fill) -> None:
    fill({"conftest.py": "", "test_a.py": "def test(): pass"})
    runner.start("command", sys.executable, "-m", "pytest")
    results, done = runner.run({"conftest.py": "def ("}, ["test_a.py::test"])
    assert results["test_a.py::test"]["failure"]["kind"] == "CommandFailed"
    assert "SyntaxError" in results["test_a.py::test"]["failure"]["message"]
    assert done["lost"] == ""


def test_trace_and_probe(started: Any) -> None:
    assert started.trace(ADD)[ADD]["lines"]["calc.py"] == [2]
    assert started.probe({"calc.py": CALC + "\n__oppie_probe__ = 'x'\n"}) == []


def test_a_file_that_does_not_parse(started: Any) -> None:
    results, _ = started.run({"calc.py": "def add("}, [ADD])
    assert results["test_calc.py"]["failure"]["kind"] == "SyntaxError"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["sh", "-c", "echo hello; exit 3"], "no-tests", "hello"),
        (["sh", "-c", "no-such-program"], "no-command", "no-such-program"),
        (["no-such-program"], "no-command", "no-such-program"),
        (["sh", "-c", "yes hello | head -c 5000000"], "no-tests", "hello"),
    ],
)
def test_refusals(runner: Any, words: list[str], code: str, message: str) -> None:
    refused = runner.start("command", *words)
    assert refused["code"] == code
    assert message in refused["message"]
    assert len(refused["message"]) < 3000


def test_what_tests_start_does_not_join(runner: Any, fill: Fill) -> None:
    inner = "import os\ndef test(): assert not {'OPPIE_JOB', 'OPPIE_ADDOPTS'} & set(os.environ)\n"
    fill({"test_a.py": inner})
    runner.start("command", sys.executable, "-m", "pytest")
    assert runner.outcomes() == {"test_a.py::test": "passed"}
