"""Statements under a condition of their own: an update that lacks, a branch that lacks."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, edit
from oppie.proposers.syntax.kinds import LEAVING
from oppie.proposers.syntax.operators.conditions import atoms
from oppie.proposers.syntax.operators.inserts import undeclared, updates_at
from oppie.proposers.syntax.operators.statements import chain
from oppie.proposers.syntax.options import Options
from oppie.proposers.syntax.tree import Node

_FEW, _MANY = 10, 60


def guarded(node: Node, ctx: Context) -> Iterator[Draft]:
    """A small update under a condition, before a statement or at the end of its block."""
    if node not in ctx.statements:
        return
    last = layout.siblings(node)[-1] is node and node.kind not in LEAVING
    step = layout.step_of(node.data)
    likely = sorted(updates_at(node, ctx), key=lambda update: -update[-1])[:_FEW]
    for condition, chance in atoms(node, ctx)[:_MANY]:
        for _, update, factor in likely:
            text = ctx.says.guard(condition, update, step)
            yield edit(node, layout.before(node, text, ctx.says), factor=chance * factor * 0.7)
            if last:
                yield edit(node, layout.after(node, text, ctx.says), factor=chance * factor)


def branch(node: Node, ctx: Context) -> Iterator[Draft]:
    """One more ``elif`` behind the branches of an ``if``."""
    if node not in ctx.statements:
        return
    held = [n for n in chain(node) if n.get("condition") is not None]
    block = held[-1].get("consequence") if held else None
    if block is None:
        return
    own = (undeclared(s).text for s in ctx.statements if "\n" not in s.text)
    bodies = Options((text, 0.6) for text in own)
    bodies.offer_all((text for _, text, _ in updates_at(node, ctx)), 0.4)
    word = ctx.says.when.split()[0]
    for condition, chance in atoms(node, ctx)[:_MANY]:
        header = ctx.says.chained + ctx.says.when.format(condition).removeprefix(word)
        for text, factor in bodies.ranked()[:_FEW]:
            clause = layout.follow(node, header, text, ctx.says)
            yield edit(node, Piece(block.end, block.end, clause), factor=chance * factor)
