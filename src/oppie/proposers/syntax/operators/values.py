"""Values: what is returned or assigned, by another expression of the function."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, exchange, put
from oppie.proposers.syntax.tree import Node

_SHORT, _LONG, _LONGEST = 20, 50, 300
_SETTING = ("assignment", "declaration")
_PLAIN = frozenset({"integer", "float", "string", "true", "false", "none", "list", "dictionary"})


def returned(node: Node, ctx: Context) -> Iterator[Draft]:
    """Return another variable, or a constant: soon the one that a test wanted in its place."""
    value = node.parts[0] if node.parts else None
    if value is None:
        return
    shape = ctx.shape(value)
    for rank, name in enumerate(ctx.variables(node)):
        if value.kind in _PLAIN and name.text in ctx.idle and name.at < node.start:
            yield put(value, name.text)  # a constant's type says little of what was meant
        elif name.text != value.text and ctx.shapes.fits(ctx.shapes.named(name.text), shape):
            yield put(value, name.text, 1.0 * 0.9**rank)
    yield from _wanted(value, ctx)
    for text in ctx.language.usual.returns:
        if ctx.shapes.fits(ctx.shapes.written(text), shape):
            yield put(value, text, 0.3 if value.kind in _PLAIN else 0.1)


def _wanted(value: Node, ctx: Context) -> Iterator[Draft]:
    """What tests expected, first where they saw what is returned here."""
    for actual, expected in ctx.clues.mistaken():
        text = ctx.says.literal(expected)
        if text in ctx.language.usual.returns and ctx.says.literal(actual) == value.text:
            yield put(value, text, 1.5)
    for expected in ctx.clues.expected():
        text = ctx.says.literal(expected)
        if text and len(text) < _SHORT:
            yield put(value, text, 0.03)


def initial(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x = 0`` → ``x = []``, the first element, an extreme, a parameter."""
    right, left = node.get("right"), node.get("left")
    if right is None or left is None:
        return
    plain = right.kind in _PLAIN or right.kind == "unary_operator"
    usual = ctx.language.usual.initials if plain else ()
    for text in (t for t in usual if ctx.shapes.fits(ctx.shapes.written(t), ctx.shape(right))):
        yield put(right, text, 0.5 if ctx.shape(right).base == "int" and text in "01" else 0.3)
    for rank, name in enumerate(ctx.variables(node)):
        if name.at < node.start and name.text != left.text:
            near = (0.5 if plain else 0.2) * 0.9**rank
            yield put(right, name.text, near)
            first, length = ctx.says.item.format(name.text, 0), ctx.says.length.format(name.text)
            yield put(right, first, near * (0.6 if plain else 0.2))
            yield put(right, length, near * (0.5 if plain else 0.2))


def fragments(node: Node, ctx: Context) -> Iterator[Draft]:
    """An expression by another composed one of the function."""
    if not ctx.language.is_value(node) or node.role == "function" or node.up == "keyword_argument":
        return
    shape = ctx.shape(node)
    hidden = {n.text for n in ctx.scope.local if n.sort == "variable"} - {
        n.text for n in ctx.variables(node)
    }
    for other in fragments_of(ctx):
        text = other.text
        if other.inside(node) or node.inside(other) or text == node.text:
            continue
        own = ctx.shape(other)
        if ctx.shapes.fits(own, shape) and not hidden & set(_names(other)):
            sure = 1.0 if own.base and shape.base else 0.5
            yield put(node, ctx.language.fit(node, text, ctx.language.level(other)), sure, text)


def fragments_of(ctx: Context) -> tuple[Node, ...]:
    """Composed expressions of the unit, each once."""
    kinds = ("call", "binary_operator", "subscript", "attribute", "unary_operator", "cast")
    found = {
        n.text: n
        for kind in kinds
        for n in ctx.by_kind.get(kind, ())
        if ctx.language.is_value(n)
        and n.role != "function"
        and len(n.text) < _LONG
        and "\n" not in n.text
    }
    return tuple(found.values())


def _names(node: Node) -> Iterator[str]:
    return (n.text for n in node.walk() if n.kind == "identifier")


def exchanged(node: Node, ctx: Context) -> Iterator[Draft]:
    """Two names or literals of one statement, or of neighbouring ones, exchanged."""
    if node not in ctx.statements or node.end - node.start > _LONGEST:
        return
    leaves = [
        n
        for n in node.walk()
        if n.kind in ("identifier", "integer", "string", "true", "false")
        and n.role not in ("function", "attribute")
        and n.up != "attribute"
    ][:14]
    for one, two in combinations(leaves, 2):
        if one.text != two.text and {one.kind, two.kind} != {"identifier", "string"}:
            alike = 1.0 if one.kind == two.kind else 0.4
            yield exchange(one, two, alike * (1.0 if one.parent is two.parent else 0.6))


def exchanged_returns(node: Node, ctx: Context) -> Iterator[Draft]:
    """What two statements return, assign or do, exchanged."""
    if node is not ctx.unit.node:
        return
    returns = [s.parts[0] for s in ctx.by_kind.get("return_statement", ()) if s.parts]
    plain = [s for s in ctx.statements if s.kind == "expression_statement" and "\n" not in s.text]
    for group, likely in ((returns[:10], 1.0), (plain[:12], 0.5)):
        for one, two in combinations(group, 2):
            if one.text != two.text:
                yield exchange(one, two, likely)


def exchanged_assigned(node: Node, ctx: Context) -> Iterator[Draft]:
    """Two values that are assigned to the same variable, exchanged."""
    if node is not ctx.unit.node:
        return
    set_to: dict[str, list[Node]] = {}
    for assignment in (n for kind in _SETTING for n in ctx.by_kind.get(kind, ())):
        left, right = assignment.get("left"), assignment.get("right")
        if left is not None and right is not None and right.end - right.start < _LONG:
            set_to.setdefault(left.text, []).append(right)
    for values in set_to.values():
        for one, two in combinations(values[:6], 2):
            if one.text != two.text:
                yield exchange(one, two, 1.0 if one.kind in _PLAIN else 0.5)


def conditional(node: Node, ctx: Context) -> Iterator[Draft]:
    """``a if c else b`` → ``b if c else a``, ``a``, ``b``."""
    one, two = node.get("consequence"), node.get("alternative")
    if one is not None and two is not None:
        yield exchange(one, two)
        for part in (one, two):
            yield put(node, ctx.language.fit(node, part.text, ctx.language.level(part)), 0.6)
