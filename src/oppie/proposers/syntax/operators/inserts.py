"""Statements put in: updates, exits, and ingredients from the function."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, edit
from oppie.proposers.syntax.kinds import LEAVING, LOOPS
from oppie.proposers.syntax.operators.conditions import renamed
from oppie.proposers.syntax.operators.values import fragments_of
from oppie.proposers.syntax.options import Options
from oppie.proposers.syntax.tree import Node

_FEW = 8
_PART = 0.3
"""How likely a part of a list is put somewhere, against a variable."""


def exits(node: Node, ctx: Context) -> Iterator[Draft]:
    """``return x`` at the end of a block, ``break``, ``continue``."""
    if not node.parts:
        return
    last = node.parts[-1]
    if last not in ctx.statements or last.kind in ("return_statement", "raise_statement"):
        return
    top = ctx.function is not None and node.parent is ctx.function
    case = node.kind == "case_clause"
    looped = case or any(n.kind in LOOPS for n in node.above())
    for text, factor in _returns(last, ctx):
        piece = layout.after(last, ctx.says.gives.format(text), ctx.says)
        yield edit(last, piece, factor=factor * (1 if top else 0.4))
    if looped:
        for word in ("break", "continue"):
            yield edit(last, layout.after(last, word, ctx.says), factor=0.7)


def _returns(last: Node, ctx: Context) -> Iterator[tuple[str, float]]:
    seen = set(ctx.variables(last))
    names = [n for n in ctx.scope.local if n in seen]
    for rank, name in enumerate(reversed(names)):
        likely = 1.0 if name.text in ("result", "res", "ret", "out", "ans", "total") else 0.7
        yield name.text, likely * 0.9**rank
    own = (ctx.says.own,) if any(n.kind in ctx.language.classes for n in last.above()) else ()
    for text in (*ctx.language.usual.returns[:5], *own):
        yield text, 0.5
    if last.kind == "expression_statement" and last.parts:
        inner = last.parts[0]
        left = inner.get("left")
        yield (left.text if left is not None else inner.text), 0.8


def into_return(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x`` as a statement → ``return x``; ``x = y`` → ``return y``; and back."""
    if node not in ctx.statements or not node.parts:
        return
    inner = node.parts[0]
    if node.kind == "expression_statement":
        right = inner.get("right") if inner.kind == "assignment" else None
        last = layout.siblings(node)[-1] is node
        if inner.kind != "augmented_assignment":
            text = right.text if right is not None else inner.text
            yield _swap(
                node, ctx.says.gives.format(text), ctx, 1.0 if last and right is None else 0.4
            )
        if inner.kind == "call":
            yield from _kept(node, inner, ctx)
    elif node.kind == "return_statement":
        yield _swap(node, inner.text, ctx, 0.3)
        yield _swap(node, f"yield {inner.text}", ctx, 0.1)


def _kept(node: Node, call: Node, ctx: Context) -> Iterator[Draft]:
    """The result of a call is kept, or what is printed is returned."""
    function, arguments = call.get("function"), call.get("arguments")
    holder = function.get("object") if function else None
    if holder is not None:
        yield _swap(node, f"{holder.text} = {call.text}", ctx, 0.7)
    for name in ctx.variables(node)[:4]:
        yield _swap(node, f"{name.text} = {call.text}", ctx, 0.6)
    printed = function is not None and function.text in ctx.language.usual.printers
    if printed and arguments and arguments.parts:
        yield _swap(node, ctx.says.gives.format(arguments.parts[0].text), ctx, 0.8)


def _swap(node: Node, text: str, ctx: Context, factor: float) -> Draft:
    return edit(node, Piece(node.start, node.end, ctx.says.ended(text)), factor=factor)


def updates(node: Node, ctx: Context) -> Iterator[Draft]:
    """``i += 1``, ``x = 0``, ``xs.append(y)`` before a statement, or at the end of its block."""
    if node not in ctx.statements:
        return
    last = layout.siblings(node)[-1] is node
    leaves = node.kind in LEAVING
    watched = _watched(node)
    for name, text, factor in updates_at(node, ctx):
        decides = watched is not None and (name in watched or not watched)
        near = factor * (1.0 if decides else 0.5)
        yield edit(node, layout.before(node, text, ctx.says), factor=near * 0.7)
        if last and not leaves:
            yield edit(node, layout.after(node, text, ctx.says), factor=near)


