"""Variables that are looked at and never change: the count that nobody counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, edit
from oppie.proposers.syntax.kinds import LEAVING, LOOPS, TOGETHER
from oppie.proposers.syntax.operators.inserts import updates_at
from oppie.proposers.syntax.tree import Node

_CHANGERS = frozenset({"assignment", "augmented_assignment", "declaration", "update_expression"})
_NAMES_ALONE = frozenset({("attribute", "attribute"), ("keyword_argument", "name")})
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
    names = [n for n in ctx.variables(node) if n.at < node.start]
    stale = _stale(ctx.function) if ctx.function else frozenset()
    worked_out = [n.text for n in names if loop.start < n.at and n.text not in stale]
    for name in (n.text for n in names if n.text in stale and n.at < loop.start):
        for idiom in ctx.language.usual.growths[:1]:
            if idiom.chance(ctx.shapes.named(name)):
                yield from ((idiom.template.format(name, other), 0.8) for other in worked_out)
    for name, text, factor in updates_at(node, ctx) if stale else ():
        if name in stale:
            yield text, factor


def _stale(function: Node) -> frozenset[str]:
    """The variables of a function that are given a value once, and read."""
    named = [n for n in function.walk() if n.kind == "identifier"]
    changed = Counter(n.text for n in named if _changes(n))
    seen = Counter(n.text for n in named if (n.up, n.role) not in _NAMES_ALONE)
    return frozenset(name for name, times in changed.items() if times == 1 < seen[name])


def _changes(name: Node) -> bool:
    """Whether a variable gets a value here; one of several that get theirs together does too."""
    held = name
    while held.up in TOGETHER:
        held = held.parent or held
    if held.up == "named_expression":
        return held.role == "name"
    return held.up in _CHANGERS and held.role in ("left", "argument")
