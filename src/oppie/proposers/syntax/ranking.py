"""Best first, and no sooner than needed: sources of drafts opened in the order of bounds."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """Something that yields items and further sources when it is opened.

    Attributes:
        bound: nothing in it weighs more.
        open: yields (weight, item) pairs and Sources, in any order.
    """

    bound: float
    open: Callable[[], Iterable[Source[T] | tuple[float, T]]]


def best_first(source: Source[T]) -> Iterator[tuple[float, T]]:
    """All items with their weights, the heaviest first; ties in the order of arrival.

    A source is opened only when its bound is the heaviest of all that is left. An item
    that is heavier than its source's bound comes as if it had the bound.
    """
    ties = count()
    heap: list[tuple[float, int, Source[T] | T]] = [(-source.bound, next(ties), source)]
    while heap:
        weight, _, item = heapq.heappop(heap)
        if not isinstance(item, Source):
            yield -weight, item
            continue
        for found in item.open():
            if isinstance(found, Source):
                bound = min(found.bound, -weight)
                heapq.heappush(heap, (-bound, next(ties), found))
            else:
                own = min(found[0], -weight)
                heapq.heappush(heap, (-own, next(ties), found[1]))
