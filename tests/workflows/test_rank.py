"""What passes is ranked: generality, size, likelihood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.observation import Observation
from oppie.model.score import Evaluated, Score
from oppie.workflows.rank import distrusted, ranked

BASE = State(Digest("base"))


def passing(
    operator: str = "compare", size: int = 1, prior: float = 0.5, value: float = 1.0, depth: int = 1
) -> Evaluated:
    change = Change((Edit("a.py", 0, 0, b"x" * size),), Origin("p", operator))
    state = State(Digest(f"{operator}{size}{prior}"), (change,) * depth)
    return Evaluated(Candidate(BASE, change, prior), state, Observation(()), Score(value))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (passing(value=1.0, size=9), passing(value=0.9)),
        (passing(size=9), passing("delete-statement")),
        (passing(size=9), passing("constant-condition")),
        (passing(size=9), passing(depth=2)),
        (passing(size=1, prior=0.1), passing(size=2, prior=0.9)),
        (passing(prior=0.9), passing(prior=0.1)),
    ],
    ids=["value", "deletion", "constant condition", "fewer edits", "size", "prior"],
)
def test_order(better: Evaluated, worse: Evaluated) -> None:
    assert ranked([worse, better]) == (better, worse)


def test_deletions_are_distrusted() -> None:
    assert distrusted(passing("delete-statement").state.changes)
    assert not distrusted(passing("compare-operator").state.changes)


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0.1, 1)), max_size=6))
def test_ranking_keeps_everything_and_is_stable(sizes: list[tuple[int, float]]) -> None:
    found = [passing(size=size, prior=prior) for size, prior in sizes]
    once = ranked(found)
    assert sorted(map(id, once)) == sorted(map(id, found))
    assert ranked(once) == once
