"""Rewrites of Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from oppie.proposers.rewrites.python import (
    accumulations,
    caching,
    containers,
    hoisting,
    indexes,
    joins,
    membership,
    ordering,
    searches,
)
from oppie.proposers.rewrites.python.source import Source
from oppie.proposers.rewrites.rewrite import Rewrite

Operator = Callable[[Source], Iterator[Rewrite]]

OPERATORS: tuple[Operator, ...] = (
    membership.shadows,
    membership.literals,
    membership.needless,
    caching.functions,
    joins.loops,
    joins.searches,
    containers.queues,
    containers.grown,
    containers.front,
    accumulations.sums,
    accumulations.lists,
    accumulations.texts,
    ordering.extremes,
    ordering.smallest,
    searches.answers,
    searches.flags,
    searches.generators,
    indexes.counts,
    indexes.positions,
    indexes.prefixes,
    indexes.items,
    hoisting.invariants,
    hoisting.constants,
)


def rewrites(data: bytes) -> Iterator[Rewrite]:
    """All rewrites of a file; none where it does not parse."""
    try:
        source = Source(data)
    except (SyntaxError, ValueError, RecursionError):
        return
    for operator in OPERATORS:
        yield from operator(source)
