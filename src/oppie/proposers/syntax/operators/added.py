"""Operands put: ``f(x)`` → ``f(x) + y``, ``y + f(x)``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.levels import ADDITION, PRODUCT
from oppie.proposers.syntax.operators.values import fragments_of
from oppie.proposers.syntax.shapes import NUMBERS, Shape
from oppie.proposers.syntax.tree import Node

_WHOLE = {
    ("return_statement", ""): 1.0,
    ("assignment", "right"): 0.7,
    ("augmented_assignment", "right"): 0.7,
    ("declaration", "right"): 0.7,
    ("lambda", "body"): 0.7,
    ("argument_list", ""): 0.5,
    ("comparison_operator", ""): 0.3,
}
"""(parent's kind, role) of values to which something may be added, with how likely that is."""
_TEXT = frozenset({"str"})
_FEW = 6


@dataclass(frozen=True, slots=True)
class _Operand:
    text: str
    shape: Shape
    factor: float


def operand(node: Node, ctx: Context) -> Iterator[Draft]:
    """A number or a text added to a whole value, of what is at hand."""
    likely = _WHOLE.get((node.up, node.role), _WHOLE.get((node.up, ""), 0.0))
    if not likely or not ctx.language.is_value(node):
        return
    own = ctx.shape(node)
    for other in _operands(node, ctx):
        if not ctx.shapes.fits(own, other.shape):
            continue
        sure = likely * other.factor * (1.0 if own.base and other.shape.base else 0.4)
        for text, level, share in _sums(node, other, ctx):
            yield put(node, ctx.language.fit(node, text, level), sure * share, other.text)


def _sums(node: Node, other: _Operand, ctx: Context) -> Iterator[tuple[str, int, float]]:
    """Both together, with how strongly the text binds and how likely it is."""
    own = ctx.shape(node)
    if own.among(_TEXT) and other.shape.surely(_TEXT):
        yield ctx.says.joined.format(node.text, other.text), ADDITION, 1.0
        yield ctx.says.joined.format(other.text, node.text), ADDITION, 1.0
    elif own.among(NUMBERS) and other.shape.surely(NUMBERS):
        yield f"{node.text} + {other.text}", ADDITION, 1.0
        yield f"{node.text} - {other.text}", ADDITION, 0.6
        if ctx.language.level(node) >= PRODUCT:
            yield f"{node.text} * {other.text}", PRODUCT, 0.5


def _operands(node: Node, ctx: Context) -> Iterator[_Operand]:
    seen = [n.text for n in ctx.variables(node) if n.at < node.start]
    for rank, name in enumerate(seen[:_FEW]):
        shape = ctx.shapes.named(name)
        if name != node.text:
            yield _Operand(name, shape, 0.95**rank)
        if shape.item:
            yield _Operand(ctx.says.item.format(name, 0), Shape(shape.item), 0.6)
    hidden = {n.text for n in ctx.scope.local if n.sort == "variable"} - set(seen)
    for other in islice(fragments_of(ctx), 2 * _FEW):
        strange = any(n.kind == "identifier" and n.text in hidden for n in other.walk())
        if not (strange or other.inside(node) or node.inside(other)):
            yield _Operand(other.text, ctx.shape(other), 0.4)
    for text in dict.fromkeys((*ctx.ingredients.own_strings[:_FEW], '" "')):
        yield _Operand(text, Shape("str"), 0.3)
