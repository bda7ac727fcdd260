"""Classes of candidates, visit by visit."""

from __future__ import annotations

import ast
from typing import Any

from oppie.inside.judging.ballots import FIRST, MOST, Form, Space, Spot
from oppie.inside.judging.harmless import GUARDS, harmless


def form(text: str, deed: str = "return") -> Form:
    found = harmless(ast.parse(text, mode="eval").body)
    assert found is not None
    return Form(deed, found)


def space(**names: Any) -> Space:
    return Space({**names, **GUARDS}, {n for n, v in names.items() if hasattr(v, "__next__")})


def classes(spot: Spot, *texts: str, seen: list[dict[str, Any]], failing: bool = True) -> list[str]:
    for number, text in enumerate(texts):
        spot.add(number, form(text, spot.original.deed))
    for names in seen:
        if spot.due():
            spot.visit(space(**names), failing=failing)
    found = [""] * len(texts)
    spot.tell(found)
    return found


def test_as_the_original_like_another_and_unlike_both() -> None:
    spot = Spot((1, 1), form("a + 1"))
    found = classes(spot, "1 + a", "a - 1", "-1 + a", "a", seen=[{"a": 1}, {"a": 5}])
    assert found[0] == "="
    assert found[1] == found[2] != found[3]
    assert all(len(each) > 1 for each in found[1:])


def test_only_the_truth_of_a_condition_counts() -> None:
    spot = Spot((1, 1), form("a", "truth"))
    assert classes(spot, "a > 0", "[a]", seen=[{"a": 3}, {"a": 1}]) == ["=", "="]


def test_what_is_raised_is_what_it_comes_to() -> None:
    spot = Spot((1, 1), form("a[0]"))
    assert classes(spot, "a[1]", "a[5]", "[][0]", seen=[{"a": []}]) == ["="] * 3


def test_another_deed_is_never_as_the_original() -> None:
    spot = Spot((1, 1), form("a", "return"))
    spot.add(0, form("a", "set x"))
    spot.visit(space(a=1), failing=True)
    found = [""]
    spot.tell(found)
    assert len(found[0]) > 1


def test_nothing_is_said_of_what_cannot_be_worked_out() -> None:
    spot = Spot((1, 1), form("a"))
    assert classes(spot, "b", "a.pop()", seen=[{"a": [1]}]) == ["", ""]


def test_what_changes_by_being_looked_at_is_left_alone() -> None:
    values = iter([1, 2])
    assert classes(Spot((1, 1), form("1")), "list(a)", seen=[{"a": values}]) == [""]
    assert list(values) == [1, 2]


def test_nothing_is_said_where_no_failing_test_came() -> None:
    seen = [{"a": 1}]
    assert classes(Spot((1, 1), form("a")), "a + 0", seen=seen, failing=False) == [""]


def test_nothing_is_said_where_the_original_cannot_be_worked_out() -> None:
    assert classes(Spot((1, 1), form("b")), "1", seen=[{"a": 1}]) == [""]


def test_passing_tests_tell_candidates_apart() -> None:
    spot = Spot((1, 1), form("a"))
    first = classes(spot, "a + 1", "a * 2", seen=[{"a": 1}])
    assert first[0] == first[1]
    spot.visit(space(a=5), failing=False)
    spot.tell(first)
    assert first[0] != first[1]


def test_visits_are_the_first_and_then_ever_fewer() -> None:
    spot = Spot((1, 1), form("1"))
    due = [number for number in range(1, 200) if spot.due()]
    assert due[:FIRST] == list(range(1, FIRST + 1))
    assert due[FIRST:] == [8, 11, 15, 20, 27, 36, 47, 62, 81, 106, 138, 180]
    spot.begin()
    assert spot.due()


def test_there_is_an_end_to_visits() -> None:
    spot = Spot((1, 1), form("1"))
    for _ in range(MOST):
        spot.begin()
        assert spot.due()
        spot.visit(space(), failing=True)
    spot.begin()
    assert not spot.due()
