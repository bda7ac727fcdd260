"""Subscripts put, taken away and turned into a whole: ``x[-1]`` → ``sum(x)``."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.language import ATOM
from oppie.proposers.syntax.shapes import SEQUENCES
from oppie.proposers.syntax.tree import Node

_FIXED = (("[0]", 1.0), ("[-1]", 1.0), ("[1:]", 1.0), ("[:-1]", 0.8), ("[::-1]", 0.8), ("[1]", 0.5))
_WHOLE = ("sum", "max", "min", "len")


def put_subscript(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x`` → ``x[0]``, ``x[1:]``, ``x[i]``, ``x[:k]``."""
    shape = ctx.shape(node)
    if not ctx.language.is_value(node) or node.role == "function":
        return
    if not shape.among(SEQUENCES | {"dict"}) or node.kind in ("string", "lambda"):
        return
    sure = 1.0 if shape.base else 0.4
    text = node.text if ctx.language.level(node) >= ATOM else f"({node.text})"
    if shape.base != "dict":
        for subscript, factor in _FIXED:
            yield put(node, text + subscript, factor * sure)
    for rank, name in enumerate(ctx.variables(node)):
        if name.text == node.text or name.at > node.start:
            continue
        near = sure * 0.9**rank
        if ctx.shapes.named(name.text).base == "int" or shape.base == "dict":
            yield put(node, f"{text}[{name.text}]", 0.7 * near)
        if ctx.shapes.named(name.text).among(frozenset({"int"})) and shape.base != "dict":
            yield put(node, f"{text}[{name.text}:]", 0.5 * near)
            yield put(node, f"{text}[:{name.text}]", 0.5 * near)


def drop_subscript(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x[i]`` → ``x``, ``i``, ``sum(x)``, ``x[-i]``, ``x[::-1]``."""
    value, index = node.get("value"), node.get("subscript")
    if value is None or index is None:
        return
    yield put(node, value.text)
    if not ctx.language.is_value(node):
        return
    if index.kind == "slice":
        yield put(node, f"{value.text}[::-1]", 0.3)
        return
    yield put(node, ctx.language.fit(node, index.text, ctx.language.level(index)), 0.6)
    for function in _WHOLE:
        yield put(node, f"{function}({value.text})", 0.35)
    for text in (f"-{index.text}", f"{index.text}:", f":{index.text}", "-1", "0"):
        yield put(index, text, 0.35)
    yield put(node, f"{value.text}.get({index.text})", 0.2)
    yield put(node, f"{value.text}.get({index.text}, 0)", 0.3)
    yield put(node, f"{value.text}.setdefault({index.text}, [])", 0.3)
