"""Which lines to suspect, by what tests reached them."""

from __future__ import annotations

import time
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.integrations.spectrum import suspicions
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
    assert suspicions(traces, everything) == (
        Suspicion("a.py", 2, 1.0),
        Suspicion("a.py", 1, sqrt(1 / 2)),
    )


def test_a_worked_example() -> None:
    # two failing tests; line 7 is reached by both and by one of three passing ones
    traces = [
        trace(Outcome.FAILED, 7),
        trace(Outcome.FAILED, 7, 9),
        trace(Outcome.PASSED, 7),
        trace(Outcome.PASSED, 9),
        trace(Outcome.PASSED, 3),
    ]
    assert scores(traces) == {
        ("a.py", 7): pytest.approx(sqrt(sqrt(2) / (sqrt(2) + 1))),
        ("a.py", 9): pytest.approx(sqrt(1 / 2 / 2)),
    }


def test_errors_and_timeouts_are_failing_tests() -> None:
    assert [scores([trace(bad, 4)]) for bad in BAD] == [{("a.py", 4): 1.0}] * 3


def test_skipped_tests_say_nothing() -> None:
    assert scores([trace(Outcome.FAILED, 4), trace(Outcome.SKIPPED, 4)]) == {("a.py", 4): 1.0}


def test_of_equal_lines_the_one_fewer_passing_tests_reach_comes_first() -> None:
    # one of six failing tests and no passing one; four of six, and six passing ones
    traces = [
        trace(Outcome.FAILED, 8),
        *[trace(Outcome.FAILED, 2)] * 4,
        trace(Outcome.FAILED, 20),
        *[trace(Outcome.PASSED, 2)] * 6,
    ]
    found = suspicions(traces, everything)
    assert [s.score for s in found] == [pytest.approx(sqrt(1 / 6))] * 3
    assert [s.line for s in found] == [8, 20, 2]


def test_nothing_is_suspected_without_a_failing_test() -> None:
    assert suspicions([trace(Outcome.PASSED, 1, 2)], everything) == ()
    assert suspicions([], everything) == ()


def test_what_may_not_change_is_not_suspected() -> None:
    traces = [trace(Outcome.FAILED, 1, path="tests/t.py"), trace(Outcome.FAILED, 1)]
    assert {s.path for s in suspicions(traces, source)} == {"a.py"}


@given(TRACES)
def test_every_score_is_the_formulas(traces: list[TestTrace]) -> None:
    failing = [t for t in traces if t.outcome.bad]
    passing = [t for t in traces if t.outcome is Outcome.PASSED]
    for (path, line), score in scores(traces).items():
        ef = sum(line in t.lines.get(path, ()) for t in failing)
        ep = sum(line in t.lines.get(path, ()) for t in passing)
        assert 0 < score <= 1
        assert score == pytest.approx(sqrt(ef / len(failing) * sqrt(ef) / (sqrt(ef) + ep)))


@given(TRACES)
def test_lines_come_once_each_sorted_by_score(traces: list[TestTrace]) -> None:
    found = suspicions(traces, source)
    assert len({(s.path, s.line) for s in found}) == len(found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert all(source(s.path) for s in found)


@given(TRACES)
def test_the_order_of_the_tests_does_not_matter(traces: list[TestTrace]) -> None:
    assert suspicions(traces, everything) == suspicions(traces[::-1], everything)


def test_hundreds_of_tests_with_thousands_of_lines_take_well_under_two_seconds() -> None:
    lines = tuple(range(1, 4001))
    traces = [trace(Outcome.FAILED if n % 9 == 0 else Outcome.PASSED, *lines) for n in range(400)]
    began = time.process_time()
    assert len(suspicions(traces, everything)) == 4000
    assert time.process_time() - began < 2
