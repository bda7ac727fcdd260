"""Two small faults in one function: the likeliest edits of tokens, by twos."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from itertools import combinations

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, edit
from oppie.proposers.syntax.family import Operate
from oppie.proposers.syntax.operators import constants, names, operands
from oppie.proposers.syntax.operators.swaps import swap
from oppie.proposers.syntax.tree import Node

_EACH, _SINGLE, _MOST = 5, 60, 1500
"""Edits of one node, edits of one function, pairs of them that are kept, the likeliest."""
_OPERATORS = ("compare-operator", "boolean-operator", "arithmetic-operator", "range-operator")
_FAMILIES: tuple[tuple[str, Operate, float], ...] = (
    ("integer", constants.integer, 1.0),
    ("unary_operator", constants.integer, 1.0),
    ("identifier", names.variable, 0.6),
    ("comparison_operator", operands.swap, 0.5),
    ("binary_operator", operands.swap, 0.5),
    ("true", constants.truth, 1.0),
    ("false", constants.truth, 1.0),
)


def two(node: Node, ctx: Context) -> Iterator[Draft]:
    """Two of the likeliest small edits in different places."""
    if node is not ctx.unit.node:
        return
    single = nlargest(_SINGLE, _single(ctx), key=lambda draft: draft.factor)
    pairs = (
        edit(one.site, *one.pieces, *other.pieces, factor=one.factor * other.factor)
        for one, other in combinations(single, 2)
        if _apart(one, other)
    )
    yield from nlargest(_MOST, pairs, key=lambda draft: draft.factor)


def _single(ctx: Context) -> Iterator[Draft]:
    for name in _OPERATORS:
        for token in ctx.language.usual.operators.get(name, ()):
            for node in ctx.by_kind.get(token, ()):
                yield from nlargest(_EACH, swap(name)(node, ctx), key=lambda d: d.factor)
    for kind, operate, likely in _FAMILIES:
        for node in ctx.by_kind.get(kind, ()):
            best = nlargest(_EACH, operate(node, ctx), key=lambda d: d.factor)
            yield from (draft.scaled(likely) for draft in best)


def _apart(one: Draft, other: Draft) -> bool:
    """Whether two edits leave each other's text alone."""
    return all(
        first.end <= second.start or second.end <= first.start
        for first in one.pieces
        for second in other.pieces
    )
