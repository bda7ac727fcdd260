"""Races and duels: the best wins whatever the noise, and equals seldom do."""

from __future__ import annotations

from collections import Counter
from random import Random

from oppie.model.change import Digest
from oppie.orchestrator.contest import Contest

A, B, C, D = map(Digest, "abcd")
COSTS = {A: 10.0, B: 8.0, C: 5.0, D: 9.0}


def noisy(spread: float, random: Random, runs: Counter[str] | None = None) -> Contest:
    def gauge(each: Digest) -> float | None:
        if runs is not None:
            runs[each] += 1
        cost = COSTS.get(each)
        return None if cost is None else cost * random.uniform(1 - spread, 1 + spread)

    return Contest(gauge, random)


def test_the_cheapest_wins_a_race_in_spite_of_noise() -> None:
    won = [noisy(0.2, Random(seed)).race((A, B, C, D)) for seed in range(50)]
    assert won.count(C) >= 45


def test_the_better_half_is_run_again() -> None:
    runs: Counter[str] = Counter()
    noisy(0.0, Random(1), runs).race((A, B, C, D))
    assert runs[C] > runs[A]


def test_what_fails_is_out_and_where_all_fail_nobody_wins() -> None:
    assert noisy(0.0, Random(1)).race((Digest("x"), A)) == A
    assert noisy(0.0, Random(1)).race((Digest("x"),)) is None


def test_a_duel_is_won_by_what_costs_less_and_not_by_what_fails() -> None:
    contest = noisy(0.1, Random(1))
    assert contest.beats(A, C)
    assert not contest.beats(C, A)
    assert not contest.beats(A, Digest("x"))


def test_equals_seldom_win_a_duel() -> None:
    won = sum(noisy(0.1, Random(seed)).beats(A, A + "") for seed in range(3))
    assert won == 0
    COSTS[Digest("twin")] = COSTS[A]
    won = sum(noisy(0.1, Random(seed)).beats(A, Digest("twin")) for seed in range(300))
    assert won < 45


def test_what_is_steady_runs_once() -> None:
    runs: Counter[str] = Counter()
    contest = noisy(0.0, Random(1), runs)
    contest.steady = True
    assert contest.race((A, B, C, D)) == C
    assert contest.beats(A, C)
    assert set(runs.values()) == {1}
