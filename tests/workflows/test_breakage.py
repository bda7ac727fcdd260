"""What is said of a build that was broken before the search."""

from __future__ import annotations

from oppie.model.observation import Failure, Frame, Observation, Outcome, TestResult
from oppie.model.rollout import Limits
from oppie.model.verdict import Holds
from oppie.workflows.baseline import Baseline
from oppie.workflows.breakage import account, beyond_reach, breakage, broken_before

SECOND = Failure("BuildError", "undefined: y", (Frame("a.go", 9, ""),))
BUILD = Failure("BuildError", "undefined: x\nhelp", (Frame("a.go", 8, ""),), (SECOND,))
SYNTAX = Failure(
    "SyntaxError", "invalid syntax", (Frame("test_a.py", 1, "m"), Frame("a.py", 3, ""))
)
PASSED = TestResult("a_test.go::TestA", Outcome.PASSED)
BROKEN = TestResult("a_test.go::TestA", Outcome.ERROR, failure=BUILD)


def before(*results: TestResult, targets: tuple[str, ...] = ("a_test.go::TestA",)) -> Baseline:
    return Baseline(Observation(results), targets, (), (), (), Limits(), 2)


def test_the_first_problem_is_told_with_its_place_and_how_many_follow() -> None:
    assert breakage([PASSED, BROKEN]) == "a.go:8: undefined: x (and 1 more)"


def test_what_cannot_be_loaded_is_told_with_its_kind() -> None:
    result = TestResult("test_a.py", Outcome.ERROR, failure=SYNTAX)
    assert breakage([result]) == "a.py:3: SyntaxError: invalid syntax"


def test_a_test_that_ran_into_an_error_is_no_broken_build() -> None:
    failure = Failure("ValueError", "no", (Frame("a.py", 1, "f"),))
    assert breakage([TestResult("test_a.py::test", Outcome.ERROR, failure=failure)]) == ""
    assert breakage([PASSED]) == ""


def test_where_a_module_was_found_is_left_out() -> None:
    said = "cannot import name 'x' from 'a' (/tmp/copy/a.py)"
    failure = Failure("ImportError", said, (Frame("test_a.py", 1, ""),))
    result = TestResult("test_a.py", Outcome.ERROR, failure=failure)
    assert breakage([result]).endswith("ImportError: cannot import name 'x' from 'a'")


def test_a_test_file_that_does_not_parse_is_beyond_reach() -> None:
    result = TestResult("test_a.py", Outcome.ERROR, failure=SYNTAX)
    waiting = before(result, targets=("test_a.py",))
    assert beyond_reach(waiting, lambda path: path != "a.py")
    assert not beyond_reach(waiting, lambda path: path == "a.py")
    assert not beyond_reach(before(BROKEN), lambda _: False)


def test_only_the_tests_that_a_run_is_about_count() -> None:
    assert broken_before(before(BROKEN))
    assert not broken_before(before(BROKEN, targets=()))


def test_the_evidence_says_what_came_of_it() -> None:
    assert account(before(PASSED), [PASSED]) == ()
    (mended,) = account(before(BROKEN), [PASSED])
    (stays,) = account(before(BROKEN), [BROKEN])
    assert (mended.verdict, stays.verdict) == (Holds.PASS, Holds.FAIL)
    assert "a.go:8" in mended.detail
    assert "a.go:8" in stays.detail
