"""Names: a variable, attribute, function or parameter by another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from oppie.proposers.syntax.arity import fitting
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, cover, edit, put
from oppie.proposers.syntax.options import Options
from oppie.proposers.syntax.scope import likeness
from oppie.proposers.syntax.tree import Node

_IDLE = 2.0
"""How likely a variable was meant that nothing reads, against any other."""
_OWN = 0.3
"""How likely another object was meant than the own one, against any other variable."""

_ITEM = 0.3
"""How likely an item of a list was meant as an index of it, against any other variable."""
_EQUATES = frozenset({"assignment", "declaration", "comparison_operator"})


def variable(node: Node, ctx: Context) -> Iterator[Draft]:
    """A variable that is read by another one of the unit, the object or the file."""
    if not ctx.language.is_value(node) or node.role == "function" or node.up == "keyword_argument":
        return
    shape = ctx.shape(node)
    whole = _OWN if node.text in (ctx.says.own, *ctx.language.usual.receivers) else 1.0
    items = _items_of(node, ctx)
    for rank, name in enumerate(ctx.variables(node)):
        own = ctx.shapes.named(name.text)
        if name.text == node.text or not ctx.shapes.fits(own, shape):
            continue
        sure = whole if own.base and shape.base else 0.7 * whole
        late = 0.2 if name.at > node.start else 1.0
        idle = _IDLE if name.text in ctx.idle else 1.0
        item = _ITEM if name.text in items else 1.0
        near = _near(node.text, name.text, rank)
        yield put(node, name.text, min(1.0, near * sure * late * idle * item))
    for text in ctx.scope.members:
        yield put(node, text, 0.4 * max(0.3, likeness(node.text, text.split(".", 1)[1])))
    for name in ctx.scope.constants():
        if name.text != node.text:
            yield put(node, name.text, 0.4 * max(0.3, likeness(node.text, name.text)))


def _items_of(node: Node, ctx: Context) -> frozenset[str]:
    """Of an index: the names that hold items of what it is an index of, or are compared with them.

    ``pre`` in ``xs[i]``, where ``pre = xs[0]`` or ``pre == xs[i]`` stands.
    """
    whole = node.parent.get("value") if node.parent and node.role == "subscript" else None
    if whole is None:
        return frozenset()
    items = [n for n in ctx.by_kind.get("subscript", ()) if _holder(n) == whole.text]
    beside = (b for n in items if n.up in _EQUATES and n.parent for b in n.parent.parts)
    return frozenset(n.text for n in beside if n.kind == "identifier")


def _holder(subscript: Node) -> str:
    value = subscript.get("value")
    return value.text if value is not None else ""


def _near(one: str, two: str, rank: int) -> float:
    return max(0.95**rank * 0.7, likeness(one, two))


def throughout(node: Node, ctx: Context) -> Iterator[Draft]:
    """``a = append(a, x)`` → ``b = append(b, x)``: a variable in all of a simple statement."""
    same = [n for n in node.walk() if n.kind == "identifier" and n.role != "attribute"]
    for text in dict.fromkeys(n.text for n in same):
        places = [n for n in same if n.text == text]
        if len(places) == 1 or "\n" in node.text:
            continue
        shape = ctx.shape(places[0])
        for rank, name in enumerate(ctx.variables(node)):
            if name.text != text and ctx.shapes.fits(ctx.shapes.named(name.text), shape):
                pieces = (cover(n, name.text) for n in places)
                yield edit(node, *pieces, factor=_near(text, name.text, rank))


def target(node: Node, ctx: Context) -> Iterator[Draft]:
    """A variable that is assigned to by another one."""
    parent = (node.up, node.role)
    if parent not in (("assignment", "left"), ("augmented_assignment", "left")):
        return
    factor = 1.0 if node.up == "augmented_assignment" else 0.6
    for text, likely in (*_held(node, ctx), *_items(node, ctx)):
        if text != node.text:
            yield put(node, text, likely)
    for rank, name in enumerate(ctx.variables(node)):
        if name.text != node.text:
            yield put(node, name.text, factor * _near(node.text, name.text, rank))


def _held(node: Node, ctx: Context) -> Iterator[tuple[str, float]]:
    """What the own object holds: what it is asked for and never given, what the value is called."""
    value = node.parent.get("right") if node.parent else None
    named = f"{ctx.says.own}.{value.text}" if value is not None else ""
    methods = {f"{ctx.says.own}.{name}" for name in ctx.scope.methods}
    for text, places in ctx.scope.held.items():
        asked = text not in methods and all(each.role != "left" for each in places)
        if asked or text == named:
            yield text, 1.0 if text == named and asked else 0.8


def _items(node: Node, ctx: Context) -> Iterator[tuple[str, float]]:
    """``memo = x`` → ``memo[key] = x``, as it stands elsewhere in the unit."""
    for item in ctx.by_kind.get("subscript", ()):
        value = item.get("value")
        if value is not None and value.text == node.text and item.start != node.start:
            yield item.text, 0.6


def attribute(node: Node, ctx: Context) -> Iterator[Draft]:
    """An attribute by another that the file knows of the same object, or of any."""
    holder, name = node.get("object"), node.get("attribute")
    if holder is None or name is None:
        return
    known = Options()
    for seen in _attributes(ctx):
        base, text = seen.get("object"), seen.get("attribute")
        if base is not None and text is not None and text.text != name.text:
            near = 1.0 if base.text == holder.text else 0.3
            known.offer(text.text, near * max(0.35, likeness(text.text, name.text)))
    if holder.text == ctx.says.own:
        for method in ctx.scope.methods:
            if method != name.text and not method.startswith("__"):
                known.offer(method, 0.5 * likeness(method, name.text))
    for other, factor in known.ranked()[:12]:
        yield put(name, other, factor, other)


def _attributes(ctx: Context) -> Iterator[Node]:
    own = next((n for n in ctx.unit.node.above() if n.kind in ctx.language.classes), ctx.unit.node)
    return (n for n in own.walk() if n.kind == "attribute")


def function(node: Node, ctx: Context) -> Iterator[Draft]:
    """A called function by another of the file, or one that is called nearby."""
    if node.role != "function" or node.up != "call" or node.kind != "identifier":
        return
    arguments = node.parent.get("arguments") if node.parent else None
    for name in ctx.scope.functions():
        if name.text != node.text:
            fit = fitting(name, len(arguments.parts)) if _all_plain(arguments) else 1.0
            yield put(node, name.text, fit * max(0.3, likeness(node.text, name.text)))
    seen = {n.text for n in ctx.by_kind.get("identifier", ()) if n.role == "function"}
    for text in sorted(seen - {node.text}):
        yield put(node, text, 0.2)


def _all_plain(arguments: Node | None) -> TypeGuard[Node]:
    """Whether each argument is one, and stands for the parameter at its place."""
    if arguments is None or arguments.kind != "argument_list":
        return False
    return all(
        "splat" not in part.kind and part.kind != "keyword_argument" for part in arguments.parts
    )


def whole_object(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x.y`` → ``x``, ``y`` → ``self.y``, ``self.y`` → ``y``."""
    if node.kind == "attribute":
        holder, name = node.get("object"), node.get("attribute")
        if holder is not None and node.role != "function":
            yield put(node, holder.text, 0.4)
        if holder is not None and holder.text == ctx.says.own and name is not None:
            known = {n.text for n in ctx.variables(node)}
            yield put(node, name.text, 1.0 if name.text in known else 0.1)
    elif (ctx.language.is_value(node) or node.role == "left") and (
        f"{ctx.says.own}.{node.text}" in ctx.scope.members or node.text in ctx.scope.methods
    ):
        yield put(node, f"{ctx.says.own}.{node.text}", 1.0)
