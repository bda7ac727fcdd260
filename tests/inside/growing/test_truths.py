"""Truths that fit, alone or joined."""

from __future__ import annotations

from oppie.inside.growing.truths import Truth, Truths, mask

PLENTY = 1 << 20


def fitting(known: dict[str, list[int]], wanted: list[int], most: int = PLENTY) -> list[str]:
    truths = Truths(len(wanted))
    for text, values in known.items():
        truths.add(text, mask(values))
    return list(truths.fitting(mask(wanted), most))


def test_one_that_fits_is_enough() -> None:
    assert fitting({"a": [1, 0, 0], "b": [1, 1, 0], "c": [1, 0, 1]}, [1, 0, 0]) == ["a"]


def test_one_may_be_turned_round() -> None:
    assert fitting({"a": [1, 0], "a < b": [0, 1]}, [0, 1]) == ["a < b"]
    assert fitting({"a < b": [1, 0]}, [0, 1]) == ["not (a < b)"]


def test_two_are_joined() -> None:
    known = {"a": [1, 1, 0, 0], "b or c": [1, 0, 1, 0]}
    assert fitting(known, [1, 0, 0, 0]) == ["a and (b or c)"]
    assert fitting(known, [1, 1, 1, 0]) == ["a or (b or c)"]


def test_constant_truths_say_nothing() -> None:
    assert fitting({"a": [1, 1], "b": [0, 0]}, [1, 0]) == []


def test_what_may_fit_by_chance_is_not_tried() -> None:
    assert fitting({"a": [1, 0]}, [1, 0], most=1) == []
    assert fitting({"a": [1, 1, 0], "b": [1, 0, 1]}, [1, 0, 0], most=8) == []


def test_one_more_beside_what_stands_needs_less_evidence() -> None:
    truths = Truths(4)
    truths.add("b", mask([1, 0, 1, 0]))
    original = Truth(mask([1, 1, 0, 0]), "a < 1")
    assert list(truths.fitting(mask([1, 0, 0, 0]), 2, original)) == ["a < 1 and b"]
    assert list(truths.fitting(mask([1, 1, 1, 0]), 2, original)) == ["a < 1 or b"]
    assert list(truths.fitting(mask([1, 0, 0, 0]), 1, original)) == []
