"""Subscripts put, taken away and turned into a whole: ``x[-1]`` → ``sum(x)``."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.levels import ATOM
from oppie.proposers.syntax.shapes import SEQUENCES
from oppie.proposers.syntax.tree import Node


def put_subscript(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x`` → ``x[0]``, ``x[1:]``, ``x[i]``, ``x[:k]``."""
    shape = ctx.shape(node)
    if not ctx.language.is_value(node) or node.role == "function":
        return
    if not shape.among(SEQUENCES | {"dict"}) or node.kind in ("string", "lambda"):
        return
    sure = 1.0 if shape.base else 0.4
    text = node.text if ctx.language.level(node) >= ATOM else f"({node.text})"
    yield from _items(node, ctx, text, sure)
    if shape.base != "dict":
        for idiom in ctx.language.usual.parts:
            if chance := idiom.chance(shape):
                yield put(node, idiom.template.format(text), chance * sure)


def _items(node: Node, ctx: Context, text: str, sure: float) -> Iterator[Draft]:
    """Items and ends of a collection by the variables at hand."""
    shape = ctx.shape(node)
    for rank, name in enumerate(ctx.variables(node)):
        if name.text == node.text or name.at > node.start:
            continue
        near = sure * 0.9**rank
        if ctx.shapes.named(name.text).base == "int" or shape.base == "dict":
            yield put(node, ctx.says.item.format(text, name.text), 0.7 * near)
        if ctx.shapes.named(name.text).among(frozenset({"int"})) and shape.base != "dict":
            for template in (ctx.says.tail, ctx.says.front):
                yield put(node, template.format(text, name.text), 0.5 * near)


def other_end(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x[0]`` → ``x[x.length - 1]``, and back; of other indexes both are less likely."""
    value, index, last = node.get("value"), node.get("subscript"), ctx.language.usual.last
    if value is None or index is None or index.kind == "slice" or not last:
        return
    end = last.format(value.text)
    yield put(index, end, 1.0 if index.kind == "integer" else 0.25)
    yield put(index, "0", 1.0 if index.text == end else 0.25)


def drop_subscript(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x[i]`` → ``x``, ``i``, ``sum(x)``, ``x[-i]``, ``x[::-1]``."""
    value, index = node.get("value"), node.get("subscript")
    if value is None or index is None:
        return
    yield put(node, value.text)
    if not ctx.language.is_value(node):
        return
    if index.kind == "slice":
        for idiom in ctx.language.usual.parts[-2:-1]:
            yield put(node, idiom.template.format(value.text), 0.3)
        return
    yield put(node, ctx.language.fit(node, index.text, ctx.language.level(index)), 0.6)
    for template in ctx.language.usual.wholes:
        yield put(node, template.format(value.text), 0.35)
    for template in ctx.language.usual.indexes:
        yield put(index, template.format(index.text, value.text), 0.35)
    for template, factor in ctx.language.usual.lookups:
        yield put(node, template.format(value.text, index.text), factor)
