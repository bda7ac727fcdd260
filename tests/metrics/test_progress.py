"""How far a failing test has come."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.metrics.progress import progress
from oppie.model.observation import Failure, Frame, Outcome, TestResult

TEST = "tests/test_a.py::test_one"


def failed(
    line: int = 5, kind: str = "AssertionError", message: str = "assert 1 == 9"
) -> TestResult:
    frames = (Frame("tests/test_a.py", line, "test_one"), Frame("src/a.py", 90 - line, "f"))
    return TestResult(TEST, Outcome.FAILED, 0.0, Failure(kind, message, frames))


HUNG = TestResult(TEST, Outcome.TIMED_OUT)


def unbuilt(*messages: str, line: int = 5, kind: str = "BuildError") -> TestResult:
    first, *others = [Failure(kind, text, (Frame("src/a.go", line, ""),)) for text in messages]
    return TestResult(TEST, Outcome.ERROR, 0.0, replace(first, further=tuple(others)))


def test_to_be_built_is_progress_beyond_all_that_a_build_can_make() -> None:
    one = progress(unbuilt("a", "b", "c"), unbuilt("c"))
    two = progress(unbuilt("a", "b", "c"), unbuilt("b", "c"))
    assert 0 < two < one < progress(unbuilt("a", "b", "c"), failed()) < 1


def test_more_problems_or_the_same_one_are_none() -> None:
    assert progress(unbuilt("a"), unbuilt("a", "b")) == 0.0
    assert progress(unbuilt("a"), unbuilt("a", line=9)) == 0.0


def test_another_problem_is_progress_where_it_comes_later() -> None:
    assert progress(unbuilt("a"), unbuilt("b", line=9)) > 0
    assert progress(unbuilt("a"), unbuilt("b", line=3)) == 0.0


def test_to_parse_is_progress_whatever_the_compiler_says_then() -> None:
    broken = unbuilt("a", kind="SyntaxError")
    assert 0 < progress(broken, unbuilt("b", "c")) < progress(broken, unbuilt("b"))
    assert progress(unbuilt("b"), broken) == 0.0


def test_the_same_failure_is_no_progress() -> None:
    assert progress(failed(), failed()) == 0.0


def test_a_later_line_is_progress_and_the_later_the_more() -> None:
    assert 0 < progress(failed(5), failed(6)) < progress(failed(5), failed(9)) < 1


def test_an_earlier_line_is_none() -> None:
    assert progress(failed(5), failed(4)) == 0.0
    assert progress(failed(5), failed(4, message="assert 8 == 9")) == 0.0


def test_a_nearer_value_at_the_same_line_is_progress() -> None:
    near = progress(failed(), failed(message="assert 8 == 9"))
    nearer = progress(failed(), failed(message="assert 8.9 == 9"))
    assert 0 < near < nearer < 1


def test_a_farther_value_is_none() -> None:
    assert progress(failed(), failed(message="assert 0 == 9")) == 0.0


def test_a_message_without_values_is_none() -> None:
    assert progress(failed(), failed(message="boom")) == 0.0


def test_an_assertion_that_is_reached_is_progress() -> None:
    assert progress(failed(kind="TypeError", message="no"), failed()) > 0
    assert progress(failed(), failed(kind="TypeError", message="no")) == 0.0


def test_to_end_at_all_is_progress() -> None:
    assert progress(HUNG, failed()) > 0
    assert progress(failed(), HUNG) == 0.0
    assert progress(HUNG, HUNG) == 0.0


def test_nothing_before_nothing_to_compare() -> None:
    assert progress(None, failed()) == 0.0
    assert progress(TestResult(TEST, Outcome.FAILED), failed()) == 0.0
    assert progress(failed(), TestResult(TEST, Outcome.FAILED)) == 0.0


def test_skipping_is_no_progress() -> None:
    assert progress(failed(), TestResult(TEST, Outcome.SKIPPED)) == 0.0


def test_without_a_frame_of_the_test_its_values_are_compared() -> None:
    bare = TestResult(TEST, Outcome.FAILED, 0.0, Failure("AssertionError", "1 != 9"))
    nearer = TestResult(TEST, Outcome.FAILED, 0.0, Failure("AssertionError", "8 != 9"))
    assert progress(bare, nearer) > 0


@pytest.mark.parametrize("line", [6, 50, 5000])
def test_later_lines_stay_below_a_fixed_test(line: int) -> None:
    assert progress(failed(5), failed(line)) < 0.7


@given(st.integers(1, 99), st.integers(1, 99), st.text(max_size=30), st.text(max_size=30))
def test_progress_is_in_0_to_1(a: int, b: int, one: str, other: str) -> None:
    found = progress(failed(a, message=one), failed(b, message=other))
    assert 0.0 <= found < 1.0
