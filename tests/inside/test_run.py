"""Rollouts by pytest, each way in which one can go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

Fill = Callable[[Mapping[str, str]], None]

ALL = [f"test_calc.py::test_{name}" for name in ("add", "mul", "limit", "zero")]
ADD, MUL, LIMIT, ZERO = ALL


FIX = ("a - b", "a + b")


def test_opens_with_all_tests(calc: Any) -> None:
    opened = calc.opened
    assert opened["event"] == "opened"
    assert opened["tests"] == ALL
    assert opened["warm"]
    assert opened["leaks"] == []


def test_the_base_is_run_in_order(calc: Any) -> None:
    results, done = calc.run()
    assert list(results) == ALL
    assert [result["outcome"] for result in results.values()] == ["failed"] + ["passed"] * 3
    assert done["complete"]
    assert done["lost"] == ""
    assert done["peak_bytes"] > 1 << 20


def test_a_failure_tells_kind_message_and_place(calc: Any) -> None:
    results, _ = calc.run(targets=[ADD])
    assert results[ADD]["failure"] == {
        "kind": "AssertionError",
        "message": "assert -1 == 3\n +  where -1 = add(1, 2)",
        "frames": [{"path": "test_calc.py", "line": 5, "function": "test_add"}],
        "further": [],
    }


def test_a_changed_body_is_swapped(calc: Any) -> None:
    results, done = calc.run(calc.changed(*FIX))
    assert {result["outcome"] for result in results.values()} == {"passed"}
    assert done["route"] == "swap"


def test_the_next_rollout_has_the_base_again(calc: Any) -> None:
    base = calc.changed("", "")["calc.py"]
    assert calc.outcomes(calc.changed(*FIX), [ADD]) == {ADD: "passed"}
    assert calc.outcomes(targets=[ADD]) == {ADD: "failed"}
    assert (calc.workspace / "calc.py").read_text() == base


def test_a_changed_constant_is_reloaded(calc: Any) -> None:
    results, done = calc.run(calc.changed("LIMIT = 3", "LIMIT = 4"), [LIMIT, MUL])
    assert [result["outcome"] for result in results.values()] == ["failed", "passed"]
    assert done["route"] == "reload"


def test_cold_is_a_new_interpreter(calc: Any) -> None:
    results, done = calc.run(calc.changed(*FIX), [ADD], isolation="cold")
    assert results[ADD]["outcome"] == "passed"
    assert done["route"] == "fresh"


@pytest.mark.parametrize("isolation", ["warm", "cold"])
def test_a_file_that_does_not_parse_is_one_error(calc: Any, isolation: str) -> None:
    results, done = calc.run(calc.changed("if a:", "if a"), [ADD, MUL], isolation=isolation)
    assert list(results) == ["test_calc.py"]
    assert results["test_calc.py"]["outcome"] == "error"
    failure = results["test_calc.py"]["failure"]
    assert failure["kind"] == "SyntaxError"
    assert failure["frames"][-1] == {"path": "calc.py", "line": 5, "function": "<module>"}
    assert done["complete"]


def test_a_deleted_file_is_an_error_and_comes_back(calc: Any) -> None:
    results, _ = calc.run({"calc.py": None}, [MUL])
    assert results["test_calc.py"]["failure"]["kind"] == "ModuleNotFoundError"
    assert calc.outcomes(targets=[MUL]) == {MUL: "passed"}


def test_a_loop_is_stopped_where_it_hangs(calc: Any) -> None:
    loops = calc.changed("    return b\n", "    return a\n")
    results, done = calc.run(loops, tests_s=[[ZERO, 0.1]])
    assert results[ZERO]["outcome"] == "timed_out"
    assert results[ZERO]["failure"]["frames"][0]["function"] == "test_zero"
    assert 0.1 <= results[ZERO]["seconds"] < 0.5
    assert done["complete"]


def test_a_loop_that_swallows_everything_is_killed(calc: Any) -> None:
    deaf = "while True:\n            try:\n                while True: pass\n"
    deaf += "            except BaseException: pass\n        return a - b"
    results, done = calc.run(calc.changed("return a - b", deaf), [ADD, MUL], test_s=0.1)
    assert [result["outcome"] for result in results.values()] == ["timed_out", "passed"]
    assert results[ADD]["failure"]["frames"][-1]["path"] == "calc.py"
    assert done["complete"]


def test_a_loop_within_the_interpreter_is_killed(calc: Any) -> None:
    slow = "return a * b if a == 2 else sum(range(1 << 50))"
    hangs = calc.changed("return a * b", slow)
    results, done = calc.run(hangs, test_s=0.1)
    outcomes = {test: result["outcome"] for test, result in results.items()}
    assert outcomes == {ADD: "failed", MUL: "passed", LIMIT: "timed_out", ZERO: "passed"}
    assert done["complete"]


@pytest.mark.parametrize(
    ("end", "kind"),
    [
        ("import os; os._exit(3)", "SystemExit"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("import pytest; pytest.exit('enough')", "Exit"),
    ],
)
def test_a_test_that_ends_its_process_is_an_error(calc: Any, end: str, kind: str) -> None:
    results, done = calc.run(calc.changed("return a - b", end))
    assert list(results) == ALL
    assert results[ADD]["outcome"] == "error"
    assert results[ADD]["failure"]["kind"] == kind
    assert results[MUL]["outcome"] == "passed"
    assert done["complete"]
    assert done["lost"] == ""


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("return add(a, b)", "RecursionError"),
        ("return len(bytearray(1 << 33))", "MemoryError"),
        ("raise SystemExit(0)", "SystemExit"),
        ("return 1 / 0", "ZeroDivisionError"),
    ],
)
def test_what_breaks_a_test_fails_it(calc: Any, body: str, kind: str) -> None:
    results, _ = calc.run(calc.changed("return a - b", body), memory_bytes=1 << 30)
    assert results[ADD]["outcome"] == "failed"
    assert results[ADD]["failure"]["kind"] == kind
    assert len(results[ADD]["failure"]["frames"]) <= 50


def test_an_import_that_ends_the_process_is_that_files_error(runner: Any, fill: Fill) -> None:
    fill({"calc.py": "", "test_calc.py": "import calc", "test_fine.py": "def test(): pass"})
    runner.start()
    results, done = runner.run({"calc.py": "import os; os._exit(1)"})
    assert results["test_calc.py"]["outcome"] == "error"
    assert results["test_fine.py::test"]["outcome"] == "passed"
    assert done["complete"]
    assert done["lost"] == ""


@pytest.mark.slow
def test_an_import_that_hangs_times_out(runner: Any, fill: Fill) -> None:
    fill({"calc.py": "", "test_calc.py": "import calc", "test_fine.py": "def test(): pass"})
    runner.start(limits={"test_s": 0.2, "total_s": 60})
    results, _ = runner.run({"calc.py": "while True: pass"}, test_s=0.2)
    assert results["test_calc.py"]["outcome"] == "timed_out"
    assert results["test_calc.py"]["failure"]["frames"][-1]["path"] == "calc.py"
    assert results["test_fine.py::test"]["outcome"] == "passed"


def test_a_test_that_is_gone_is_an_error(calc: Any) -> None:
    results, _ = calc.run(targets=["test_calc.py::test_gone", MUL])
    assert results["test_calc.py::test_gone"]["failure"]["kind"] == "NotCollected"
    assert results[MUL]["outcome"] == "passed"


def test_a_files_path_is_all_of_its_tests(calc: Any) -> None:
    results, done = calc.run(targets=["test_calc.py"])
    assert list(results) == ALL
    assert done["complete"]


def test_the_total_limit_ends_a_rollout(calc: Any) -> None:
    loops = calc.changed("return a - b", "while True: pass")
    results, done = calc.run(loops, total_s=0.3)
    assert results[ADD]["outcome"] == "timed_out"
    assert not done["complete"]
    assert done["seconds"] < 2


def test_the_runner_ends_with_its_input(runner: Any, fill: Fill) -> None:
    fill({"test_loop.py": "def test():\n    while True: pass\n"})
    runner.start()
    runner.send(
        op="run", id=1, files=[], targets=[], others=[], stop="never", isolation="warm", limits={}
    )
    assert runner.close() == 0
