"""Comprehensions: their element, their condition, their kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, edit, put
from oppie.proposers.syntax.operators.conditions import atoms
from oppie.proposers.syntax.tree import Node


def condition(node: Node, ctx: Context) -> Iterator[Draft]:
    """A condition dropped or put."""
    for clause in node.parts:
        if clause.kind == "if_clause":
            start = len(node.data[: clause.start].rstrip())
            yield edit(clause, Piece(start, clause.end, ""))
    body = node.get("body")
    last = node.parts[-1]
    if body is not None:
        for text, factor in atoms(body, ctx)[:40]:
            yield edit(last, Piece(last.end, last.end, f" if {text}"), factor=factor)


def element(node: Node, ctx: Context) -> Iterator[Draft]:
    """The element by a variable of the comprehension, or a pair of them."""
    body = node.get("body")
    if body is None:
        return
    names = [n.text for n in ctx.variables(body) if n.scope is node]
    for name in names:
        yield put(body, name)
    for one, two in permutations(names[:2], 2):
        yield put(body, f"({one}, {two})", 0.5)


def kind(node: Node, ctx: Context) -> Iterator[Draft]:
    """A list by a set, a set by a list."""
    del ctx
    inner = node.text[1:-1]
    pairs = {"list_comprehension": ("{}", "()"), "set_comprehension": ("[]",)}
    for quotes in pairs.get(node.kind, ("[]", "{}") if node.role != "arguments" else ()):
        yield put(node, f"{quotes[0]}{inner}{quotes[1]}")
