"""Steps: what brings a ``while`` loop to its end, made of what stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, edit
from oppie.proposers.syntax.kinds import LEAVING
from oppie.proposers.syntax.operators.values import fragments_of
from oppie.proposers.syntax.options import Options
from oppie.proposers.syntax.tree import Node

_DIVIDES = frozenset({"/", "//"})
_SIGNS = {">": "-=", ">=": "-=", "<": "+=", "<=": "+="}


def step(node: Node, ctx: Context) -> Iterator[Draft]:
    """``while x >= y: …`` with ``x -= y``; beside ``x % y``, ``x = x // y``."""
    loop = next((n for n in node.above() if n.kind == "while_statement"), None)
    condition = loop.get("condition") if loop is not None else None
    if condition is None or node not in ctx.statements:
        return
    last = layout.siblings(node)[-1] is node and node.kind not in LEAVING
    for text, factor in _steps(condition, ctx):
        yield edit(node, layout.before(node, text, ctx.says), factor=factor)
        if last:
            yield edit(node, layout.after(node, text, ctx.says), factor=factor)


def _steps(condition: Node, ctx: Context) -> Options:
    found = Options()
    watched = {n.text for n in condition.walk() if n.kind == "identifier"}
    for node in condition.walk():
        sign = node.get("operator") or node.get("operators")
        parts = _named(node)
        if parts is not None and sign is not None and sign.text in _SIGNS:
            found.offer(f"{parts[0]} {_SIGNS[sign.text]} {parts[1]}", 0.5)
    for other in fragments_of(ctx):
        parts, sign = _named(other), other.get("operator")
        if parts is None or sign is None or other.kind != "binary_operator":
            continue
        near = 1.0 if parts[0] in watched else 0.3
        if sign.text in _DIVIDES:
            found.offer(f"{parts[0]} = {parts[0]} % {parts[1]}", near)
        elif sign.text == "%":
            found.offer(f"{parts[0]} = {ctx.says.whole.format(*parts)}", near)
    return found


def _named(node: Node) -> tuple[str, str] | None:
    """A variable and what it is put together with; None where it is something else."""
    left, right = node.get("left"), node.get("right")
    if left is None and len(node.parts) == len(("left", "right")):
        left, right = node.parts
    if left is None or right is None or left.kind != "identifier":
        return None
    return left.text, right.text
