"""Rewrites of JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from oppie.proposers.rewrites.javascript import caching, growing, hoisting, lookups, membership
from oppie.proposers.rewrites.javascript.source import Source
from oppie.proposers.rewrites.rewrite import Rewrite

Operator = Callable[[Source], Iterator[Rewrite]]

OPERATORS: tuple[Operator, ...] = (
    membership.shadows,
    lookups.found,
    lookups.loops,
    caching.functions,
    growing.spreads,
    growing.reductions,
    growing.searches,
    hoisting.invariants,
)


def rewrites(data: bytes) -> Iterator[Rewrite]:
    """All rewrites of a file; none where it does not parse."""
    try:
        source = Source(data)
    except ValueError:
        return
    for operator in OPERATORS:
        yield from operator(source)
