from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.inside.messages import BAD, ERROR, FAILED, PASSED, SKIPPED, TIMED_OUT
from oppie.inside.stopping import FIRST_BAD, FIRST_BROKEN, NEVER, Stopping

OUTCOMES = st.sampled_from([PASSED, FAILED, ERROR, TIMED_OUT, SKIPPED])


@given(st.lists(st.tuples(OUTCOMES, st.booleans())))
def test_never_stops(ends: list[tuple[str, bool]]) -> None:
    stopping = Stopping(NEVER)
    assert all(stopping.goes_on(outcome, target) for outcome, target in ends)
    assert stopping.runs_others()


@given(OUTCOMES, st.booleans())
def test_first_bad_stops_at_any_bad_one(outcome: str, target: bool) -> None:  # noqa: FBT001 - drawn
    assert Stopping(FIRST_BAD).goes_on(outcome, target) == (outcome not in BAD)


@pytest.mark.parametrize(
    ("outcome", "target", "goes_on"),
    [
        (FAILED, True, True),
        (ERROR, True, True),
        (TIMED_OUT, True, False),
        (FAILED, False, False),
        (TIMED_OUT, False, False),
        (PASSED, False, True),
        (SKIPPED, True, True),
    ],
)
def test_first_broken(outcome: str, target: bool, goes_on: bool) -> None:  # noqa: FBT001 - a table
    assert Stopping(FIRST_BROKEN).goes_on(outcome, target) == goes_on


def test_first_broken_runs_others_only_if_all_targets_passed() -> None:
    stopping = Stopping(FIRST_BROKEN)
    assert stopping.goes_on(PASSED, target=True)
    assert stopping.runs_others()
    assert stopping.goes_on(FAILED, target=True)
    assert not stopping.runs_others()


def test_a_failure_of_an_earlier_process_counts() -> None:
    assert not Stopping(FIRST_BROKEN, failed=True).runs_others()
    assert Stopping(FIRST_BAD, failed=True).runs_others()
