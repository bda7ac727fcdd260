"""Exceptions: which is raised, which is caught; ``raise`` and ``assert``."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, edit, put
from oppie.proposers.syntax.options import Options
from oppie.proposers.syntax.tree import Node


def raised(node: Node, ctx: Context) -> Iterator[Draft]:
    """Another exception is raised: the test's, one of the file's, a usual one."""
    name = _named(node)
    if name is None:
        return
    for text, factor in _errors(ctx):
        if text != name.text:
            yield put(name, text, factor)


def _named(node: Node) -> Node | None:
    first = node.parts[0] if node.parts else None
    called = first.get("function") if first is not None and first.kind == "call" else None
    return called or first


def _errors(ctx: Context) -> Iterator[tuple[str, float]]:
    known = Options((text, 0.4 * 0.9**rank) for rank, text in enumerate(ctx.language.usual.errors))
    known.offer_all(ctx.clues.unraised(), 1.0)
    known.offer_all((clue.kind for clue in ctx.clues.each), 0.7)
    known.offer_all(ctx.ingredients.exceptions, 0.5)
    yield from known


def caught(node: Node, ctx: Context) -> Iterator[Draft]:
    """Another exception is caught, or one more."""
    value = next((c for c in node.parts if c.kind not in ctx.language.blocks), None)
    if value is None or "{}" not in ctx.says.handles:
        return
    if value.kind == "as_pattern":
        value = value.parts[0]
    inner = value.text.strip("()")
    for text, factor in _errors(ctx):
        if text not in inner:
            yield put(value, text, factor)
            yield put(value, f"({inner}, {text})", 0.8 * factor)
    yield put(value, "Exception", 0.4)
    if value.kind == "tuple":
        for part in value.parts:
            yield put(value, part.text, 0.3)


def reraise(node: Node, ctx: Context) -> Iterator[Draft]:
    """``E(…)`` → ``raise E(…)``; ``return E(…)`` → ``raise E(…)``; ``pass`` → ``raise``."""
    inner = node.parts[0] if node.parts else None
    if inner is not None and inner.text.split("(")[0].endswith(("Error", "Exception")):
        yield edit(node, Piece(node.start, node.end, _raised(inner.text, ctx)))
    handler = next((n for n in node.above() if n.kind == "except_clause"), None)
    if handler is not None and node.up in ctx.language.blocks:
        given = (ctx.says.gives.format(t) for t in (ctx.says.none, ctx.says.false, "0") if t)
        for text in (ctx.says.raises.format("").strip(), *given, "continue", ctx.says.nothing):
            yield edit(node, Piece(node.start, node.end, ctx.says.ended(text)), factor=0.5)


def _raised(error: str, ctx: Context) -> str:
    return ctx.says.ended(ctx.says.raises.format(error))