def _watched(node: Node) -> frozenset[str] | None:
    """Names that decide whether ``while`` loops around go on; None where there is no loop."""
    loops = [n for n in node.above() if n.kind in LOOPS]
    free = (n.get("condition") for n in loops if n.kind == "while_statement")
    words = {n.text for c in free if c is not None for n in c.walk() if n.kind == "identifier"}
    return frozenset(words) if loops else None


def updates_at(node: Node, ctx: Context) -> Iterator[tuple[str, str, float]]:
    """Small statements about the variables at a node: variable, text, how likely each is."""
    names = [n.text for n in ctx.variables(node) if n.at < node.start][:8]
    for name in names:
        shape = ctx.shapes.named(name)
        for idiom in ctx.language.usual.updates:
            if chance := idiom.chance(shape):
                yield name, idiom.template.format(name), chance
        for idiom in ctx.language.usual.growths:
            if chance := idiom.chance(shape):
                for other, near in _grown(names, ctx):
                    if other != name:
                        yield name, idiom.template.format(name, other), chance * near


def _grown(names: list[str], ctx: Context) -> Iterator[tuple[str, float]]:
    """What a variable may grow by: another one, the ends of a list, an item that is counted to."""
    yield from ((name, 1.0) for name in names)
    counts = [name for name in names if ctx.shapes.named(name).base == "int"][:2]
    for name in [n for n in names if ctx.shapes.named(n).base == "list"][:3]:
        ends = (idiom.template.format(name) for idiom in ctx.language.usual.parts[:2])
        items = (ctx.says.item.format(name, count) for count in counts)
        yield from ((text, _PART) for text in (*ends, *items))


def ingredients(node: Node, ctx: Context) -> Iterator[Draft]:
    """A simple statement from elsewhere in the function before a statement or behind it."""
    if node not in ctx.statements:
        return
    names = [n.text for n in ctx.variables(node)]
    local = {n.text for n in ctx.scope.local if n.sort == "variable"}
    last = layout.siblings(node)[-1] is node
    for other in ctx.statements:
        if other is node or "\n" in other.text or other.kind == "pass_statement":
            continue
        near = 1.0 if other.parent is node.parent else 0.7
        for text, factor in _adapted(undeclared(other), names, local):
            yield edit(node, layout.before(node, text, ctx.says), factor=near * factor)
            if last:
                yield edit(node, layout.after(node, text, ctx.says), factor=near * factor)


def undeclared(statement: Node) -> Node:
    """A declaration as the assignment that it makes: ``let x = 0`` → ``x = 0``."""
    single = statement.kind == "declaration" and len(statement.parts) == 1
    held = statement.parts[0] if single else statement
    return held if held.get("right") is not None else statement


def assignments(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x = y`` before a statement, where ``y`` is an expression of the function with ``x``."""
    if node not in ctx.statements:
        return
    names = [n.text for n in ctx.variables(node) if n.at < node.start][:_FEW]
    seen, watched = {n.text for n in ctx.variables(node)}, _watched(node) or frozenset()
    for other in fragments_of(ctx):
        used = {n.text for n in other.walk() if n.kind == "identifier"}
        near = 1.0 if other.kind == "binary_operator" else 0.5
        for name in names:
            if name in used and used & {n.text for n in ctx.scope.local} <= seen:
                text = f"{name} = {other.text}"
                known = near * (1.0 if name in watched else 0.3)
                yield edit(node, layout.before(node, text, ctx.says), factor=known)


def _adapted(other: Node, names: list[str], local: set[str]) -> Iterator[tuple[str, float]]:
    used = {n.text for n in other.walk() if n.kind == "identifier"} & local
    strangers = used - set(names)
    if not strangers:
        yield other.text, 1.0
        yield from ((t, 0.3) for w in sorted(used) for t in renamed(other, {w}, names))
    else:
        yield from ((text, 0.4) for text in renamed(other, strangers, names))


def else_branch(node: Node, ctx: Context) -> Iterator[Draft]:
    """A missing ``else`` with a simple statement of the function, or an update."""
    ended = any(c.kind == "else_clause" or c.role == "alternative" for c in node.children)
    if node not in ctx.statements or ended:
        return
    bodies = Options((text, factor) for _, text, factor in updates_at(node, ctx))
    bodies.offer_all((undeclared(s).text for s in ctx.statements if "\n" not in s.text), 0.6)
    for text, factor in bodies:
        clause = layout.follow(node, ctx.says.otherwise, text, ctx.says)
        yield edit(node, Piece(node.end, node.end, clause), factor=factor)
