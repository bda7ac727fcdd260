"""New expressions from what is in scope: last in the order, since there are many."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.language import ADDITION, PRODUCT, UNARY
from oppie.proposers.syntax.scope import Name
from oppie.proposers.syntax.shapes import COLLECTIONS, NUMBERS, SEQUENCES, Shape
from oppie.proposers.syntax.tree import Node

_FEW = 6
_OPERATORS = (
    ("+", ADDITION),
    ("-", ADDITION),
    ("*", PRODUCT),
    ("%", PRODUCT),
    ("//", PRODUCT),
)


def operations(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x op y``, ``abs(x - y)`` over the variables in place of an expression."""
    if not _replaceable(node, ctx) or not ctx.shape(node).among(NUMBERS):
        return
    names = _names(node, ctx, NUMBERS)
    for one in names:
        yield put(node, ctx.language.fit(node, f"-{one}", UNARY), 0.6)
        yield put(node, ctx.language.fit(node, f"{one} + 1", ADDITION), 0.6)
        yield put(node, ctx.language.fit(node, f"{one} - 1", ADDITION), 0.6)
        for two in names:
            if one != two:
                yield put(node, f"abs({one} - {two})", 0.2)
                for operator, level in _OPERATORS:
                    if operator not in "+*" or one < two:
                        text = f"{one} {operator} {two}"
                        yield put(node, ctx.language.fit(node, text, level), 0.4)


def calls(node: Node, ctx: Context) -> Iterator[Draft]:
    """``len(x)``, ``sum(x)``, ``x[0]``, ``x.lower()`` of a variable in place of an expression."""
    if not _replaceable(node, ctx):
        return
    shape = ctx.shape(node)
    for rank, name in enumerate(_visible(node, ctx)):
        for text, yields in _calls(name.text, ctx.shapes.named(name.text)):
            if text != node.text and (yields.fits(shape) or node.role == "object"):
                sure = 1.0 if yields.base and yields.fits(shape) else 0.4
                yield put(node, text, sure * 0.9**rank)


def _calls(name: str, shape: Shape) -> Iterator[tuple[str, Shape]]:
    if shape.among(COLLECTIONS):
        yield f"len({name})", Shape("int")
    if shape.surely(COLLECTIONS - {"str", "dict"}):
        yield from (
            (f"{function}({name})", Shape(shape.item)) for function in ("sum", "max", "min")
        )
        yield from ((f"sorted({name})", Shape("list")), (f"set({name})", Shape("set")))
    if shape.surely(SEQUENCES):
        yield from ((f"{name}[0]", Shape(shape.item)), (f"{name}[-1]", Shape(shape.item)))
        yield from ((f"{name}[1:]", shape), (f"{name}[::-1]", shape))
    if shape.surely(frozenset({"str"})):
        for method in ("lower", "upper", "strip", "split", "encode"):
            yield f"{name}.{method}()", Shape("str" if method in "lower upper strip" else "")
    if shape.surely(frozenset({"dict"})):
        yield from ((f"{name}.{m}()", Shape("iterator")) for m in ("items", "keys", "values"))
    if shape.among(NUMBERS):
        yield from ((f"str({name})", Shape("str")), (f"abs({name})", Shape("int")))
        yield from ((f"bin({name})", Shape("str")), (f"int({name})", Shape("int")))


def _replaceable(node: Node, ctx: Context) -> bool:
    return (
        ctx.language.is_value(node)
        and node.role not in ("function", "object", "arguments")
        and node.up not in ("keyword_argument", "parenthesized_expression", "expression_statement")
    ) or (node.role == "object" and node.kind == "identifier")


def _visible(node: Node, ctx: Context) -> list[Name]:
    return [n for n in ctx.variables(node) if n.at < node.start and n.text != "self"][:_FEW]


def _names(node: Node, ctx: Context, bases: frozenset[str]) -> list[str]:
    return [n.text for n in _visible(node, ctx) if ctx.shapes.named(n.text).among(bases)]
