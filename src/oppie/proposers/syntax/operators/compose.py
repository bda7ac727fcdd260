"""New expressions from what is in scope: last in the order, since there are many."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.levels import ADDITION, UNARY
from oppie.proposers.syntax.scope import Name
from oppie.proposers.syntax.shapes import NUMBERS
from oppie.proposers.syntax.tree import Node

_FEW = 6


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
                if ctx.says.absolute:
                    yield put(node, ctx.says.absolute.format(f"{one} - {two}"), 0.2)
                for operator, level in ctx.language.usual.arithmetic:
                    if operator not in "+*" or one < two:
                        text = f"{one} {operator} {two}"
                        yield put(node, ctx.language.fit(node, text, level), 0.4)


def calls(node: Node, ctx: Context) -> Iterator[Draft]:
    """``len(x)``, ``sum(x)``, ``x[0]``, ``x.lower()`` of a variable in place of an expression."""
    if not _replaceable(node, ctx):
        return
    shape = ctx.shape(node)
    for rank, name in enumerate(_visible(node, ctx)):
        own = ctx.shapes.named(name.text)
        for idiom in ctx.language.usual.computed:
            text, yields = idiom.template.format(name.text), idiom.shape(own)
            possible = bool(idiom.chance(own)) and text != node.text
            fits = ctx.shapes.fits(yields, shape)
            if possible and (fits or node.role == "object"):
                sure = 1.0 if yields.base and fits else 0.4
                yield put(node, text, idiom.chance(own) * sure * 0.9**rank)


def _replaceable(node: Node, ctx: Context) -> bool:
    return (
        ctx.language.is_value(node)
        and node.role not in ("function", "object", "arguments")
        and node.up not in ("keyword_argument", "parenthesized_expression", "expression_statement")
    ) or (node.role == "object" and node.kind == "identifier")


def _visible(node: Node, ctx: Context) -> list[Name]:
    return [n for n in ctx.variables(node) if n.at < node.start and n.text != ctx.says.own][:_FEW]


def _names(node: Node, ctx: Context, bases: frozenset[str]) -> list[str]:
    return [n.text for n in _visible(node, ctx) if ctx.shapes.named(n.text).among(bases)]
