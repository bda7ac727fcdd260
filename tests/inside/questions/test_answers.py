"""Calls that may hang, touch the world or be random: all are answered, none does harm."""

from __future__ import annotations

import json
from typing import Any

import pytest

from oppie.inside.questions.answers import CHUNK, answers

SOURCE = """
    import itertools
    import os
    import random

    def half(n):
        return n / 2

    def endless(n):
        while True:
            n += 1

    def deep(n):
        return deep(n + 1)

    def writes(name):
        with open(name, "w") as stream:
            stream.write("x")

    def runs(name):
        try:
            os.system("true")
        except BaseException:
            return 1

    def reads(name):
        return os.listdir("/")[:0]

    def dice(n):
        return random.random()

    def pops(items):
        items.pop()

    def counts(n):
        return itertools.count(n)

    def branch(n, more=0):
        if n > 1:
            return 1
        return 0

    STATE = []

    def remembers(n):
        STATE.append(n)
        return len(STATE)
"""


@pytest.fixture
def ask(write: Any, outcomes: Any) -> Any:
    asker = write(SOURCE)

    def asked(*questions: tuple[str, str]) -> list[list[str]]:
        ends = outcomes(answers(asker, "asked.py", questions))
        rows: list[list[str]] = []
        for name in sorted(ends):
            rows += json.loads(ends[name].partition("AnswersError: ")[2])
        return rows

    return asked


@pytest.mark.parametrize(
    ("function", "arguments", "answer"),
    [
        ("half", "((3,), {})", "returns 1.5"),
        ("half", "(('a',), {})", "raises TypeError"),
        ("endless", "((1,), {})", "endless"),
        ("deep", "((1,), {})", "endless"),
        ("writes", "(('/nowhere/x',), {})", "refused"),
        ("runs", "(('x',), {})", "refused"),
        ("reads", "(('x',), {})", "returns []"),
        ("dice", "((1,), {})", "unsteady"),
        ("remembers", "((1,), {})", "unsteady"),
        ("pops", "(([1, 2],), {})", "returns None and leaves (([1],), {})"),
        ("branch", "((1,), {'more': 2})", "returns 0"),
        ("nothing", "((1,), {})", "missing"),
        ("half", "not a literal", "missing"),
    ],
)
def test_answers(ask: Any, function: str, arguments: str, answer: str) -> None:
    ((text, _),) = ask((function, arguments))
    assert text == answer


def test_an_iterator_without_end_is_cut(ask: Any) -> None:
    ((text, _),) = ask(("counts", "((1,), {})"))
    assert text.startswith("returns [1, 2, 3")
    assert len(text) < 130


def test_the_path_tells_branches_apart(ask: Any) -> None:
    low, high, higher = ask(*(("branch", f"(({n},), {{}})") for n in (1, 2, 3)))
    assert low[1] != high[1] == higher[1]


def test_many_questions_are_parted_and_keep_their_order(ask: Any) -> None:
    rows = ask(*(("half", f"(({n},), {{}})") for n in range(CHUNK * 2 + 3)))
    assert [text for text, _ in rows] == [f"returns {n / 2:g}" for n in range(CHUNK * 2 + 3)]
