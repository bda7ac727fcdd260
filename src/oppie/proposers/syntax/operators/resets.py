"""Resets: what a loop counts or gathers anew, begins anew."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, edit
from oppie.proposers.syntax.kinds import LEAVING, LOOPS
from oppie.proposers.syntax.operators.inserts import undeclared
from oppie.proposers.syntax.tree import Node

_BEGINNINGS = frozenset(
    ["integer", "float", "string", "true", "false", "none", "list", "dictionary", "unary_operator"]
)
_CHANGES = frozenset({"augmented_assignment", "update_expression", "assignment", "call"})
_BEFORE = 0.4
"""Before a statement, against the end of its block."""
_RESULT = 0.3
"""What no condition asks for, against what one does."""


def reset(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x = 0`` within a loop that changes ``x``, which was set so before that loop."""
    loops = [n for n in node.above() if n.kind in LOOPS]
    if node not in ctx.statements or not loops:
        return
    last = layout.siblings(node)[-1] is node and node.kind not in LEAVING
    for name, text, end in _beginnings(ctx):
        around = [loop for loop in loops if loop.start >= end and _changed(name, loop)]
        if not around or text == node.text.removesuffix(ctx.says.ended("")):
            continue
        likely = 1.0 if _decides(name, around[-1]) else _RESULT
        yield edit(node, layout.before(node, text, ctx.says), factor=likely * _BEFORE)
        if last:
            yield edit(node, layout.after(node, text, ctx.says), factor=likely)


def _beginnings(ctx: Context) -> Iterator[tuple[str, str, int]]:
    """Variables, the statements that set them to something plain, and where those end."""
    for statement in ctx.statements:
        held = undeclared(statement)
        setting = held.parts[0] if held.kind == "expression_statement" and held.parts else held
        left, right = setting.get("left"), setting.get("right")
        if left is None or right is None or setting.kind == "augmented_assignment":
            continue
        if left.kind == "identifier" and right.kind in _BEGINNINGS:
            yield left.text, f"{left.text} = {right.text}", statement.end


def _changed(name: str, loop: Node) -> bool:
    """Whether a loop changes a variable: sets it, counts it, or calls a method of it."""
    for node in loop.walk():
        if node.kind in _CHANGES and node.parts:
            first = node.parts[0]
            holder = first.get("object") if node.kind == "call" else first
            if holder is not None and holder.text == name:
                return True
    return False


def _decides(name: str, loop: Node) -> bool:
    """Whether a condition in a loop asks for a variable; others are what it gathers."""
    conditions = (node.get("condition") for node in loop.walk())
    asked = (part for each in conditions if each is not None for part in each.walk())
    return any(part.kind == "identifier" and part.text == name for part in asked)
