"""The ledger reserves before and settles after; a budget is never passed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.model.task import Budget
from oppie.orchestrator.budget import UNBOUNDED, Ledger, Spent


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def ledger(budget: Budget, before: Spent | None = None) -> tuple[Ledger, Clock]:
    clock = Clock()
    return Ledger(budget, clock, before or Spent()), clock


def test_rollouts_are_reserved_and_settled() -> None:
    found, _ = ledger(Budget(None, rollouts=2))
    assert found.room() == 2
    assert found.reserve()
    assert found.reserve()
    assert found.room() == 0
    assert not found.reserve()
    found.settle(executed=True)
    assert found.room() == 0
    found.settle(executed=False)
    assert found.room() == 1
    assert found.spent() == 0.5


def test_time_ends_it() -> None:
    found, clock = ledger(Budget(seconds=10.0))
    assert found.room() == UNBOUNDED
    clock.now = 9.9
    assert found.reserve()
    clock.now = 10.0
    assert found.room() == 0
    assert not found.reserve()
    assert found.spent() == 1.0


def test_money_is_set_aside_before_it_is_paid() -> None:
    found, _ = ledger(Budget(None, usd=1.0))
    assert found.reserve(usd=0.6)
    assert not found.reserve(usd=0.6)
    found.settle(executed=True, reserved_usd=0.6, usd=0.3)
    assert found.usd() == 0.3
    assert found.reserve(usd=0.6)
    found.settle(executed=True, reserved_usd=0.6, usd=0.6)
    assert found.reserve(usd=0.1)


def test_money_that_is_gone_leaves_no_room() -> None:
    found, _ = ledger(Budget(None, usd=0.5), Spent(usd=0.5))
    assert found.room() == 0


def test_what_earlier_processes_spent_counts() -> None:
    found, clock = ledger(Budget(100.0, rollouts=10), Spent(seconds=60.0, rollouts=9))
    assert found.room() == 1
    assert found.spent() == 0.9
    clock.now = 40.0
    assert found.room() == 0


def test_spent_is_the_largest_share() -> None:
    found, clock = ledger(Budget(100.0, rollouts=10, usd=1.0), Spent(usd=0.7))
    clock.now = 20.0
    assert found.spent() == 0.7
    clock.now = 500.0
    assert found.spent() == 1.0


def test_without_bounds_nothing_is_spent() -> None:
    found, clock = ledger(Budget(None))
    clock.now = 1e9
    assert found.room() == UNBOUNDED
    assert found.spent() == 0.0


def test_settling_what_was_not_reserved_is_a_mistake() -> None:
    found, _ = ledger(Budget())
    with pytest.raises(ValueError, match="not reserved"):
        found.settle(executed=True)
    found.reserve(usd=0.1)
    with pytest.raises(ValueError, match="not reserved"):
        found.settle(executed=True, reserved_usd=0.1, usd=0.2)


@given(
    st.integers(0, 20),
    st.lists(st.sampled_from(["reserve", "executed", "lost"]), max_size=80),
)
def test_reserved_and_executed_never_pass_the_budget(bound: int, moves: list[str]) -> None:
    found, _ = ledger(Budget(None, rollouts=bound))
    reserved = executed = 0
    for move in moves:
        if move == "reserve":
            reserved += found.reserve()
        elif reserved:
            found.settle(executed=move == "executed")
            reserved -= 1
            executed += move == "executed"
        assert reserved + executed <= bound
        assert found.room() == bound - reserved - executed
