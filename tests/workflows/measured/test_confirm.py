"""What pairs say: no win by chance, every clear one, in words."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from oppie.metrics.benchmark import Yardstick
from oppie.model.measurement import Benchmark
from oppie.model.rollout import Limits
from oppie.workflows.measured import words
from oppie.workflows.measured.bench import Opening
from oppie.workflows.measured.confirm import LEAST_PAIRS, compared

RUNS = 4000
"""Of which, at 0.0005 a confirmation, 2 are expected to claim a win; 9 or more are not."""


def opening(*, larger: bool = False, unit: str = "s") -> Opening:
    yardstick = Yardstick("took", unit, larger)
    return Opening(Benchmark("b"), yardstick, 1.0, steady=False, seconds=1.0, limits=Limits())


@pytest.mark.parametrize("pairs", [LEAST_PAIRS, 12, 25, 40])
@pytest.mark.parametrize(
    "noise",
    [
        lambda random: random.uniform(0.9, 1.1),
        lambda random: random.lognormvariate(0, 1),
        lambda random: random.choice((1.0, 1.0, 1.0, 30.0)),
    ],
    ids=["even", "heavy", "spikes"],
)
def test_where_nothing_is_gained_hardly_ever_a_win_is_claimed(
    pairs: int, noise: Callable[[Random], float]
) -> None:
    random = Random(7)
    claims = 0
    for _ in range(RUNS):
        drawn = [(noise(random), noise(random)) for _ in range(pairs)]
        claims += compared(drawn, opening()).better
    assert claims < 9


def test_a_clear_win_is_one_through_noise() -> None:
    random = Random(7)
    drawn = [(random.uniform(0.8, 1.2), random.uniform(0.4, 0.6)) for _ in range(20)]
    comparison = compared(drawn, opening())
    assert comparison.better
    assert comparison.low < 0.5 < comparison.high < 0.7
    assert words.compared(comparison).startswith("2")
    assert "times faster" in words.compared(comparison)


def test_too_few_pairs_decide_nothing() -> None:
    assert not compared([(1.0, 0.1)] * (LEAST_PAIRS - 1), opening()).better


def test_what_stays_the_same_is_no_win() -> None:
    assert not compared([(3.0, 3.0)] * 40, opening()).better


def test_of_some_numbers_more_is_better() -> None:
    assert compared([(3.0, 4.0)] * 20, opening(larger=True, unit="")).better
    assert not compared([(4.0, 3.0)] * 20, opening(larger=True, unit="")).better


@pytest.mark.parametrize(
    ("pair", "unit", "said"),
    [
        ((2.0, 1.0), "s", "2 times faster (2 to 2), 20 pairs"),
        ((8.0, 6.0), "", "took from 8 to 6, -25 % (-25 % to -25 %), 20 pairs"),
        ((0.0, -3.0), "", "took from 0 to -3, -3 (-3 to -3), 20 pairs"),
    ],
)
def test_it_is_told_in_a_line(pair: tuple[float, float], unit: str, said: str) -> None:
    assert words.compared(compared([pair] * 20, opening(unit=unit))) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1.5, "s", "1.5 s"),
        (0.00125, "s", "1.25 ms"),
        (3e-6, "s", "3 us"),
        (0.0, "s", "0 ns"),
        (12.0, "", "12"),
        (64.0, "B/op", "64 B/op"),
    ],
)
def test_amounts_are_short(value: float, unit: str, said: str) -> None:
    assert words.amount(value, unit) == said
