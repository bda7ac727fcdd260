"""Guards and base cases: ``if x is None: return …`` before a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, edit
from oppie.proposers.syntax.operators.conditions import atoms
from oppie.proposers.syntax.options import Options
from oppie.proposers.syntax.shapes import COLLECTIONS, NUMBERS
from oppie.proposers.syntax.tree import Node

_RESULTS = ("None", "False", "True", "0", "[]", "''", "1", "-1", "{}", "set()", "()", "0.0")
_SHORT = 20
_WORD = re.compile(r"[A-Za-z_]\w*")
_ERRORS = ("ValueError", "TypeError", "KeyError", "IndexError")


def base_case(node: Node, ctx: Context) -> Iterator[Draft]:
    """A guard at the beginning of a function, for each parameter."""
    function = ctx.function
    body = function.get("body") if function else None
    if function is None or body is None or not body.parts or node is not ctx.unit.node:
        return
    first = next((s for s in body.parts if s in ctx.statements), None)
    if first is None:
        return
    results = list(_results(ctx, body))
    for condition, likely in _conditions(ctx, first):
        for result, factor in results:
            text = f"if {condition}:\n{layout.step_of(node.data)}return {result}"
            yield edit(first, layout.before(first, text), factor=likely * factor)


def _conditions(ctx: Context, first: Node) -> Iterator[tuple[str, float]]:
    names = [
        n for n in ctx.variables(first) if n.at < first.start and n.text not in ("self", "cls")
    ]
    for rank, name in enumerate(reversed(names)):
        near = 0.8**rank
        shape = ctx.shapes.named(name.text)
        text = name.text
        if shape.among(COLLECTIONS):
            yield f"not {text}", near * (1.0 if shape.base else 0.8)
            yield f"len({text}) == 1", near * 0.3
            yield f"len({text}) < 2", near * 0.3
        yield f"{text} is None", near * (0.3 if shape.base else 0.7)
        if shape.among(NUMBERS):
            sure = near * (0.9 if shape.base else 0.5)
            for condition, factor in (("== 0", 1), ("<= 0", 0.7), ("== 1", 0.7), ("< 0", 0.7),
                                      ("<= 1", 0.7), ("< 2", 0.6), ("== 2", 0.3)):  # fmt: skip
                yield f"{text} {condition}", sure * factor
    for one in names[:4]:
        for two in names[:4]:
            if one.text != two.text and ctx.shapes.named(one.text).among(NUMBERS):
                yield f"{one.text} > {two.text}", 0.3
                yield f"{one.text} == {two.text}", 0.2


def _results(ctx: Context, body: Node) -> Iterator[tuple[str, float]]:
    known = Options((text, 0.3) for text in _RESULTS)
    for value in ctx.clues.expected():
        if len(repr(value)) < _SHORT:
            known.offer(repr(value), 1.0 if repr(value) in _RESULTS else 0.15)
    for node in body.walk():
        if node.kind == "return_statement" and node.parts and node.parts[0].parts == ():
            known.offer(node.parts[0].text, 0.6)
    for name in ctx.variables(body):
        if name.at < body.start and name.text not in ("self", "cls"):
            known.offer(name.text, 0.4)
    yield from known


def raising(node: Node, ctx: Context) -> Iterator[Draft]:
    """``if x < 0: raise E`` at the beginning, with E of the tests or of the file."""
    function = ctx.function
    body = function.get("body") if function else None
    first = next((s for s in body.parts if s in ctx.statements), None) if body else None
    if first is None or node is not ctx.unit.node:
        return
    errors = Options()
    errors.offer_all(ctx.clues.unraised(), 1.0)
    errors.offer_all((*ctx.ingredients.exceptions, *_ERRORS)[:5], 0.1)
    for condition, likely in (*_conditions(ctx, first), *_foreign(first, ctx)):
        for error, factor in errors:
            text = f"if {condition}:\n{layout.step_of(node.data)}raise {error}"
            yield edit(first, layout.before(first, text), factor=likely * factor)


def _foreign(first: Node, ctx: Context) -> tuple[tuple[str, float], ...]:
    return atoms(first, ctx)[:60]


def inner(node: Node, ctx: Context) -> Iterator[Draft]:
    """A guard that skips a statement inside a loop or leaves it, with atoms at hand."""
    if node.up not in ctx.language.blocks or node not in ctx.statements:
        return
    looped = any(n.kind in ("for_statement", "while_statement") for n in node.above())
    step = layout.step_of(node.data)
    for condition, likely in atoms(node, ctx)[:30]:
        if looped:
            for word in ("continue", "break"):
                text = f"if {condition}:\n{step}{word}"
                yield edit(node, layout.before(node, text), factor=likely * 0.4)
        for result in ("None", "False", "True"):
            text = f"if {condition}:\n{step}return {result}"
            yield edit(node, layout.before(node, text), factor=likely * 0.3)


def under(node: Node, ctx: Context) -> Iterator[Draft]:
    """A statement put under a condition: ``x()`` → ``if a: x()``."""
    if node not in ctx.statements or (node.kind == "return_statement" and not node.parts):
        return
    used = {n.text for n in node.walk() if n.kind == "identifier"}
    for condition, likely in atoms(node, ctx)[:60]:
        words = {w for w in _WORD.findall(condition) if w not in ("not", "in", "is", "len")}
        near = 1.0 if words <= used else 0.5
        yield edit(node, layout.enclose(node, f"if {condition}:"), factor=likely * near)
