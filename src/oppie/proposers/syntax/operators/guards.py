"""Guards and base cases: ``if x is None: return …`` before a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, edit
from oppie.proposers.syntax.kinds import LOOPS
from oppie.proposers.syntax.operators.conditions import atoms
from oppie.proposers.syntax.options import Options
from oppie.proposers.syntax.shapes import NUMBERS, Shape
from oppie.proposers.syntax.tree import Node

_SHORT = 20
_WORD = re.compile(r"[A-Za-z_]\w*")


def base_case(node: Node, ctx: Context) -> Iterator[Draft]:
    """A guard at the beginning of a function, for each parameter."""
    function = ctx.function
    body = function.get("body") if function else None
    if function is None or body is None or not body.parts or node is not ctx.unit.node:
        return
    first = next((s for s in body.parts if s in ctx.statements), None)
    if first is None:
        return
    wanted = ctx.shapes.annotated(function.get("return_type"))
    results = [r for r in _results(ctx, body) if ctx.shapes.fits(_shape(r[0], ctx), wanted)]
    for condition, likely in _conditions(ctx, first):
        for result, factor in results:
            text = _guard(condition, ctx.says.gives.format(result), ctx)
            yield edit(first, layout.before(first, text, ctx.says), factor=likely * factor)


def _shape(text: str, ctx: Context) -> Shape:
    known = ctx.shapes.written(text)
    return known if known.base else ctx.shapes.named(text)


def _conditions(ctx: Context, first: Node) -> Iterator[tuple[str, float]]:
    names = [
        n
        for n in ctx.variables(first)
        if n.at < first.start and n.text not in ctx.language.usual.receivers
    ]
    for rank, name in enumerate(reversed(names)):
        near = 0.8**rank
        for idiom in ctx.language.usual.guards:
            if chance := idiom.chance(ctx.shapes.named(name.text)):
                yield idiom.template.format(name.text), near * chance
    for one in names[:4]:
        for two in names[:4]:
            if one.text != two.text and ctx.shapes.named(one.text).among(NUMBERS):
                yield f"{one.text} > {two.text}", 0.3
                yield f"{one.text} {ctx.says.equal} {two.text}", 0.2


def _results(ctx: Context, body: Node) -> Iterator[tuple[str, float]]:
    known = Options((text, 0.3) for text in ctx.language.usual.results)
    for value in ctx.clues.expected():
        text = ctx.says.literal(value)
        if text and len(text) < _SHORT:
            known.offer(text, 1.0 if text in ctx.language.usual.results else 0.15)
    for node in body.walk():
        if node.kind == "return_statement" and node.parts and node.parts[0].parts == ():
            known.offer(node.parts[0].text, 0.6)
    for name in ctx.variables(body):
        if name.at < body.start and name.text not in ctx.language.usual.receivers:
            known.offer(name.text, 0.4)
    yield from known


def raising(node: Node, ctx: Context) -> Iterator[Draft]:
    """``if x < 0: raise E`` at the beginning, with E of the tests or of the file."""
    function = ctx.function
    body = function.get("body") if function else None
    first = next((s for s in body.parts if s in ctx.statements), None) if body else None
    if first is None or node is not ctx.unit.node or not ctx.says.raises:
        return
    errors = Options()
    errors.offer_all(ctx.clues.unraised(), 1.0)
    errors.offer_all((*ctx.ingredients.exceptions, *ctx.language.usual.errors[:4])[:5], 0.1)
    for condition, likely in (*_conditions(ctx, first), *_foreign(first, ctx)):
        for error, factor in errors:
            text = _guard(condition, ctx.says.raises.format(ctx.says.error.format(error)), ctx)
            yield edit(first, layout.before(first, text, ctx.says), factor=likely * factor)


def _foreign(first: Node, ctx: Context) -> tuple[tuple[str, float], ...]:
    return atoms(first, ctx)[:60]


def inner(node: Node, ctx: Context) -> Iterator[Draft]:
    """A guard that skips a statement inside a loop or leaves it, with atoms at hand."""
    if node not in ctx.statements:
        return
    looped = any(n.kind in LOOPS for n in node.above())
    results = tuple(_exits(ctx))
    for condition, likely in atoms(node, ctx)[:30]:
        if looped:
            for word in ("continue", "break"):
                text = _guard(condition, word, ctx)
                yield edit(node, layout.before(node, text, ctx.says), factor=likely * 0.4)
        for result, factor in results:
            text = _guard(condition, ctx.says.gives.format(result), ctx)
            yield edit(node, layout.before(node, text, ctx.says), factor=likely * factor)


def _exits(ctx: Context) -> Iterator[tuple[str, float]]:
    """What a function may give early: what it gives already is likelier."""
    given = Options()
    for node in ctx.function.walk() if ctx.function else ():
        if node.kind == "return_statement" and node.parts and node.parts[0].parts == ():
            given.offer(node.parts[0].text, 0.4)
    given.offer_all(filter(None, (ctx.says.none, ctx.says.false, ctx.says.true)), 0.2)
    yield from given


def _guard(condition: str, body: str, ctx: Context) -> str:
    return ctx.says.guard(condition, body, layout.step_of(ctx.root.data))


def under(node: Node, ctx: Context) -> Iterator[Draft]:
    """A statement put under a condition: ``x()`` → ``if a: x()``."""
    if node not in ctx.statements or (node.kind == "return_statement" and not node.parts):
        return
    used = {n.text for n in node.walk() if n.kind == "identifier"}
    for condition, likely in atoms(node, ctx)[:100]:
        words = {w for w in _WORD.findall(condition) if w not in ("not", "in", "is", "len")}
        near = 1.0 if words <= used else 0.5
        header = ctx.says.when.format(condition)
        yield edit(node, layout.enclose(node, header, ctx.says), factor=likely * near)
