"""What earlier runs say of operators: shrunk, bounded, by context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.model.experience import Experience
from oppie.orchestrator.leanings import LEAST, MOST, leanings, summed


def seen(operator: str, tried: int, helped: int, context: str = "python") -> Experience:
    return Experience(operator, context, tried, helped)


def test_nothing_seen_nothing_said() -> None:
    assert leanings([], "python") == ()
    assert leanings([seen("delete", 9, 1, "rust")], "python") == ()


def test_one_success_changes_little() -> None:
    ((_, delete), (_, negate)) = leanings([seen("negate", 5, 1), seen("delete", 95, 0)], "python")
    assert 1.0 < negate < 1.25
    assert 0.8 < delete < 1.0


def test_many_change_much_within_bounds() -> None:
    found = dict(leanings([seen("negate", 500, 90), seen("delete", 9500, 1)], "python"))
    assert found == {"negate": MOST, "delete": LEAST}


def test_the_usual_rate_says_nothing() -> None:
    found = leanings([seen("negate", 100, 10), seen("delete", 1000, 100)], "python")
    assert [factor for _, factor in found] == pytest.approx([1.0, 1.0])


def test_rows_are_summed_by_operator() -> None:
    rows = [("negate", True), ("delete", False), ("negate", False)]
    assert summed(rows, "go") == (seen("delete", 1, 0, "go"), seen("negate", 2, 1, "go"))


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 50)), max_size=8))
def test_factors_stay_within_bounds(counts: list[tuple[int, int]]) -> None:
    each = [seen(str(n), tried + helped, helped) for n, (tried, helped) in enumerate(counts)]
    assert all(LEAST <= factor <= MOST for _, factor in leanings(each, "python"))
