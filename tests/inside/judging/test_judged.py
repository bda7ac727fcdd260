"""A runner judges candidates beside the tests of a project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.inside.conftest import CALC, LIMITS

ADD, MUL, ZERO = (f"test_calc.py::test_{name}" for name in ("add", "mul", "zero"))


def judged(runner: Any, *changes: tuple[str, str], failing: Sequence[str] = (ADD,)) -> list[str]:
    candidates = [[(CALC.index(old), CALC.index(old) + len(old), new)] for old, new in changes]
    *told, done = runner.ask(
        "judge",
        path="calc.py",
        candidates=candidates,
        failing=failing,
        passing=[MUL],
        limits=LIMITS,
    )
    assert done["lost"] == ""
    classes: list[str] = told[-1]["classes"]
    return classes


@pytest.mark.slow
def test_candidates_have_the_class_of_what_they_do(calc: Any) -> None:
    add, other, same, statement = judged(
        calc, ("a - b", "a + b"), ("a - b", "b + a"), ("a - b", "-b + a"), ("return a - b", "")
    )
    assert (same, statement) == ("=", "")
    assert add == other
    assert add.startswith("return 6-6 ")


@pytest.mark.slow
def test_the_base_runs_afterwards_as_before(calc: Any) -> None:
    judged(calc, ("a - b", "a + b"))
    assert calc.outcomes(targets=[ADD, MUL]) == {ADD: "failed", MUL: "passed"}


@pytest.mark.slow
def test_a_test_without_end_shows_what_it_did_till_then(calc: Any) -> None:
    limits = {**LIMITS, "tests_s": [(ZERO, 0.1)]}
    told = calc.ask(
        "judge",
        path="calc.py",
        candidates=[[(CALC.index("if a:") + 3, CALC.index("if a:") + 4, "not not a")]],
        failing=[ZERO],
        passing=[],
        limits=limits,
    )
    assert [answer["event"] for answer in told] == ["judged", "done"]
    assert told[0]["classes"] == ["="]


@pytest.mark.slow
@pytest.mark.parametrize("path", ["none.py", "test_calc.py"])
def test_of_another_file_nothing_is_known(calc: Any, path: str) -> None:
    told = calc.ask(
        "judge",
        path=path,
        candidates=[[(10, 11, "x")]],
        failing=[ADD],
        passing=[],
        limits=LIMITS,
    )
    assert told[0]["classes"] == [""]
