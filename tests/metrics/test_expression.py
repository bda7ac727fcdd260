"""Metrics of the user's own."""

import pytest

from oppie.errors import ConfigError
from oppie.metrics.expression import NAMES, ExpressionMetric
from oppie.metrics.fix import ALMOST, FixMetric
from oppie.model.observation import Observation, Outcome, TestResult

FIX = FixMetric(("a", "b"), ("c",))


def seen(a: Outcome, b: Outcome, c: Outcome, seconds: float = 2.0) -> Observation:
    results = (TestResult("a", a), TestResult("b", b), TestResult("c", c))
    return Observation(results, seconds=seconds)


P, F = Outcome.PASSED, Outcome.FAILED


def value(text: str, observation: Observation) -> float:
    return ExpressionMetric(text, FIX, 2).score(observation).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("passed / total", 2 / 3),
        ("failed / total", 1 / 3),
        ("fixed_share", 0.5),
        ("broken", 0.0),
        ("progress", 0.0),
        ("1 / (1 + seconds)", 1 / 3),
        ("min(0.3, passed)", 0.3),
        ("SuccessScore = fixed_share - seconds / 60.0", 0.5 - 2 / 60),
        ("fixed_share == 0.5", ALMOST),
    ],
)
def test_values(text: str, expected: float) -> None:
    assert value(text, seen(P, F, P)) == pytest.approx(expected)


def test_every_name_can_be_used() -> None:
    for name in NAMES:
        assert 0.0 <= value(name, seen(P, F, P)) <= 1.0


def test_values_are_cut_to_0_and_1() -> None:
    assert value("5", seen(P, P, P)) == 1.0
    assert value("-5", seen(P, P, P)) == 0.0


def test_what_does_not_reach_the_goal_stays_below_1() -> None:
    assert value("5", seen(P, F, P)) == ALMOST


def test_what_breaks_is_worth_less_than_half() -> None:
    assert value("1", seen(P, P, F)) < 0.5


def test_the_goal_stays_that_of_the_fix() -> None:
    metric = ExpressionMetric("0.25", FIX, 2)
    score = metric.score(seen(P, P, P))
    assert (score.reached, score.fixed, score.value) == (True, 2, 0.25)


def test_unknown_names_are_errors_with_their_place() -> None:
    with pytest.raises(ConfigError) as caught:
        ExpressionMetric("pased / total", FIX, 2)
    assert caught.value.where == "--metric, column 1"
    assert caught.value.hint == "Did you mean passed?"


def test_no_value_is_an_error() -> None:
    with pytest.raises(ConfigError, match="has no value"):
        value("1 / broken", seen(P, F, P))
