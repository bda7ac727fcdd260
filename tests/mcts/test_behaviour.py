"""The same doing has the same number; what a proposer needs is kept once."""

import pytest

from oppie.mcts import behaviour
from oppie.mcts.behaviour import Behaviours
from oppie.model.observation import Failure, Frame, Observation, Outcome, TestResult


def bad(test: str, message: str = "assert 1 == 2", line: int = 3) -> TestResult:
    failure = Failure("AssertionError", message, (Frame("tests/test_a.py", line, "test"),))
    return TestResult(test, Outcome.FAILED, 0.1, failure)


def good(test: str) -> TestResult:
    return TestResult(test, Outcome.PASSED, 0.1)


ROOT = Observation((bad("a"), bad("b"), good("c")))


def test_the_root_behaves_as_0() -> None:
    assert Behaviours(ROOT).number(ROOT) == 0


def test_times_do_not_matter() -> None:
    slower = Observation((TestResult("c", Outcome.PASSED, 9.0),), seconds=9.0)
    assert Behaviours(ROOT).number(slower) == 0


def test_tests_that_did_not_run_say_nothing() -> None:
    assert Behaviours(ROOT).number(Observation((bad("a"),), complete=False)) == 0


def test_the_order_of_tests_does_not_matter() -> None:
    behaviours = Behaviours(ROOT)
    one = behaviours.number(Observation((good("a"), bad("c"))))
    assert behaviours.number(Observation((bad("c"), good("a")))) == one != 0


@pytest.mark.parametrize(
    "result",
    [good("a"), bad("a", "assert 1 == 3"), bad("a", line=4), bad("c"), bad("new")],
    ids=["passes", "message", "line", "breaks", "new test"],
)
def test_what_the_tests_do_differently_is_another_number(result: TestResult) -> None:
    assert Behaviours(ROOT).number(Observation((result,))) == 1


def test_addresses_in_messages_do_not_matter() -> None:
    behaviours = Behaviours(ROOT)
    one = behaviours.number(Observation((bad("a", "<X object at 0x7f01>"),)))
    assert behaviours.number(Observation((bad("a", "<X object at 0x7fFF>"),))) == one


def test_numbers_count_up() -> None:
    behaviours = Behaviours(ROOT)
    numbers = [behaviours.number(Observation((bad("a", str(n)),))) for n in (5, 6, 5, 7)]
    assert numbers == [1, 2, 1, 3]


def test_bad_results_are_kept_and_what_was_repaired() -> None:
    behaviours = Behaviours(ROOT)
    number = behaviours.number(Observation((good("a"), bad("b", "else"), good("c"))))
    assert behaviours.observation(number).results == (good("a"), bad("b", "else"))
    assert behaviours.observation(0) is ROOT


def test_beyond_the_bound_the_root_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behaviour, "MOST_KEPT", 2)
    behaviours = Behaviours(ROOT)
    numbers = [behaviours.number(Observation((bad("a", str(n)),))) for n in range(3)]
    assert numbers == [1, 2, 3]
    assert behaviours.observation(1).results == (bad("a", "0"),)
    assert behaviours.observation(3) is ROOT


def test_a_result_without_a_failure_is_told_by_its_outcome() -> None:
    behaviours = Behaviours(ROOT)
    hangs = Observation((TestResult("a", Outcome.TIMED_OUT),))
    skips = Observation((TestResult("a", Outcome.SKIPPED),))
    assert behaviours.number(hangs) != behaviours.number(skips)


def test_gains_are_the_tests_that_pass_now() -> None:
    behaviours = Behaviours(ROOT)
    one = behaviours.number(Observation((good("a"), bad("b"))))
    other = behaviours.number(Observation((bad("a"), good("b"), good("c"))))
    both = behaviours.number(Observation((good("a"), good("b"), bad("c"))))
    gains = behaviours.gains
    assert gains(0) == 0
    assert gains(one) != gains(other)
    assert gains(one) | gains(other) == gains(both)
    assert gains(one) & gains(other) == 0


def test_tests_that_appear_and_pass_are_gains() -> None:
    """A file that did not collect has no tests at the root."""
    behaviours = Behaviours(Observation((TestResult("tests/test_a.py", Outcome.ERROR),)))
    number = behaviours.number(Observation((good("tests/test_a.py::test_x"),)))
    assert behaviours.gains(number) != 0


def test_behaviours_are_told_apart_without_bound_in_gains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behaviour, "MOST_KEPT", 1)
    behaviours = Behaviours(ROOT)
    number = behaviours.number(Observation((good("a"),)))
    assert behaviours.gains(number) == 1
