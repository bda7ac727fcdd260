"""Off by one: ``x`` → ``x + 1``, ``x - 1``; bounds of ranges and slices."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, cover, edit, put
from oppie.proposers.syntax.levels import ADDITION
from oppie.proposers.syntax.tree import Node

_INT = frozenset({"int"})
_LIKELY = frozenset({"subscript", "slice", "comparison_operator", "binary_operator"})


def shift(node: Node, ctx: Context) -> Iterator[Draft]:
    """A whole number by its neighbours."""
    if not ctx.language.is_value(node) or node.role in ("function", "object", "value"):
        return
    shape = ctx.shape(node)
    if not shape.among(_INT | {"float"}):
        return
    factor = 1.0 if node.up in _LIKELY or _ranged(node, ctx) else 0.5
    if node.up == "binary_operator" and not _last(node):
        factor *= 0.5
    for text in ("+ 1", "- 1"):
        whole = node.text if ctx.language.level(node) >= ADDITION else f"({node.text})"
        sure = 1.0 if shape.base else 0.5
        yield put(node, ctx.language.fit(node, f"{whole} {text}", ADDITION), factor * sure)


def _ranged(node: Node, ctx: Context) -> bool:
    call = node.parent.parent if node.parent else None
    function = call.get("function") if call and call.kind == "call" else None
    return function is not None and function.text == ctx.language.usual.counter


def _last(node: Node) -> bool:
    return node.role == "right" or node.up != "binary_operator"


def bounds(node: Node, ctx: Context) -> Iterator[Draft]:
    """``range(n)`` → ``range(1, n)``, ``range(1, n + 1)``, and so on."""
    function, arguments = node.get("function"), node.get("arguments")
    if function is None or arguments is None or function.text != ctx.language.usual.counter:
        return
    texts = [p.text for p in arguments.parts]
    for rank, changed in enumerate(_ranges(texts, [v.text for v in ctx.variables(node)])):
        yield put(arguments, f"({', '.join(changed)})", 0.9**rank)


def _ranges(texts: list[str], names: list[str]) -> Iterator[list[str]]:
    if not texts[1:]:
        n = texts[0]
        yield from (["1", n], ["1", f"{n} + 1"], [f"{n} - 1", "-1", "-1"], ["2", n])
        yield from ([n, "0", "-1"], ["0", n, "2"], ["2", f"{n} + 1"])
        yield from ([name, n] for name in names if name != n)
        yield from ([f"{name} + 1", n] for name in names if name != n)
    elif not texts[2:]:
        a, b = texts
        yield from ([b], [f"{a} + 1", f"{b} + 1"], [f"{a} - 1", f"{b} - 1"], [b, a, "-1"])
        yield from ([f"{b} - 1", f"{a} - 1", "-1"], [a, b, "2"], [b, a])
        yield from ([f"{name} + 1", b] for name in names if name not in texts)
    else:
        a, b, step = texts
        yield from ([a, b], [b, a, step], [a, b, f"-{step}"], [a, b, step.lstrip("-")])
        yield from ([a, f"{b} - 1", step], [a, f"{b} + 1", step])


def slices(node: Node, ctx: Context) -> Iterator[Draft]:
    """Bounds of a slice dropped, put and shifted."""
    colons = [c for c in node.children if c.kind == ":"]
    low = next((p for p in node.parts if p.end <= colons[0].start), None)
    high = next((p for p in node.parts if p.start >= colons[0].end), None)
    if len(colons) > 1:
        yield put(node, "::-1", 0.4)
        return
    for one, other in ((":-1", "1:"), (":1", "-1:")):
        if node.text in (one, other):
            yield put(node, other if node.text == one else one)
    for part in (low, high):
        if part is not None:
            yield edit(node, Piece(part.start, part.end, ""), factor=0.8)
    if low is not None and high is not None:
        yield edit(node, cover(low, high.text), cover(high, low.text), factor=0.6)
        yield edit(node, cover(low, f"{low.text} + 1"), cover(high, f"{high.text} + 1"), factor=0.5)
    yield from _put_bounds(node, ctx, low, high)
    yield put(node, node.text + ":-1", 0.2)
    yield put(node, node.text + ":2", 0.2)


def _put_bounds(node: Node, ctx: Context, low: Node | None, high: Node | None) -> Iterator[Draft]:
    first, last = low.text if low else "", high.text if high else ""
    names = [n.text for n in ctx.variables(node) if ctx.shapes.named(n.text).among(_INT)]
    if not high:
        for text in ("-1", *names[:4]):
            yield put(node, f"{first}:{text}", 0.5)
    if not low:
        for text in ("1", *names[:4]):
            yield put(node, f"{text}:{last}", 0.5)
    if low and not high:
        yield put(node, f":{first}", 0.8)
    if high and not low:
        yield put(node, f"{last}:", 0.8)
