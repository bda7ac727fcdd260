"""Calls put around an expression, or taken away from it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from oppie.proposers.syntax.arity import fitting
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, edit, put
from oppie.proposers.syntax.shapes import COLLECTIONS
from oppie.proposers.syntax.tree import Node

_TIGHT = ("{}", "&", "*", "({} as")
"""How templates begin that bind their expression strongly."""
_TRUTH = 0.1
"""How likely a function of the file is asked for a truth, against another value."""
_DEEPEST = 6
"""Pairs of nodes in two sides that are alike, the outermost first."""


def put_call(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x`` → ``abs(x)``, ``x.lower()``, ``f(x)`` with a function of the file."""
    if not _wrappable(node, ctx):
        return
    shape = ctx.shape(node)
    sure = 1.0 if shape.base else 0.35
    inner = node.text[1:-1] if node.kind == "parenthesized_expression" else node.text
    own = node.get("function")
    around = {_around(node), own.text if own else "", shape.base} - {""}
    atom = ctx.says.atom(inner, ctx.language.level(node))
    for wrap in ctx.language.usual.wraps:
        if wrap.chance(shape) and wrap.template.split("(")[0] not in around:
            text = wrap.template.format(atom if wrap.template.startswith(_TIGHT) else inner)
            yield put(node, text, wrap.chance(shape) * sure)
    truth = _TRUTH if shape.base == "bool" else 1.0
    for function in ctx.scope.functions():
        near = 1.0 if function.text in around else 0.7
        yield put(node, f"{function.text}({inner})", near * truth * fitting(function, 1))


def put_filter(node: Node, ctx: Context) -> Iterator[Draft]:
    """``xs`` → ``xs.filter(x => ys.includes(x))``: only what another collection holds."""
    if not _wrappable(node, ctx) or not ctx.language.usual.filters:
        return
    shape = ctx.shape(node)
    for rank, name in enumerate(ctx.variables(node)):
        own = name.node.parent is not None and node.inside(name.node.parent)
        if name.at < node.start and name.text not in node.text and not own:
            for idiom in ctx.language.usual.filters:
                held = ctx.shapes.named(name.text).surely(COLLECTIONS)
                if held and (chance := idiom.chance(shape)):
                    text = idiom.template.format(node.text, name.text)
                    yield put(node, text, chance * 0.9**rank)


def _wrappable(node: Node, ctx: Context) -> bool:
    if not ctx.language.is_value(node) or node.role == "function":
        return False
    if node.kind in ("integer", "true", "false", "none", "expression_list", "lambda", "float"):
        return False
    if node.up == "parenthesized_expression" or node.text in ctx.language.usual.receivers:
        return False
    return node.text != ctx.says.own and not _is_called(node, ctx)


def _is_called(node: Node, ctx: Context) -> bool:
    """Whether a name stands for a function or a type, the value of which is seldom asked for."""
    if node.kind != "identifier" or node.text in {name.text for name in ctx.variables(node)}:
        return False
    called = {name.text for name in ctx.scope.functions()}
    return node.text in called or node.text in ctx.language.sorts.calls


def both(node: Node, ctx: Context) -> Iterator[Draft]:
    """``a == b`` → ``set(a) == set(b)``, ``f(a) == f(b)`` → ``f(sorted(a)) == f(sorted(b))``."""
    if len(node.parts) != len(("left", "right")):
        return
    for depth, (one, two) in enumerate(islice(_alike(*node.parts), _DEEPEST)):
        if ctx.shape(one).base != ctx.shape(two).base:
            continue
        for first, second in zip(put_call(one, ctx), put_call(two, ctx), strict=False):
            yield edit(node, *first.pieces, *second.pieces, factor=first.factor * 0.8**depth)


def _alike(one: Node, two: Node) -> Iterator[tuple[Node, Node]]:
    """Two nodes and their parts, as long as they are of the same kinds."""
    yield one, two
    if one.kind == two.kind and len(one.parts) == len(two.parts):
        for pair in zip(one.parts, two.parts, strict=True):
            yield from _alike(*pair)


def _around(node: Node) -> str:
    call = node.parent.parent if node.parent and node.up == "argument_list" else None
    function = call.get("function") if call else None
    return function.text if function else ""


def drop_call(node: Node, ctx: Context) -> Iterator[Draft]:
    """``f(x)`` → ``x``; ``x.m(y)`` → ``x``, ``y``; ``f(x)`` → ``f``."""
    function, arguments = node.get("function"), node.get("arguments")
    if function is None or arguments is None:
        return
    holder = function.get("object") if function.kind == "attribute" else None
    if holder is not None:
        yield put(node, holder.text)
    if arguments.kind == "generator_expression":
        yield put(node, arguments.text, 0.5)
        yield put(node, f"[{arguments.text[1:-1]}]", 0.6)
        return
    for rank, part in enumerate(arguments.parts):
        if part.kind != "keyword_argument":
            text = ctx.language.fit(node, part.text, ctx.language.level(part))
            yield put(node, text, (0.6 if holder else 1.0) * 0.5**rank)
    yield put(node, function.text, 0.2)


def drop_procedure(node: Node, ctx: Context) -> Iterator[Draft]:
    """``xs.sort()`` as a value → ``xs``: the method returns nothing."""
    function = node.get("function")
    holder = function.get("object") if function else None
    if holder is not None and ctx.shape(node).base == "none" and node.up != "expression_statement":
        yield put(node, holder.text)


def call_it(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x.m`` → ``x.m()``, where a value is expected."""
    if not ctx.language.is_value(node) or node.role == "function":
        return
    method = node.get("attribute")
    bound = {n.text for n in ctx.scope.functions()}
    if method is not None:
        seen = method.text in ctx.language.usual.paired or method.text in ctx.scope.methods
        yield put(node, f"{node.text}()", 1.0 if seen else 0.25)
    elif node.text in bound:
        yield put(node, f"{node.text}()", 0.6)


def aggregate(node: Node, ctx: Context) -> Iterator[Draft]:
    """A comprehension in ``sum``, ``any``, ``all``, ``list``; a list in ``sorted``, ``set``."""
    del ctx
    if node.role == "arguments":
        return
    inner = node.text[1:-1]
    for name in ("sum", "any", "all", "max", "min", "sorted", "set", "list", "tuple", "len"):
        text = f"{name}({inner})" if name != "len" else f"len([{inner}])"
        yield put(node, text, 0.5)
