"""Which lines to suspect, by what tests reached them."""

from __future__ import annotations

import time
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.integrations.spectrum import MOST_KINDS, coefficient, suspicions
from oppie.model.observation import Outcome, Suspicion, TestTrace

BAD = (Outcome.FAILED, Outcome.ERROR, Outcome.TIMED_OUT)
LINES = st.lists(st.integers(1, 12), unique=True).map(lambda lines: tuple(sorted(lines)))
TRACES = st.lists(
    st.builds(
        TestTrace,
        test=st.just("t"),
        outcome=st.sampled_from(Outcome),
        lines=st.dictionaries(st.sampled_from(["a.py", "b.py", "tests/t.py"]), LINES),
    ),
    max_size=8,
)


def everything(_path: str) -> bool:
    return True


def source(path: str) -> bool:
    return not path.startswith("tests/")


def trace(outcome: Outcome, *lines: int, path: str = "a.py") -> TestTrace:
    return TestTrace("t", outcome, {path: lines})


def scores(traces: list[TestTrace]) -> dict[tuple[str, int], float]:
    return {(s.path, s.line): s.score for s in suspicions(traces, everything)}


def test_a_line_that_only_failing_tests_reach_scores_one() -> None:
    traces = [trace(Outcome.FAILED, 1, 2), trace(Outcome.PASSED, 1)]
    alone, shared = suspicions(traces, everything)
    assert alone == Suspicion("a.py", 2, 1.0)
    assert shared.line == 1
    assert shared.score < sqrt(1 / 2)


def test_a_worked_example() -> None:
    # two failing tests; line 7 is reached by both and by one of three passing ones
    assert coefficient(2, 1, 2) == pytest.approx(sqrt(sqrt(2) / (sqrt(2) + 1)))
    # line 9 by one of both and by another passing one
    assert coefficient(1, 1, 2) == pytest.approx(sqrt(1 / 2 / 2))


def test_lines_that_no_test_tells_apart_are_alike() -> None:
    traces = [*[trace(Outcome.FAILED, 4, 5)] * 3, trace(Outcome.PASSED, 4, 5)]
    assert scores(traces) == dict.fromkeys([("a.py", 4), ("a.py", 5)], coefficient(3, 1, 3))


def test_what_all_tests_share_explains_little_beside_what_each_has_of_its_own() -> None:
    # two faults, in lines 2 and 3; line 1 is run by all, and by passing tests too
    traces = [
        *[trace(Outcome.FAILED, 1, 2)] * 4,
        *[trace(Outcome.FAILED, 1, 3)] * 4,
        *[trace(Outcome.PASSED, 1)] * 3,
    ]
    found = scores(traces)
    assert coefficient(8, 3, 8) == pytest.approx(coefficient(4, 0, 8), rel=0.02)
    assert found["a.py", 2] == found["a.py", 3]
    assert found["a.py", 1] < 0.95 * found["a.py", 2]


def test_a_fault_of_few_tests_is_not_hidden_by_one_of_many() -> None:
    # line 2 fails nine tests, line 3 one; line 4 is run by five of the nine and passing ones
    traces = [
        *[trace(Outcome.FAILED, 2)] * 4,
        *[trace(Outcome.FAILED, 2, 4)] * 5,
        trace(Outcome.FAILED, 3),
        *[trace(Outcome.PASSED, 4)] * 3,
    ]
    assert coefficient(5, 3, 10) > coefficient(1, 0, 10)
    found = scores(traces)
    assert found["a.py", 3] > found["a.py", 4]


def test_errors_and_timeouts_are_failing_tests() -> None:
    assert [scores([trace(bad, 4)]) for bad in BAD] == [{("a.py", 4): 1.0}] * 3


def test_skipped_tests_say_nothing() -> None:
    assert scores([trace(Outcome.FAILED, 4), trace(Outcome.SKIPPED, 4)]) == {("a.py", 4): 1.0}


def test_of_equal_lines_the_first_comes_first() -> None:
    traces = [trace(Outcome.FAILED, 8), trace(Outcome.FAILED, 20), trace(Outcome.FAILED, 2)]
    assert [s.line for s in suspicions(traces, everything)] == [2, 8, 20]


def test_nothing_is_suspected_without_a_failing_test() -> None:
    assert suspicions([trace(Outcome.PASSED, 1, 2)], everything) == ()
    assert suspicions([], everything) == ()


def test_what_may_not_change_is_not_suspected() -> None:
    traces = [trace(Outcome.FAILED, 1, path="tests/t.py"), trace(Outcome.FAILED, 1)]
    assert {s.path for s in suspicions(traces, source)} == {"a.py"}


@given(TRACES)
def test_the_greatest_score_is_the_greatest_coefficient(traces: list[TestTrace]) -> None:
    failing = [t for t in traces if t.outcome.bad]
    passing = [t for t in traces if t.outcome is Outcome.PASSED]
    found = scores(traces)
    coefficients = [
        coefficient(ef, sum(line in t.lines.get(path, ()) for t in passing), len(failing))
        for path, line in found
        for ef in [sum(line in t.lines.get(path, ()) for t in failing)]
    ]
    assert all(0 < score <= 1 for score in found.values())
    assert max(found.values(), default=0) == pytest.approx(max(coefficients, default=0))


@given(TRACES)
def test_lines_come_once_each_sorted_by_score(traces: list[TestTrace]) -> None:
    found = suspicions(traces, source)
    assert len({(s.path, s.line) for s in found}) == len(found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert all(source(s.path) for s in found)


@given(TRACES)
def test_the_order_of_the_tests_does_not_matter(traces: list[TestTrace]) -> None:
    assert suspicions(traces, everything) == suspicions(traces[::-1], everything)


def test_of_very_many_kinds_of_failing_tests_those_of_most_tests_are_asked_about() -> None:
    own = [trace(Outcome.FAILED, 1000, kind) for kind in range(MOST_KINDS)]
    rare = [trace(Outcome.FAILED, 2000)]
    found = scores([*own, *own, *rare, trace(Outcome.PASSED, 1000)])
    assert 0 < found["a.py", 2000] < found["a.py", 1000]


def test_hundreds_of_tests_with_thousands_of_lines_take_well_under_two_seconds() -> None:
    lines = tuple(range(1, 4001))
    traces = [trace(Outcome.FAILED if n % 9 == 0 else Outcome.PASSED, *lines) for n in range(400)]
    began = time.process_time()
    assert len(suspicions(traces, everything)) == 4000
    assert time.process_time() - began < 2
