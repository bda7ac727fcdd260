"""Operands: one dropped, two exchanged, a sign or a negation taken away or put."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, edit, exchange, put
from oppie.proposers.syntax.levels import UNARY
from oppie.proposers.syntax.tree import Node

_COMMUTE = frozenset({"*", "==", "!=", "===", "!==", "&", "|", "^"})


def drop(node: Node, ctx: Context) -> Iterator[Draft]:
    """``a + b`` → ``a``, ``b``."""
    left, right = node.get("left"), node.get("right")
    if left is None or right is None:
        return
    fit = ctx.language.fit
    yield put(node, fit(node, left.text, ctx.language.level(left)))
    yield put(node, fit(node, right.text, ctx.language.level(right)), 0.7)


def shorten(node: Node, ctx: Context) -> Iterator[Draft]:
    """``a ** b * c`` → ``a ** c``: an operand dropped with the operator behind it."""
    del ctx
    left, right = node.get("left"), node.get("right")
    if left is None or right is None:
        return
    for inner, outer in ((left, right), (right, left)):
        near, far = inner.get("left"), inner.get("right")
        if near is not None and far is not None and inner.get("operator") is not None:
            if inner is left:
                yield edit(node, Piece(far.start, right.start, ""))
            else:
                yield edit(node, Piece(outer.end, near.end, ""), factor=0.5)


def regroup(node: Node, ctx: Context) -> Iterator[Draft]:
    """``a + b * c`` → ``(a + b) * c``; ``(a + b) * c`` → ``a + b * c``."""
    del ctx
    for child in (node.get("left"), node.get("right")):
        if child is not None and child.kind == "parenthesized_expression":
            yield put(child, child.text[1:-1])
        elif child is not None and child.kind == node.kind:
            yield from _turn(node, child)


def _turn(node: Node, child: Node) -> Iterator[Draft]:
    outer, inner = node.get("operator"), child.get("operator")
    a, b = child.get("left"), child.get("right")
    other = node.get("right" if child.role == "left" else "left")
    if outer is None or inner is None or a is None or b is None or other is None:
        return
    if child.role == "left":
        yield put(node, f"{a.text} {inner.text} ({b.text} {outer.text} {other.text})")
    else:
        yield put(node, f"({other.text} {outer.text} {a.text}) {inner.text} {b.text}")


def swap(node: Node, ctx: Context) -> Iterator[Draft]:
    """``a - b`` → ``b - a``."""
    del ctx
    operator = node.get("operator") or node.get("operators")
    parts = node.parts
    if operator is None or operator.kind in _COMMUTE or not parts[1:]:
        return
    first, last = parts[0], parts[-1]
    yield exchange(first, last)


def sign(node: Node, ctx: Context) -> Iterator[Draft]:
    """``-x`` → ``x`` and back."""
    if node.kind == "unary_operator":
        inner = node.get("argument")
        if inner is not None:
            yield put(node, ctx.language.fit(node, inner.text, ctx.language.level(inner)))
        return
    if not ctx.language.is_value(node) or node.up in ("unary_operator", "not_operator"):
        return
    shape = ctx.shape(node)
    if shape.among(frozenset({"int", "float"})) and node.role != "function":
        text = f"-{node.text}" if ctx.language.level(node) > UNARY else f"-({node.text})"
        yield put(node, ctx.language.fit(node, text, UNARY), 0.6 if shape.base else 0.25)


def negate(node: Node, ctx: Context) -> Iterator[Draft]:
    """A condition, or a returned truth: ``x`` → ``not x``; ``not x`` → ``x`` anywhere."""
    inner = node.get("argument") if node.kind == "not_operator" else None
    if inner is not None:
        yield put(node, ctx.language.fit(node, inner.text, ctx.language.level(inner)))
    if not ctx.language.is_value(node) or inner is not None:
        return
    truth = (
        node.role == "condition"
        or node.up in ("boolean_operator", "if_clause", "assert_statement")
        or (node.up in ("return_statement", "assignment") and ctx.shape(node).base == "bool")
    )
    if truth:
        text = ctx.says.negated(node.text, ctx.language.level(node))
        simple = node.kind == "comparison_operator"
        whole = ctx.language.fit(node, text, ctx.says.negation_level)
        yield put(node, whole, 0.3 if simple else 1.0)
