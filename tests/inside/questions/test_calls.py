"""Calls of a module's functions from outside are noted, and told in messages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from oppie.inside.questions import calls


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(calls, "_record", calls._Record())
    return iter((None,))


def space() -> dict[str, Any]:
    made: dict[str, Any] = {"__name__": "made"}
    text = (
        "def outer(n, deep=0):\n    return inner(n) + 1\n"
        "def inner(n):\n    return n\n"
        "class A:\n    pass\n"
    )
    exec(compile(text, "made.py", "exec"), made)  # noqa: S102 - a module of the test's own
    calls.watch(made)
    return made


def told(outcomes: Any) -> list[list[str]]:
    rows: list[list[str]] = []
    for _, text in sorted(outcomes(calls.calls()).items()):
        rows += json.loads(text.partition("CallsError: ")[2] or "[]")
    return rows


def test_calls_from_outside_are_told_once(outcomes: Any) -> None:
    made = space()
    assert made["outer"](1) == made["outer"](1) == 2
    made["outer"](2, deep=3)
    assert told(outcomes) == [["outer", "((1,), {})"], ["outer", "((2,), {'deep': 3})"]]


def test_functions_take_turns(outcomes: Any) -> None:
    made = space()
    for n in range(2):
        made["outer"](n)
    made["inner"](7)
    assert [name for name, _ in told(outcomes)] == ["outer", "inner", "outer"]


def test_only_what_can_be_written_down_is_noted(outcomes: Any) -> None:
    made = space()
    made["inner"](object())
    made["inner"]("x" * 1000)
    made["inner"](_Broken())
    assert told(outcomes) == []


def test_exceptions_pass_through(outcomes: Any) -> None:
    made = space()
    with pytest.raises(TypeError):
        made["outer"]("a")
    made["inner"](1)
    assert told(outcomes) == [["outer", "(('a',), {})"], ["inner", "((1,), {})"]]


def test_messages_are_short_enough_to_be_kept(outcomes: Any) -> None:
    made = space()
    for n in range(100):
        made["inner"]("x" * 150 + str(n))
    texts = [text for text in outcomes(calls.calls()).values() if text]
    assert len(texts) > 1
    assert max(map(len, texts)) <= 2000


class _Broken:
    def __repr__(self) -> str:
        raise ValueError
