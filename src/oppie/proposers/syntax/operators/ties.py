"""Ties: which of two equals is kept, where the best one so far is."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.levels import OR
from oppie.proposers.syntax.tree import Node

_BETTER = frozenset({"<", ">"})


def broken(node: Node, ctx: Context) -> Iterator[Draft]:
    """``if a > best`` → ``if a > best or (a == best and x < y)``, where ``y = x`` follows.

    The condition's own sides are kept too, so that ``best = a`` follows beside it.
    """
    operator = node.get("operator") or node.get("operators")
    block = node.parent.get("consequence") if node.parent else None
    if node.role != "condition" or block is None or operator is None or not node.parts[1:]:
        return
    one, two = node.parts[0].text, node.parts[-1].text
    kept = [pair for each in block.walk() if (pair := _kept(each)) is not None]
    if operator.text not in _BETTER or not {(one, two), (two, one)} & set(kept):
        return
    equal = f"{one} {ctx.says.equal} {two}"
    for new, old in kept:
        for sign in ("<", ">") if {new, old} != {one, two} else ():
            tie = ctx.says.both.format(equal, f"{new} {sign} {old}")
            text = ctx.says.either.format(node.text, f"({tie})")
            yield put(node, ctx.language.fit(node, text, OR))


def _kept(node: Node) -> tuple[str, str] | None:
    """What is taken, and for what it is: ``y = x`` → x, y."""
    left, right = node.get("left"), node.get("right")
    if node.kind != "assignment" or left is None or right is None:
        return None
    return right.text, left.text
