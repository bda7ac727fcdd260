"""Arguments of calls exchanged, dropped, named; elements of collections. See :mod:`.given` too."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, edit, exchange, put
from oppie.proposers.syntax.tree import Node

_MOST_ELEMENTS = 12
_FEW_ELEMENTS = 4


def swap(node: Node, ctx: Context) -> Iterator[Draft]:
    """``f(a, b)`` → ``f(b, a)``."""
    del ctx
    plain = [p for p in node.parts if p.kind != "keyword_argument"]
    for one, two in combinations(plain[:6], 2):
        if one.text != two.text:
            yield exchange(one, two, 1.0 if two is plain[plain.index(one) + 1] else 0.5)


def drop(node: Node, ctx: Context) -> Iterator[Draft]:
    """``f(a, b)`` → ``f(a)``."""
    del ctx
    for i, part in enumerate(node.parts):
        yield edit(part, _without(node.parts, i), factor=1.0 if len(node.parts) > 1 else 0.3)


def _without(parts: tuple[Node, ...], i: int) -> Piece:
    if len(parts) == 1:
        return Piece(parts[0].start, parts[0].end, "")
    if i:
        return Piece(parts[i - 1].end, parts[i].end, "")
    return Piece(parts[0].start, parts[1].start, "")


def keyword(node: Node, ctx: Context) -> Iterator[Draft]:
    """``key=x`` → ``x``; the value of ``reverse`` negated."""
    value = node.get("value")
    if value is not None:
        yield put(node, value.text, 0.2)
        if value.kind not in ("true", "false"):
            yield put(value, ctx.says.negated(value.text, ctx.language.level(value)), 0.2)


def elements(node: Node, ctx: Context) -> Iterator[Draft]:
    """Elements of a list, tuple or set: one dropped, two exchanged, one put."""
    parts = node.parts
    if not 1 <= len(parts) <= _MOST_ELEMENTS:
        return
    if len(parts) > 1:
        for i, part in enumerate(parts):
            yield edit(part, _without(parts, i), factor=0.6)
        for one, two in combinations(parts, 2):
            near = parts.index(two) - parts.index(one) == 1
            if one.text != two.text and (near or len(parts) <= _FEW_ELEMENTS):
                yield exchange(one, two, 0.4 if parts[2:] else 1.0)
    last = parts[-1].end
    for rank, name in enumerate(ctx.variables(node)[:5]):
        yield edit(node, Piece(last, last, f", {name.text}"), factor=0.15 * 0.9**rank)
