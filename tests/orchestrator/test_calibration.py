"""Complexity is a probability; past runs move it towards what happened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.model.experience import RouterOutcome
from oppie.orchestrator.calibration import LATEST, SHIPPED, calibrate, complexity
from oppie.orchestrator.features import Features

SMALL = Features(1, 0.5, files=1, lines=8, spread=0.5, test_seconds=0.01)
LARGE = Features(60, 0.2, 12, 0.3, files=30, lines=900, spread=0.95, test_seconds=20.0)


def outcome(of: Features, *, solved: bool) -> RouterOutcome:
    return RouterOutcome(of.vector(), solved)


def test_shipped_weights_tell_small_from_large() -> None:
    assert complexity(SMALL) < 0.3
    assert complexity(LARGE) > 0.9


def test_there_is_a_weight_for_each_feature_and_the_bias() -> None:
    assert len(SHIPPED) == 1 + len(SMALL.vector())


def test_with_no_runs_the_weights_stand() -> None:
    assert calibrate(SHIPPED, ()) == SHIPPED


@pytest.mark.parametrize("solved", [True, False])
def test_runs_move_the_probability_towards_what_happened(*, solved: bool) -> None:
    weights = calibrate(SHIPPED, [outcome(SMALL, solved=solved)] * 40)
    before, after = complexity(SMALL), complexity(SMALL, weights)
    assert after < before if solved else after > 0.6


def test_one_run_moves_it_a_little() -> None:
    weights = calibrate(SHIPPED, [outcome(SMALL, solved=False)])
    assert abs(complexity(SMALL, weights) - complexity(SMALL)) < 0.15


def test_it_is_calibrated_where_runs_disagree() -> None:
    runs = [outcome(SMALL, solved=at % 4 != 0) for at in range(200)]
    assert complexity(SMALL, calibrate(SHIPPED, runs)) == pytest.approx(0.25, abs=0.05)


def test_small_and_large_are_told_apart_by_runs() -> None:
    runs = [outcome(SMALL, solved=False), outcome(LARGE, solved=True)] * 100
    weights = calibrate(SHIPPED, runs)
    assert complexity(SMALL, weights) > 0.55
    assert complexity(LARGE, weights) < 0.3


def test_runs_of_another_version_are_left_out() -> None:
    assert calibrate(SHIPPED, [RouterOutcome((1.0, 2.0), solved=False)] * 9) == SHIPPED


def test_only_the_latest_runs_count() -> None:
    old = [outcome(SMALL, solved=False)] * 500
    new = [outcome(SMALL, solved=True)] * LATEST
    assert calibrate(SHIPPED, [*old, *new]) == calibrate(SHIPPED, new)


@given(
    st.integers(0, 10**6),
    st.floats(0, 1),
    st.integers(0, 10**6),
    st.floats(0, 1),
    st.floats(0, 1e6),
)
def test_complexity_is_a_probability(
    failing: int, share: float, lines: int, spread: float, seconds: float
) -> None:
    of = Features(failing, share, files=lines, lines=lines, spread=spread, test_seconds=seconds)
    assert 0.0 <= complexity(of) <= 1.0
