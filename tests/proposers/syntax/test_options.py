"""Options keep the highest weight of each text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oppie.proposers.syntax.options import Options

PAIRS = st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0.0, 1.0)))


@given(PAIRS)
def test_the_highest_weight_counts(pairs: list[tuple[str, float]]) -> None:
    options = Options()
    for text, weight in pairs:
        options.offer(text, weight)
    assert dict(options) == {t: max(w for u, w in pairs if u == t) for t, _ in pairs}


@given(PAIRS)
def test_ranked_falls(pairs: list[tuple[str, float]]) -> None:
    options = Options(pairs)
    weights = [weight for _, weight in options.ranked()]
    assert weights == sorted(weights, reverse=True)
    assert sorted(options.ranked()) == sorted(options)


def test_ties_keep_their_order() -> None:
    options = Options([("b", 0.5)])
    options.offer_all(["c", "a", "b"], 0.5)
    assert [text for text, _ in options.ranked()] == ["b", "c", "a"]
