"""Expressions are grown to what is wanted, where the visits say enough."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from oppie.inside.growing.growth import MARGIN_BITS, Goal, grow, told
from oppie.inside.growing.snapshots import Snapshot


def goal(wanted: Callable[..., Any], visits: int = 20, *, truth: bool = False) -> Goal:
    random = Random(1)
    names = [
        {
            "xs": [random.randint(-3, 9) for _ in range(random.randint(2, 5))],
            "n": random.randint(-5, 9),
            "text": "".join(random.choices("abC", k=4)),
        }
        for _ in range(visits)
    ]
    snapshots = [Snapshot("t", each) for each in names]
    return Goal(snapshots, [wanted(**each) for each in names], truth, ("n + 1",))


def fits(text: str, made: Goal) -> bool:
    values = [eval(text, dict(s.names)) for s in made.snapshots]  # noqa: S307 - what was grown
    return all(
        bool(value) is wanted if made.truth else value == wanted
        for value, wanted in zip(values, made.wanted, strict=True)
    )


@pytest.mark.parametrize(
    "wanted",
    [
        lambda xs, **_: sum(xs),
        lambda xs, **_: sum(xs) - len(xs),
        lambda n, **_: (n + 1) ** 2,
        lambda xs, n, **_: [*xs, n],
        lambda text, **_: text.lower(),
        lambda n, **_: abs(n),
    ],
)
def test_values(wanted: Callable[..., Any]) -> None:
    made = goal(wanted)
    found = grow(made)
    assert found
    assert all(fits(text, made) for text in found)


@pytest.mark.parametrize(
    "wanted",
    [
        lambda n, **_: abs(n) <= 2,
        lambda xs, **_: all(x >= 0 for x in xs),
        lambda xs, n, **_: n > 2 and len(xs) > 2,
        lambda xs, n, **_: n in xs or n < 0,
    ],
)
def test_truths(wanted: Callable[..., Any]) -> None:
    made = goal(wanted, 40, truth=True)
    found = grow(made)
    assert found
    assert all(fits(text, made) for text in found)


def test_nothing_is_grown_from_little() -> None:
    few = goal(lambda xs, **_: all(x >= 0 for x in xs), MARGIN_BITS + 2, truth=True)
    assert grow(few) == []


def test_what_is_wanted_everywhere_says_nothing() -> None:
    assert told(goal(lambda **_: 5)) == 0
    assert grow(goal(lambda **_: 5)) == []


def test_the_same_visit_again_says_nothing_new() -> None:
    made = goal(lambda n, **_: n > 0, 5, truth=True)
    twice = made._replace(snapshots=[*made.snapshots] * 2, wanted=[*made.wanted] * 2)
    assert told(twice) == told(made) == 5


def test_without_visits_there_is_nothing() -> None:
    assert grow(Goal([], [], truth=True, fragments=("n",))) == []
