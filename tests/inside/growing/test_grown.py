"""A runner grows expressions beside the tests of a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.inside.conftest import LIMITS

Fill = Callable[[Mapping[str, str]], None]

SOURCE = """\
def total(xs, bonus):
    return sum(xs) - bonus


def allowed(age, limit):
    if age > 30:
        return True
    return False


def first(xs):
    return xs[0]
"""
TESTS = """\
import pytest
from shop import allowed, first, total

TOTALS = [([1, 2], 3, 6), ([4], 1, 5), ([], 0, 0), ([2, 2], 0, 4), ([9, 1], 7, 17)]

@pytest.mark.parametrize("xs, bonus, wanted", TOTALS)
def test_total(xs, bonus, wanted):
    assert total(xs, bonus) == wanted

@pytest.mark.parametrize("age", list(range(10, 60, 2)))
def test_allowed(age):
    assert allowed(age, 18) == (age > 18)

def test_first():
    assert first([3]) == 3
"""


@pytest.fixture
def shop(runner: Any, fill: Fill) -> Any:
    fill({"shop.py": SOURCE, "test_shop.py": TESTS})
    runner.start()
    return runner


def grown(runner: Any, name: str, forced: object = ()) -> list[list[Any]]:
    outcomes = {t: o for t, o in runner.outcomes().items() if name in t}
    told = runner.ask(
        "grow",
        path="shop.py",
        failing=[t for t, o in outcomes.items() if o == "failed"],
        passing=[t for t, o in outcomes.items() if o == "passed"],
        forced=forced,
        limits=LIMITS,
    )
    assert [answer["event"] for answer in told] == ["grown", "done"]
    edits: list[list[Any]] = told[0]["edits"]
    return edits


def put(edit: list[Any]) -> str:
    text: str = edit[2]
    return SOURCE[: edit[0]] + text + SOURCE[edit[1] :]


@pytest.mark.slow
def test_a_returned_value_that_is_known(shop: Any) -> None:
    edits = [e for e in grown(shop, "total") if e[3] == "known-value"]
    assert edits
    assert edits[0][4] == 2
    outcomes = shop.outcomes({"shop.py": put(edits[0])})
    assert {o for t, o in outcomes.items() if "total" in t} == {"passed"}


@pytest.mark.slow
def test_a_condition_that_was_forced(shop: Any) -> None:
    first = grown(shop, "allowed")
    true = next(e for e in first if e[3] == "forced-true")
    assert put(true).count("if True:") == 1
    helped = [f"test_shop.py::test_allowed[{age}]" for age in range(20, 32, 2)]
    edits = grown(shop, "allowed", [[true[0], true[1], True, helped]])
    assert edits
    assert {e[3] for e in edits} == {"known-truth"}
    fixed = [shop.outcomes({"shop.py": put(e)}, targets=helped) for e in edits]
    assert any(set(each.values()) == {"passed"} for each in fixed)


@pytest.mark.slow
def test_nothing_is_known_where_nothing_fails(shop: Any) -> None:
    assert grown(shop, "first") == []
