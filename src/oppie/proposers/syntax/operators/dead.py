"""Statements that cannot be reached, since one before them leaves."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, edit
from oppie.proposers.syntax.tree import Node

_KEPT = 0.3
"""How likely a value is only worked out, or not at all, where no name is known that lacks one."""


def revived(node: Node, ctx: Context) -> Iterator[Draft]:
    """``return x`` before further statements → ``y = x`` for what they read and nothing sets."""
    if node not in ctx.statements:
        return
    block = layout.siblings(node)
    behind = block[block.index(node) + 1 :] if node in block else ()
    if not behind or all(each.kind in ctx.language.functions for each in behind):
        return
    yield edit(node, layout.remove(node, ctx.says), factor=_KEPT)
    value = node.parts[0].text if node.kind == "return_statement" and node.parts else ""
    for name in _lacking(node, ctx) if value else ():
        text = ctx.says.ended(ctx.says.sets.format(name, value))
        yield edit(node, Piece(node.start, node.end, text))


def _lacking(node: Node, ctx: Context) -> Iterator[str]:
    """Names that are read further down in the unit, and bound nowhere before."""
    bound = {name.text for name in ctx.scope.local if name.at < node.start}
    bound |= {name.text for name in ctx.scope.shared} | {ctx.says.own}
    known = bound | set(ctx.language.library.functions)
    read = (
        each
        for each in ctx.by_kind.get("identifier", ())
        if each.start > node.end and ctx.language.is_value(each)
    )
    return (text for text in dict.fromkeys(each.text for each in read) if text not in known)
