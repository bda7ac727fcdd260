"""Arguments of calls: exchanged, dropped, put, named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, islice

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, edit, exchange, put
from oppie.proposers.syntax.tree import Node

_MOST_ELEMENTS = 12
_FEW_ELEMENTS = 4
_MOST_CALLS = 50


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


def put_argument(node: Node, ctx: Context) -> Iterator[Draft]:
    """``f(a)`` → ``f(a, b)``: a variable, or what is usual for the function."""
    function = node.parent.get("function") if node.parent else None
    if function is None:
        return
    called = function.text.rsplit(".", 1)[-1]
    for text, factor in (
        *ctx.language.usual.arguments.get(called, ()),
        *_parameters(called, node, ctx),
        *_elsewhere(called, node, ctx),
    ):
        yield _append(node, text, factor)
    for rank, name in enumerate(ctx.variables(node)):
        if name.at < node.start:
            yield _append(node, name.text, 0.35 * 0.9**rank)
            if node.parts:
                first = node.parts[0].start
                yield edit(node, Piece(first, first, f"{name.text}, "), factor=0.2 * 0.9**rank)


def _parameters(called: str, node: Node, ctx: Context) -> Iterator[tuple[str, float]]:
    """Keyword arguments that the called function of the file takes and does not get."""
    says = ctx.says
    if not says.keyword:
        return
    given = {p.text.split("=")[0] for p in node.parts}
    seen = {n.text for n in ctx.variables(node)}
    found = next((f for f in ctx.scope.functions() if f.text == called), None)
    holder = found.node.parent if found else None
    parameters = holder.get("parameters") if holder else None
    for part in parameters.parts if parameters else ():
        name = part.text.split("=")[0].split(":")[0].strip("* ")
        if name not in given and name in seen:
            yield says.keyword.format(name, name), 0.8
            yield name, 0.8


def _elsewhere(called: str, node: Node, ctx: Context) -> Iterator[tuple[str, float]]:
    """Keyword arguments that other calls in the file give to a function of this name."""
    if not ctx.says.keyword:
        return
    pattern = rf"\b{re.escape(called)}\(([^()]*)\)"
    for match in islice(re.finditer(pattern, ctx.root.text), _MOST_CALLS):
        for given in match.group(1).split(","):
            name, equals, value = given.strip().partition("=")
            if equals and name.isidentifier() and value and f"{name}=" not in node.text:
                yield given.strip(), 0.5


def _append(node: Node, text: str, factor: float) -> Draft:
    end = node.end - 1
    if not node.parts:
        return edit(node, Piece(end, end, text), factor=factor)
    last = node.parts[-1].end
    return edit(node, Piece(last, last, f", {text}"), factor=factor)


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
