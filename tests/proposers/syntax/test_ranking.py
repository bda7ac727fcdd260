"""Best first, and no source is opened sooner than needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice, pairwise

from hypothesis import given
from hypothesis import strategies as st

from oppie.proposers.syntax.ranking import Source, best_first

WEIGHTS = st.lists(st.floats(0.01, 1.0), max_size=6)


def items(*weights: float) -> Callable[[], Iterable[tuple[float, float]]]:
    return lambda: [(weight, weight) for weight in weights]


@given(st.lists(WEIGHTS, max_size=6))
def test_everything_comes_in_order(groups: list[list[float]]) -> None:
    sources = [Source(max(group, default=0.5), items(*group)) for group in groups]
    found = list(best_first(Source(1.0, lambda: sources)))
    assert [w for w, _ in found] == sorted((w for g in groups for w in g), reverse=True)


@given(st.lists(st.tuples(st.floats(0.01, 1.0), WEIGHTS), max_size=6))
def test_no_item_is_heavier_than_its_source(groups: list[tuple[float, list[float]]]) -> None:
    sources = [Source(bound, items(*weights)) for bound, weights in groups]
    found = [weight for weight, _ in best_first(Source(1.0, lambda: sources))]
    assert all(one >= two for one, two in pairwise(found))
    assert len(found) == sum(len(weights) for _, weights in groups)


def test_sources_are_opened_when_they_may_hold_the_next() -> None:
    opened: list[str] = []

    def noted(name: str, *weights: float) -> Callable[[], Iterable[tuple[float, float]]]:
        def opening() -> Iterable[tuple[float, float]]:
            opened.append(name)
            return items(*weights)()

        return opening

    sources = [Source(0.3, noted("low", 0.3)), Source(0.9, noted("high", 0.8, 0.4))]
    stream = best_first(Source(1.0, lambda: sources))
    assert [w for w, _ in islice(stream, 2)] == [0.8, 0.4]
    assert opened == ["high"]
    assert [w for w, _ in stream] == [0.3]
    assert opened == ["high", "low"]


def test_ties_come_in_the_order_of_arrival() -> None:
    source: Source[str] = Source(1.0, lambda: [(0.5, "a"), (0.5, "b"), (0.5, "c")])
    assert [item for _, item in best_first(source)] == ["a", "b", "c"]


def test_sources_may_hold_sources() -> None:
    inner: Source[str] = Source(0.5, lambda: [(0.2, "x")])
    outer: Source[str] = Source(1.0, lambda: [(0.3, "y"), inner])
    assert list(best_first(outer)) == [(0.3, "y"), (0.2, "x")]
