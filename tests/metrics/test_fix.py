"""The metric of a fix."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.metrics.fix import ALMOST, FixMetric
from oppie.model.observation import Failure, Observation, Outcome, TestResult

PASSED, FAILED, SKIPPED = Outcome.PASSED, Outcome.FAILED, Outcome.SKIPPED


def seen(**outcomes: Outcome) -> Observation:
    return Observation(tuple(TestResult(test, outcome) for test, outcome in outcomes.items()))


@pytest.fixture
def metric() -> FixMetric:
    return FixMetric(("a", "b"), ("c", "d"))


def test_all_fixed_and_nothing_broken_reaches_the_goal(metric: FixMetric) -> None:
    score = metric.score(seen(a=PASSED, b=PASSED, c=PASSED, d=PASSED))
    assert (score.value, score.reached, score.fixed, score.broken) == (1.0, True, 2, 0)
    assert score.progress == 0.0


def test_the_baseline_is_worth_nothing(metric: FixMetric) -> None:
    score = metric.score(seen(a=FAILED, b=FAILED, c=PASSED, d=PASSED))
    assert (score.value, score.reached, score.fixed, score.broken) == (0.0, False, 0, 0)


def test_half_of_the_targets_is_half(metric: FixMetric) -> None:
    score = metric.score(seen(a=PASSED, b=FAILED))
    assert (score.value, score.reached, score.fixed) == (0.5, False, 1)


@pytest.mark.parametrize("bad", [FAILED, Outcome.ERROR, Outcome.TIMED_OUT, SKIPPED])
def test_a_broken_test_is_never_a_win(metric: FixMetric, bad: Outcome) -> None:
    score = metric.score(seen(a=PASSED, b=PASSED, c=PASSED, d=bad))
    assert not score.reached
    assert score.broken == 1
    assert score.value < metric.score(seen(a=PASSED, b=FAILED)).value


def test_a_test_that_did_not_run_is_not_proved(metric: FixMetric) -> None:
    score = metric.score(seen(a=PASSED, b=PASSED, c=PASSED))
    assert not score.reached
    assert score.broken == 0
    assert score.value == ALMOST


@pytest.mark.parametrize("outcome", [SKIPPED, FAILED, Outcome.ERROR, Outcome.TIMED_OUT])
def test_a_target_is_fixed_by_passing_alone(metric: FixMetric, outcome: Outcome) -> None:
    assert metric.score(seen(a=outcome, b=outcome, c=PASSED, d=PASSED)).fixed == 0


def test_a_missing_target_is_not_fixed(metric: FixMetric) -> None:
    assert metric.score(seen(c=PASSED, d=PASSED)).fixed == 0


def test_time_outs_are_told(metric: FixMetric) -> None:
    assert metric.score(seen(a=Outcome.TIMED_OUT)).timed_out
    assert not metric.score(seen(a=FAILED)).timed_out


def result(message: str) -> TestResult:
    return TestResult("a", FAILED, 0.0, Failure("AssertionError", message))


def test_progress_is_worth_less_than_a_fixed_test() -> None:
    metric = FixMetric(("a", "b"), (), before=[result("assert 1 == 9")])
    nearer = metric.score(Observation((result("assert 8 == 9"),)))
    assert 0 < nearer.value < 0.25
    assert nearer.progress > 0
    assert nearer.fixed == 0


def test_progress_is_the_mean_of_what_still_fails() -> None:
    metric = FixMetric(("a", "b"), (), before=[result("assert 1 == 9")])
    alone = FixMetric(("a",), (), before=[result("assert 1 == 9")])
    now = Observation((result("assert 8 == 9"),))
    assert metric.score(now).progress == alone.score(now).progress / 2


FILE = "tests/test_a.py"


def test_a_file_that_collects_and_passes_is_fixed() -> None:
    metric = FixMetric((FILE,), ())
    score = metric.score(seen(**{f"{FILE}::test_x": PASSED, f"{FILE}::test_y": SKIPPED}))
    assert score.reached
    assert score.fixed == 1


def test_a_file_that_does_not_collect_is_not() -> None:
    metric = FixMetric((FILE,), (), before=[TestResult(FILE, Outcome.ERROR)])
    score = metric.score(seen(**{FILE: Outcome.ERROR}))
    assert (score.value, score.fixed) == (0.0, 0)


def test_a_file_of_which_some_tests_fail_is_partly_fixed() -> None:
    metric = FixMetric((FILE,), ())
    none = metric.score(seen(**{f"{FILE}::test_x": FAILED}))
    some = metric.score(seen(**{f"{FILE}::test_x": FAILED, f"{FILE}::test_y": PASSED}))
    assert 0 < none.value < some.value < 1
    assert none.fixed == some.fixed == 0


def test_a_file_in_which_nothing_ran_is_not_fixed() -> None:
    metric = FixMetric((FILE,), ())
    assert metric.score(seen(**{f"{FILE}::test_x": SKIPPED})).fixed == 0
    assert metric.score(seen(other=PASSED)).fixed == 0


def test_unittest_names_lie_in_their_file_too() -> None:
    metric = FixMetric((FILE,), ())
    assert metric.score(seen(**{"tests.test_a.TestX.test_y": PASSED})).reached
    assert not metric.score(seen(**{"tests.test_ab.TestX.test_y": PASSED})).reached


def test_with_nothing_to_fix_the_goal_is_that_nothing_breaks() -> None:
    metric = FixMetric((), ("c",))
    assert metric.score(seen(c=PASSED)).value == 1.0
    assert metric.score(seen(c=FAILED)).value == 0.0


outcomes = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(list(Outcome)))


@given(outcomes)
def test_the_value_is_1_exactly_when_the_goal_is_reached(now: dict[str, Outcome]) -> None:
    score = FixMetric(("a", "b", "e"), ("c", "d", "f")).score(seen(**now))
    assert 0.0 <= score.value <= 1.0
    assert (score.value == 1.0) is score.reached
    assert score.reached is all(now.get(test) is PASSED for test in "abcdef")


@given(outcomes, st.sampled_from("abe"))
def test_fixing_one_more_is_worth_more(now: dict[str, Outcome], test: str) -> None:
    metric = FixMetric(("a", "b", "e"), ("c", "d", "f"))
    worse, better = now | {test: FAILED}, now | {test: PASSED}
    assert metric.score(seen(**worse)).value < metric.score(seen(**better)).value
