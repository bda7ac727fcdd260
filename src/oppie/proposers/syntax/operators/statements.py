"""Statements: taken out, moved, exchanged, doubled; conditions around them taken away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, cover, edit, exchange, put
from oppie.proposers.syntax.tree import Node

_LONG = 80


def delete(node: Node, ctx: Context) -> Iterator[Draft]:
    """Take a statement out."""
    if node in ctx.statements and node.kind != "pass_statement":
        yield edit(
            node,
            layout.remove(node, ctx.says),
            factor=0.4 if node.kind == "return_statement" else 1,
        )


def delete_pair(node: Node, ctx: Context) -> Iterator[Draft]:
    """Take two statements out."""
    if node is not ctx.unit.node:
        return
    simple = [s for s in ctx.statements if s.kind == "expression_statement" or len(s.text) < _LONG]
    for one, two in combinations(simple[:25], 2):
        if one.end <= two.start and one.up in ctx.language.blocks:
            near = one.parent is two.parent and one.parent.parts[2:]  # type: ignore[union-attr]
            yield edit(
                one,
                layout.remove(one, ctx.says),
                layout.remove(two, ctx.says),
                factor=1.0 if near else 0.3,
            )


def exchange_neighbours(node: Node, ctx: Context) -> Iterator[Draft]:
    """Exchange a statement with the next, or with one further down."""
    if node not in ctx.statements:
        return
    block = layout.siblings(node)
    at = block.index(node)
    for far, other in enumerate(block[at + 1 : at + 4]):
        if other in ctx.statements:
            yield exchange(node, other, 0.6**far)


def move_out(node: Node, ctx: Context) -> Iterator[Draft]:
    """Move the last statements of a block behind the statement that holds the block."""
    holder = _holder(node, ctx)
    if holder is None or not layout.own_lines(node, ctx.says):
        return
    block = layout.siblings(node)
    at = block.index(node)
    indent = layout.indent_of(holder)
    own = layout.indent_of(node)
    start = layout.span(node, ctx.says)[0]
    end = layout.span(block[-1], ctx.says)[1]
    if at == 0:
        return
    text = node.data[start:end].decode("utf-8", "surrogateescape")
    moved = indent + layout.reindent(text[len(own) :], own, indent)
    final = holder.end <= block[-1].end
    if final:
        yield edit(node, Piece(start, end, moved))
    else:
        behind = layout.span(holder, ctx.says)[1]
        yield edit(node, Piece(start, end, ""), Piece(behind, behind, moved), factor=0.7)


def _holder(node: Node, ctx: Context) -> Node | None:
    if node not in ctx.statements or node.parent is None or node.parent.parent is None:
        return None
    holder = node.parent.parent
    while holder.kind not in ctx.language.statements and holder.parent is not None:
        holder = holder.parent
    return holder if holder in ctx.statements else None


def move_in(node: Node, ctx: Context) -> Iterator[Draft]:
    """Move a statement to the end of the block before it, or the start of the one behind."""
    if node not in ctx.statements or not layout.own_lines(node, ctx.says):
        return
    block = layout.siblings(node)
    at = block.index(node)
    if at == 0:
        return
    for target in _last_blocks(block[at - 1], ctx):
        last = target.parts[-1]
        indent = layout.indent_of(last)
        if last.line == target.parent.line:  # type: ignore[union-attr]
            continue
        moved = indent + layout.reindent(node.text, layout.indent_of(node), indent)
        if target.end >= block[at - 1].end:
            yield edit(node, Piece(*layout.span(node, ctx.says), moved + "\n"))
        else:
            behind = layout.span(last, ctx.says)[1]
            yield edit(
                node, Piece(behind, behind, moved + "\n"), layout.remove(node, ctx.says), factor=0.5
            )


def _last_blocks(node: Node, ctx: Context) -> Iterator[Node]:
    return (n for n in node.walk() if n.kind in ctx.language.blocks and n.parts)


def move(node: Node, ctx: Context) -> Iterator[Draft]:
    """Move a simple statement up or down by more than its neighbour."""
    if node not in ctx.statements or not layout.own_lines(node, ctx.says) or "\n" in node.text:
        return
    block = layout.siblings(node)
    at = block.index(node)
    text = layout.lines_of(node)
    for place in (p for p in ctx.statements if p.parent is not node.parent or p in block[at + 3 :]):
        if not (place.start <= node.start < place.end):
            yield edit(
                node,
                layout.remove(node, ctx.says),
                layout.before(place, text, ctx.says),
                factor=0.3,
            )
    if at + 2 < len(block) and block[-1] is not node:
        yield edit(
            node, layout.remove(node, ctx.says), layout.after(block[-1], text, ctx.says), factor=0.5
        )


def repeat(node: Node, ctx: Context) -> Iterator[Draft]:
    """Do a statement twice."""
    if node in ctx.statements and node.kind == "expression_statement":
        yield edit(node, layout.after(node, layout.lines_of(node), ctx.says))


def unwrap(node: Node, ctx: Context) -> Iterator[Draft]:
    """``if x: y`` → ``y``; an ``else`` taken out, or its body behind the ``if``."""
    block = node.get("consequence") or node.get("body")
    if block is None or node.kind in ctx.language.functions:
        return
    if not block.parts and block.kind in ctx.language.blocks:
        return
    indent = layout.indent_of(node)
    if node.kind in ("if_statement", "for_statement", "while_statement", "with_statement"):
        yield put(node, layout.inside_of(block, indent), 0.6)
    for clause in node.children:
        if clause.kind in ("else_clause", "elif_clause", "finally_clause"):
            yield edit(clause, Piece(_line_before(clause), clause.end, ""), factor=0.5)
            body = clause.get("body")
            if body is not None and body.parts:
                yield edit(clause, cover(clause, layout.inside_of(body, indent)), factor=0.4)
        if clause.kind == "elif_clause":
            yield edit(clause, Piece(clause.start, clause.start + 4, "if"), factor=0.5)


def _line_before(clause: Node) -> int:
    return len(clause.data[: clause.start].rstrip())


def branches(node: Node, ctx: Context) -> Iterator[Draft]:
    """Exchange the bodies, or the conditions, of two branches; ``if`` behind ``if`` → ``elif``."""
    tried = list(chain(node))
    bodies = [b for b in map(_block, tried) if b is not None]
    for one, two in combinations(dict.fromkeys(bodies), 2):
        yield exchange(one, two)
    tests = [n.get("condition") for n in tried]
    for first, second in combinations([t for t in tests if t is not None], 2):
        yield exchange(first, second)
    block = layout.siblings(node)
    at = block.index(node) if node in block else 0
    above = block[at - 1] if at and node in ctx.statements else None
    if (
        above is not None
        and above.kind == "if_statement"
        and all(c.kind != "else_clause" for c in above.children)
    ):
        yield edit(node, Piece(node.start, node.start + 2, ctx.says.chained))


def chain(node: Node) -> Iterator[Node]:
    """An ``if`` with all that is tried when it does not hold."""
    yield node
    for clause in node.children:
        inner = clause.get("body") if clause.kind == "else_clause" else None
        inner = clause if clause.role == "alternative" and inner is None else inner
        if inner is not None and inner.kind == "if_statement":
            yield from chain(inner)
        else:
            yield clause


def _block(node: Node) -> Node | None:
    if node.kind not in ("if_statement", "elif_clause", "else_clause"):
        return None
    return node.get("consequence") or node.get("body")


def loops(node: Node, ctx: Context) -> Iterator[Draft]:
    """``if`` ↔ ``while``."""
    first, words = node.children[0], (ctx.says.when.split()[0], ctx.says.loop.split()[0])
    if first.kind == words[1]:
        yield put(first, words[0])
    elif first.kind == words[0] and not any(c.role == "alternative" for c in node.children):
        yield put(first, words[1])
