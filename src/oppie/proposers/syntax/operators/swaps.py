"""One word for another: operators, and functions and methods that come in pairs."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, edit, put
from oppie.proposers.syntax.family import Operate
from oppie.proposers.syntax.operators.idle import idle
from oppie.proposers.syntax.tree import Node

_HARDLY = 0.1
"""How likely an operator was meant of which nothing comes, against any other."""
_TRUTHS = frozenset({"comparison_operator", "not_operator"})
"""They are true or false, and never missing."""


def swap(name: str) -> Operate:
    """An operator that replaces an operator's token by those it is mistaken for."""

    def operate(node: Node, ctx: Context) -> Iterator[Draft]:
        if node.role not in ("operator", "operators") and node.up != "range_expression":
            return
        table = ctx.language.usual.operators.get(name, {})
        for rank, other in enumerate(table.get(node.kind, ())):
            yield put(node, other, 0.85**rank * (_HARDLY if _idle(node, other) else 1.0))

    return operate


def _idle(node: Node, sign: str) -> bool:
    """Whether nothing comes of an operator in a node's place: ``x % 1``, ``a < b ?? c``."""
    sides = node.parent.parts if node.parent else ()
    if sign == "??":
        return bool(sides) and sides[0].kind in _TRUTHS
    return any(idle(sign, side.role, side.text) for side in sides)


def accumulate(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x = y`` → ``x += y``, where ``x`` was bound before."""
    left = node.get("left")
    sign = next((c for c in node.children if c.kind == "="), None)
    if left is None or sign is None:
        return
    right = node.get("right")
    if right is not None and right.kind == "unary_operator" and right.parts:
        inner, sort = right.parts[0], right.children[0].kind
        yield edit(node, Piece(sign.start, inner.start, f"{sort}= "))
    if left.kind != "identifier" or any(
        n.text == left.text and n.at < left.start for n in ctx.variables(node)
    ):
        known = ctx.language.usual.operators["augmented-operator"]
        for rank, other in enumerate(t for t in ("+=", "-=", "*=", "|=", "//=") if t in known):
            yield put(sign, other, 0.7**rank)


def compared(node: Node, ctx: Context) -> Iterator[Draft]:
    """``if (x = y)`` → ``if (x === y)``."""
    decides = node.role == "condition" or node.up in ("boolean_operator", "not_operator")
    sign = next((c for c in node.children if c.kind == "="), None)
    if decides and sign is not None:
        yield put(sign, ctx.says.equal)


def paired(node: Node, ctx: Context) -> Iterator[Draft]:
    """A function or method by one that it is mistaken for."""
    called = node.up == "call" and node.role == "function"
    method = node.up == "attribute" and node.role == "attribute"
    passed = node.up in ("argument_list", "keyword_argument", "raise_statement", "except_clause")
    if not (called or method or (passed and node.role != "name")):
        return
    for rank, other in enumerate(ctx.language.usual.paired.get(node.text, ())):
        yield put(node, other, 0.8**rank)
