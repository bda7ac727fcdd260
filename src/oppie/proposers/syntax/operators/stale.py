"""Variables that are looked at and never change: the count that nobody counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, edit
from oppie.proposers.syntax.kinds import LEAVING, LOOPS
from oppie.proposers.syntax.operators.inserts import updates_at
from oppie.proposers.syntax.tree import Node

_SETS = r"(?<![\w.]){}(?:\s*:[^=;\n]*)?\s*(?:(?:[-+*/%|&^]|\*\*|//|<<|>>)?:?=(?![=>])|\+\+|--)"
"""A variable is given a value, or another one than it had; in any of the languages."""
_INSIDE = 0.5
"""How likely it changes before a statement, against at the end of a loop's block."""


def update(node: Node, ctx: Context) -> Iterator[Draft]:
    """``n = 0`` and ``if n > m`` with nothing between: ``n += 1`` in the loops there."""
    loop = next((n for n in node.above() if n.kind in LOOPS), None)
    if loop is None or node not in ctx.statements:
        return
    last = layout.siblings(node)[-1] is node and node.kind not in LEAVING
    for text, factor in _updates(node, loop, ctx):
        yield edit(node, layout.before(node, text, ctx.says), factor=factor * _INSIDE)
        if last:
            yield edit(node, layout.after(node, text, ctx.says), factor=factor)


def _updates(node: Node, loop: Node, ctx: Context) -> Iterator[tuple[str, float]]:
    """Updates of what never changes; by what the loop works out first of all."""
    whole = ctx.function.text if ctx.function else ""
    names = [n for n in ctx.variables(node) if n.at < node.start]
    stale = {n.text for n in names if _stale(n.text, whole)}
    worked_out = [n.text for n in names if loop.start < n.at and n.text not in stale]
    for name in (n.text for n in names if n.text in stale and n.at < loop.start):
        for idiom in ctx.language.usual.growths[:1]:
            if idiom.chance(ctx.shapes.named(name)):
                yield from ((idiom.template.format(name, other), 0.8) for other in worked_out)
    for name, text, factor in updates_at(node, ctx) if stale else ():
        if name in stale:
            yield text, factor


def _stale(name: str, function: str) -> bool:
    """Whether a function's own variable is given a value once, and read."""
    exact = re.escape(name)
    sets = len(re.findall(_SETS.format(exact), function))
    return sets == 1 and len(re.findall(rf"(?<![\w.]){exact}\b", function)) > sets
