"""Function heads: default values, ``self``, decorators, ``super().__init__()``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, cover, edit, put
from oppie.proposers.syntax.tree import Node


def defaults(node: Node, ctx: Context) -> Iterator[Draft]:
    """Another default value; a mutable one becomes None with a guard."""
    name, value = node.get("name"), node.get("value")
    if name is None or value is None:
        return
    if value.kind in ("list", "dictionary", "set", "call"):
        yield from _unshared(name, value, ctx)
    for text in ctx.language.usual.defaults:
        if text != value.text:
            yield put(value, text, 0.3)
    yield edit(node, Piece(name.end, node.end, ""), factor=0.1)


def _unshared(name: Node, value: Node, ctx: Context) -> Iterator[Draft]:
    body = ctx.function.get("body") if ctx.function else None
    first = next((s for s in body.parts if s in ctx.statements), None) if body else None
    if first is not None and ctx.says.none:
        says, step = ctx.says, layout.step_of(name.data)
        guard = says.guard(says.is_none.format(name.text), f"{name.text} = {value.text}", step)
        yield edit(name, cover(value, says.none), layout.before(first, guard, says))


def parameters(node: Node, ctx: Context) -> Iterator[Draft]:
    """``self`` or ``cls`` put or dropped; a parameter given a default; two exchanged."""
    if ctx.function is None or node.parent is not ctx.function:
        return
    parts, receivers = node.parts, ctx.language.usual.receivers
    yield from _receivers(node, ctx)
    plain = [
        p for p in parts if p.kind in ("identifier", "typed_parameter") and p.text not in receivers
    ]
    for part in plain:
        for text in ctx.language.usual.defaults:
            equals = " = " if part.kind == "typed_parameter" else "="
            yield put(part, f"{part.text}{equals}{text}", 0.3)
    for one, two in pairwise(plain):
        yield edit(one, cover(one, two.text), cover(two, one.text), factor=0.4)


def _receivers(node: Node, ctx: Context) -> Iterator[Draft]:
    """The own object as the first parameter: put, or by the own class."""
    parts, receivers = node.parts, ctx.language.usual.receivers
    method = any(n.kind in ctx.language.classes for n in ctx.unit.node.above())
    if not receivers:
        return
    if method and (not parts or parts[0].text not in receivers):
        rest = f", {node.text[1:-1]}" if parts else ""
        yield put(node, f"({receivers[0]}{rest})")
    if parts and parts[0].text in receivers:
        yield from (put(parts[0], other, 0.2) for other in receivers if other != parts[0].text)


def decorators(node: Node, ctx: Context) -> Iterator[Draft]:
    """A decorator taken away or put: ``@property``, ``@staticmethod``, ``@classmethod``."""
    if node is not ctx.unit.node or ctx.function is None:
        return
    for child in node.children:
        if child.kind == "decorator":
            yield edit(node, Piece(*layout.span(child, ctx.says), ""))
            for text in ctx.language.usual.decorators:
                yield put(child, text, 0.5)
    if not any(n.kind in ctx.language.classes for n in node.above()):
        return
    indent = layout.indent_of(node)
    for text in ctx.language.usual.decorators:
        yield edit(node, Piece(node.start, node.start, f"{text}\n{indent}"), factor=0.5)


def constructors(node: Node, ctx: Context) -> Iterator[Draft]:
    """``super().__init__()`` and ``self.x = x`` that are missing from a constructor."""
    function = ctx.function
    name = function.get("name") if function else None
    body = function.get("body") if function else None
    if (
        name is None
        or body is None
        or name.text != ctx.says.constructor
        or node is not ctx.unit.node
    ):
        return
    first = next((s for s in body.parts if s in ctx.statements), None)
    if first is None:
        return
    skipped = (*ctx.language.usual.receivers, name.text)
    names = [n.text for n in ctx.scope.local if n.at < body.start and n.text not in skipped]
    says, own = ctx.says, ctx.says.own
    for given in ("", ", ".join(names), *names):
        yield edit(first, layout.before(first, says.parent.format(given), says), factor=0.6)
    for text in names:
        line = f"{own}.{text} = {text}"
        yield edit(first, layout.after(body.parts[-1], line, says), factor=0.6)
    for member in ctx.scope.members:
        for text in ctx.language.usual.initials[:8]:
            if f"{member} =" not in body.text:
                yield edit(first, layout.before(first, f"{member} = {text}", says), factor=0.5)


def awaits(node: Node, ctx: Context) -> Iterator[Draft]:
    """``await`` put or taken away."""
    if node.kind == "await" and node.parts:
        yield put(node, node.parts[0].text, 0.5)
    elif node.named and ctx.function is not None and ctx.function.children[0].kind == "async":
        waited = ctx.says.waits.format(node.text)
        yield put(node, waited if node.up != "attribute" else f"({waited})")
