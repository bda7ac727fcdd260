"""Failures are read: errors with places, actual against expected values."""

from __future__ import annotations

import pytest

from oppie.model.observation import Failure, Frame
from oppie.proposers.syntax.clues import Clues, compared, read


def clues(*said: str) -> Clues:
    failures = []
    for text in said:
        kind, _, message = text.partition(": ")
        failures.append(Failure(kind, message, (Frame("t.py", 3, "test"), Frame("m.py", 7, "f"))))
    return read(failures, ["m.py"])


@pytest.mark.parametrize(
    ("message", "actual", "expected"),
    [
        ("assert 3 == 4", 3, 4),
        ("assert 3 == 4\n +  where 3 = f(1)", 3, 4),
        ("assert 4 == 3\n +  where 3 = f(1)", 3, 4),
        ("assert [1, 2] == [2]", [1, 2], [2]),
        ("assert 'a == b' == 'c'", "a == b", "c"),
        ("assert None is 3", None, 3),
        ("3 != 4", 3, 4),
        ("AssertionError: 3 != 4", 3, 4),
        ("assert False\n +  where False = f()", False, True),
        ("assert None\n +  where None = f()", None, True),
        ("assert not True\n +  where True = f()", True, False),
        ("assert (1, 2) == (2, 1)", (1, 2), (2, 1)),
    ],
)
def test_values_are_compared(message: str, actual: object, expected: object) -> None:
    one, two = compared(message)
    assert one is not None
    assert two is not None
    assert (one.of, two.of) == (actual, expected)


@pytest.mark.parametrize(
    "message", ["", "assert f(1) == 3", "it broke", "assert [1, 2, ...] == [1", "assert x"]
)
def test_what_is_no_literal_is_not_compared(message: str) -> None:
    assert compared(message) == (None, None)


def test_the_innermost_frame_of_a_source_is_kept() -> None:
    (clue,) = clues("ValueError: no").each
    assert clue.frame == Frame("m.py", 7, "f")


def test_without_a_frame_in_a_source_there_is_none() -> None:
    read_ = read([Failure("ValueError", "no", (Frame("t.py", 3, "test"),))], ["m.py"])
    assert read_.each[0].frame is None


def test_quoted_words_are_kept_in_order() -> None:
    (clue,) = clues("NameError: name 'abc' is not defined. Did you mean: 'abs'?").each
    assert clue.words == ("abc", "abs")


@pytest.mark.parametrize(
    ("said", "feature"),
    [
        ("IndexError: list index out of range", "IndexError"),
        ("AssertionError: assert 3 == 4", "off-by-one"),
        ("Failed: DID NOT RAISE <class 'ValueError'>", "did-not-raise"),
        ("AssertionError: ValueError not raised", "did-not-raise"),
        ("TypeError: 'NoneType' object is not iterable", "none-used"),
        ("TypeError: unsupported operand type(s) for +: 'int' and 'method'", "method-used"),
        ("TypeError: f() takes 1 positional argument but 2 were given", "argument-count"),
        ("ValueError: too many values to unpack (expected 2)", "unpacked"),
    ],
)
def test_features(said: str, feature: str) -> None:
    assert feature in clues(said).features()


def test_share_counts_failures() -> None:
    both = clues("IndexError: a", "KeyError: b")
    assert both.share("IndexError") == 0.5
    assert both.share("TypeError") == 0.0
    assert Clues(()).share("IndexError") == 0.0


def test_expected_values_come_once() -> None:
    assert clues("AssertionError: assert 1 == 2", "AssertionError: assert 3 == 2").expected() == (
        2,
    )


def test_wanted_exceptions_are_named() -> None:
    said = clues(
        "Failed: DID NOT RAISE <class 'pkg.errors.Bad'>", "AssertionError: KeyError not raised"
    )
    assert said.unraised() == ("Bad", "KeyError")


def test_long_messages_are_cut() -> None:
    (clue,) = clues("ValueError: " + "x" * 10_000).each
    assert len(clue.message) == 2000
