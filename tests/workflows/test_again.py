"""The second time that the tests of the base run, with another Session beside."""

from __future__ import annotations

from oppie.model.observation import Outcome
from oppie.model.rollout import Limits
from oppie.workflows.baseline import measure
from oppie.workflows.looking import Patience
from tests.workflows.test_baseline import FAILED, PASSED, Suite, always

TESTS = {"a": always(PASSED, 0.4), "b": always(FAILED, 0.4), "c": always(PASSED, 0.1)}
BRIEF = Patience(4.4)
"""Time to record the lines of two of the tests."""


def test_what_is_not_recorded_runs_beside() -> None:
    suite, beside = Suite(TESTS), Suite(TESTS)
    measure(suite, Limits(), (), BRIEF, beside)
    assert suite.traced == ["b", "c"]
    assert [rollout.targets for rollout in beside.asked] == [("a",)]


def test_it_ends_alike_with_and_without_company() -> None:
    alone = measure(Suite(TESTS), Limits(), (), BRIEF)
    assert measure(Suite(TESTS), Limits(), (), BRIEF, Suite(TESTS)) == alone


def test_what_ends_differently_beside_is_set_aside() -> None:
    shaky: list[tuple[Outcome, float]] = [(FAILED, 0.4)]
    beside = Suite({**TESTS, "a": shaky})
    assert measure(Suite(TESTS), Limits(), (), BRIEF, beside).flaky == ("a",)
