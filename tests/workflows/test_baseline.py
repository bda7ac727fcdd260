"""The baseline: limits, flaky tests set aside, what is traced, targets."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from oppie.errors import ProjectError
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    Outcome,
    RolloutResult,
    TestResult,
    TestTrace,
)
from oppie.model.rollout import FileState, Limits, Opened, Rollout
from oppie.workflows.baseline import count, measure, rollout_limits
from oppie.workflows.looking import GLANCE_S, LEAST_LOOK_S, Patience

PASSED, FAILED, TIMED_OUT = Outcome.PASSED, Outcome.FAILED, Outcome.TIMED_OUT
Times = dict[str, list[tuple[Outcome, float]]]


class Suite:
    """A session whose tests end as told: the n-th time with the n-th entry, then the last."""

    def __init__(self, tests: Times) -> None:
        self.tests = tests
        self.runs: dict[str, int] = dict.fromkeys(tests, 0)
        self.asked: list[Rollout] = []
        self.answered: list[int] = []
        self.traced: list[str] = []

    def start(self) -> Opened:
        return Opened(tuple(self.tests), warm=True)

    def run(self, rollout: Rollout) -> RolloutResult:
        self.asked.append(rollout)
        results: list[TestResult] = []
        for test in rollout.targets or tuple(self.tests):
            results.append(self.one(test, rollout.limits.test_s))
            if sum(result.seconds for result in results) >= rollout.limits.total_s:
                break
        self.answered.append(len(results))
        return Observation(tuple(results))

    def one(self, test: str, limit: float) -> TestResult:
        ends = self.tests[test]
        outcome, seconds = ends[min(self.runs[test], len(ends) - 1)]
        self.runs[test] += 1
        return TestResult(test, TIMED_OUT if seconds > limit else outcome, min(seconds, limit))

    def trace(self, tests: Sequence[str], limits: Limits) -> tuple[TestTrace, ...]:
        self.traced.extend(tests)
        return tuple(TestTrace(t, self.one(t, limits.test_s).outcome) for t in tests)

    def probe(self, files: Sequence[FileState]) -> tuple[str, ...]:
        raise NotImplementedError

    def close(self) -> None:
        """Nothing runs."""


def always(outcome: Outcome, seconds: float = 0.01) -> list[tuple[Outcome, float]]:
    return [(outcome, seconds)]


def test_targets_are_the_failing_tests_quickest_first() -> None:
    suite = Suite({"a": always(FAILED, 0.2), "b": always(PASSED), "c": always(FAILED, 0.1)})
    baseline = measure(suite, Limits(), (), Patience(60))
    assert baseline.targets == ("c", "a")
    assert baseline.others == ("b",)
    assert baseline.counts.failed == 2


def test_a_test_that_ends_differently_is_set_aside() -> None:
    suite = Suite({"a": [(FAILED, 0.0), (PASSED, 0.0)], "b": always(FAILED)})
    baseline = measure(suite, Limits(), (), Patience(60))
    assert baseline.flaky == ("a",)
    assert baseline.targets == ("b",)
    assert baseline.counts.flaky == 1


def test_a_test_that_fails_only_while_lines_are_recorded_is_stable() -> None:
    suite = Suite({"a": [(PASSED, 0.0), (FAILED, 0.0), (PASSED, 0.0)], "b": always(FAILED)})
    assert measure(suite, Limits(), (), Patience(60)).flaky == ()


@pytest.mark.parametrize(
    ("slowest", "limit"), [(0.01, 2.0), (0.24, 2.4)], ids=["at least 2 s", "ten times"]
)
def test_the_limit_is_ten_times_the_slowest_that_passed(slowest: float, limit: float) -> None:
    suite = Suite({"a": always(PASSED, slowest), "b": always(FAILED)})
    assert measure(suite, Limits(), (), Patience(60)).limits.test_s == pytest.approx(limit)


def test_a_hang_is_a_failing_test_and_not_run_twice_for_stability() -> None:
    suite = Suite({"a": always(PASSED), "hang": always(FAILED, 1e9)})
    baseline = measure(suite, Limits(), (), Patience(60))
    assert baseline.targets == ("hang",)
    assert baseline.counts.timed_out == 1


def test_where_others_are_quick_a_hang_is_looked_at_for_a_short_while() -> None:
    hangs = {name: always(FAILED, 1e9) for name in "xyz"}
    suite = Suite({"a": always(PASSED, 0.001), **hangs})
    baseline = measure(suite, Limits(), (), Patience(60))
    looks = [(r.targets, r.limits.test_s) for r in suite.asked]
    assert looks == [((), GLANCE_S), (("x", "y"), LEAST_LOOK_S)]
    assert baseline.counts.timed_out == 3


def test_in_a_large_suite_what_takes_long_is_waited_for() -> None:
    quick = {f"quick{n}": always(PASSED, 0.001) for n in range(40)}
    suite = Suite({**quick, "slow": always(PASSED, 4.0), "wrong": always(FAILED)})
    baseline = measure(suite, Limits(), (), Patience(60))
    assert baseline.targets == ("wrong",)
    assert "slow" in baseline.others


def test_in_a_large_suite_what_there_is_no_time_to_see_the_end_of_is_left_out() -> None:
    quick = {f"quick{n}": always(PASSED, 0.001) for n in range(130)}
    slow = {f"slow{n}": always(PASSED, 4.0) for n in range(6)}
    suite = Suite({**quick, **slow, "wrong": always(FAILED)})
    baseline = measure(suite, Limits(), (), Patience(9))
    assert baseline.targets == ("wrong",)
    assert baseline.late == ("slow5",)
    assert baseline.counts.timed_out == 0


def test_what_runs_when_the_time_is_up_is_left_out_too() -> None:
    quick = {f"quick{n}": always(PASSED, 0.001) for n in range(130)}
    slow = {f"slow{n}": always(PASSED, 4.0) for n in range(4)}
    suite = Suite({**quick, **slow, "cut": always(PASSED, 1e9), "rest": always(PASSED, 4.0)})
    assert measure(suite, Limits(), (), Patience(15)).late == ("cut", "rest")


def test_in_a_large_suite_what_hangs_is_still_what_hangs() -> None:
    quick = {f"quick{n}": always(PASSED, 0.001) for n in range(90)}
    hangs = {f"hang{n}": always(FAILED, 1e9) for n in range(4)}
    baseline = measure(Suite({**quick, **hangs}), Limits(), (), Patience(60))
    assert set(baseline.targets) == set(hangs)
    assert baseline.late == ()


def test_where_one_ends_after_all_the_others_get_the_whole_time() -> None:
    tests = {"a": always(PASSED, 0.001), "b": always(PASSED, 0.5), "c": always(PASSED, 1.5)}
    suite = Suite({**tests, "x": always(FAILED, 1e9)})
    baseline = measure(suite, Limits(), (), Patience(60))
    assert set(baseline.others) == {"a", "b", "c"}
    assert baseline.targets == ("x",)


def test_where_none_passed_a_hanging_test_is_given_ten_seconds() -> None:
    suite = Suite({"x": always(FAILED, 1e9), "y": always(FAILED, 1e9)})
    baseline = measure(suite, Limits(), (), Patience(60))
    assert baseline.limits.test_s == 10.0
    assert [r.limits.test_s for r in suite.asked] == [GLANCE_S, 10.0]


def test_a_short_budget_shortens_the_look_at_what_hangs() -> None:
    suite = Suite({name: always(FAILED, 1e9) for name in "uvwxyz"})
    baseline = measure(suite, Limits(), (), Patience(9))
    assert baseline.limits.test_s == 2.25
    assert suite.answered[:2] == [6, 2]
    assert baseline.counts.timed_out == 6


def test_all_slow_tests_are_looked_at_as_long_as_they_end() -> None:
    slow = {f"slow{n}": always(PASSED, 3.0) for n in range(15)}
    suite = Suite({"quick": always(PASSED, 0.4), **slow})
    baseline = measure(suite, Limits(), (), Patience(60))
    assert baseline.counts.timed_out == 0
    assert len(baseline.others) == 16


def test_a_limit_of_the_user_is_taken() -> None:
    suite = Suite({"x": always(FAILED, 1e9), "y": always(PASSED, 0.1)})
    baseline = measure(suite, Limits(), (), Patience(60, limit_s=3.0))
    assert baseline.limits.test_s == 3.0


def test_slow_tests_get_the_time_that_they_need() -> None:
    suite = Suite({"quick": always(PASSED, 0.9), "slow": always(PASSED, 5.0), "b": always(FAILED)})
    baseline = measure(suite, Limits(), (), Patience(60))
    assert set(baseline.others) == {"quick", "slow"}
    assert baseline.limits.test_s == pytest.approx(50.0)


def test_only_what_the_task_is_about_is_a_target() -> None:
    suite = Suite({"t/a.py::x": always(FAILED), "t/b.py::y": always(FAILED)})
    baseline = measure(suite, Limits(), ("t/b.py",), Patience(60))
    assert baseline.targets == ("t/b.py::y",)


def test_recording_lines_is_bounded_and_begins_with_what_fails() -> None:
    suite = Suite({"a": always(PASSED, 0.4), "b": always(FAILED, 0.4), "c": always(PASSED, 0.1)})
    measure(suite, Limits(), (), Patience(4.4))
    assert suite.traced == ["b", "c"]


def test_one_failing_test_is_recorded_however_long_it_takes() -> None:
    suite = Suite({"a": always(PASSED, 0.1), "b": always(FAILED, 0.4)})
    measure(suite, Limits(), (), Patience(0.1))
    assert suite.traced == ["b"]


def test_a_failure_of_the_machinery_is_an_error_with_a_way_on() -> None:
    class Broken(Suite):
        def run(self, rollout: Rollout) -> RolloutResult:
            return InfrastructureFailure(f"gone before {rollout.key}")

    with pytest.raises(ProjectError, match="gone before") as raised:
        measure(Broken({}), Limits(), (), Patience(1))
    assert "--test" in raised.value.hint


def test_targets_get_ten_times_their_own_time_and_other_tests_more() -> None:
    ends = {"a": always(PASSED, 0.001), "b": always(FAILED, 0.1), "c": always(FAILED, 0.001)}
    limits = rollout_limits(measure(Suite(ends), Limits(), (), Patience(60)))
    assert dict(limits.tests_s) == {"a": 2.0, "b": 1.0, "c": 0.25}


def test_calls_out_of_targets_are_bounded_by_what_tests_needed() -> None:
    ends = {"a": always(PASSED, 0.03), "b": always(FAILED, 0.1), "c": always(FAILED, 0.001)}
    baseline = measure(Suite(ends), Limits(), (), Patience(60))
    assert dict(rollout_limits(baseline).calls_s) == {"b": 1.0, "c": 0.06}
    assert rollout_limits(baseline, loops=False).calls_s == ()


def test_counts_by_outcome() -> None:
    results = [TestResult(o.value, o) for o in Outcome]
    counts = count(results, flaky=3)
    assert (counts.passed, counts.failed, counts.errors) == (1, 1, 1)
    assert (counts.timed_out, counts.skipped, counts.flaky) == (1, 1, 3)
