"""Constants: numbers, truth values, nothing."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.levels import UNARY
from oppie.proposers.syntax.operators.idle import neutral
from oppie.proposers.syntax.options import Options
from oppie.proposers.syntax.tree import Node


def integer(node: Node, ctx: Context) -> Iterator[Draft]:
    """Neighbours, the usual values, those of the function and of the tests.

    A minus belongs to its number: ``-1`` → ``2``.
    """
    value = _whole(node)
    if value is None or (node.parent is not None and _whole(node.parent) is not None):
        return
    near = (value + 1, value - 1)
    usual = (0, 1, 2, -1, -value)
    scaled = (10 * value, 100 * value, 2 * value, value // 2, value // 10)
    given = Options()
    for numbers, factor in ((near, 1.0), (usual, 0.4), (scaled, 0.15), (_expected(ctx), 0.05)):
        given.offer_all((_spelt(node, ctx, number) for number in numbers), factor)
    for rank, text in enumerate(ctx.ingredients.integers):
        given.offer(text, max(0.05, 0.3 * 0.9**rank))
    given.offer_all(ctx.examples.integers[:10], 0.05)
    yield from (put(node, text, factor) for text, factor in given if not _idle(node, text))


def _idle(node: Node, text: str) -> bool:
    """Whether a number in a node's place makes the operation above do nothing: ``x + 0``."""
    operator = None if node.parent is None else node.parent.get("operator")
    return operator is not None and neutral(operator.text, node.role, text)


def _whole(node: Node) -> int | None:
    """What an integer with or without a minus writes; None of anything else."""
    if node.kind not in ("integer", "unary_operator"):
        return None
    try:
        return int(node.text, 0)
    except ValueError:
        return None


def _spelt(node: Node, ctx: Context, number: int) -> str:
    return str(number) if number >= 0 else ctx.language.fit(node, str(number), UNARY)


def _expected(ctx: Context) -> Iterator[int]:
    for value in ctx.clues.expected():
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**6:
            yield value


def decimal(node: Node, ctx: Context) -> Iterator[Draft]:
    """Scaled, whole, or another one of the tests."""
    try:
        value = float(node.text)
    except ValueError:
        return
    for number in (value * 10, value / 10, value + 1, value - 1, 1 - value, 0.0, 1.0, 0.5, 2.0):
        if not _idle(node, f"{number:g}"):
            yield put(node, repr(round(number, 12)), 0.5)
    if value == int(value):
        yield put(node, str(int(value)), 0.5)
    for text in ctx.examples.floats[:10]:
        yield put(node, text, 0.2)


def truth(node: Node, ctx: Context) -> Iterator[Draft]:
    """``True`` ↔ ``False``, or nothing."""
    yield put(node, ctx.says.false if node.kind == "true" else ctx.says.true)
    if ctx.says.none:
        yield put(node, ctx.says.none, 0.15)


def nothing(node: Node, ctx: Context) -> Iterator[Draft]:
    """``None`` → an empty value."""
    if node.up in ("comparison_operator", "type"):
        return
    for text in ctx.language.usual.fillings:
        yield put(node, text, 0.5 if _wanted(ctx, text) else 0.3)


def _wanted(ctx: Context, text: str) -> bool:
    return any(ctx.says.literal(value) == text for value in ctx.clues.expected())


def named(node: Node, ctx: Context) -> Iterator[Draft]:
    """A literal by a variable of its sort: ``range(0)`` → ``range(n)``."""
    if (node.up, node.role) in ctx.language.unmade or node.up == "keyword_argument":
        return
    shape = ctx.shape(node)
    for rank, name in enumerate(ctx.variables(node)):
        own = ctx.shapes.named(name.text)
        if ctx.shapes.fits(own, shape) and name.at < node.start:
            same = 4.0 if node.kind == "string" and node.text[1:-1] == name.text else 1.0
            yield put(node, name.text, min(1.0, (0.35 if own.base else 0.15) * same * 0.95**rank))
