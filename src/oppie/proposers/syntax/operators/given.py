"""One argument more: what a call is given that it was not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from oppie.proposers.syntax.arity import fitting
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, edit
from oppie.proposers.syntax.scope import Name
from oppie.proposers.syntax.tree import Node

_MOST_CALLS = 50
_GIVEN = re.compile(r"""(?:[^,'"`\n]|'[^'\n]*'|"[^"\n]*"|`[^`\n]*`)+""")
_TEXT = re.compile(r"""'[^'\n]*'|"[^"\n]*"|`[^`\n]*`""")
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")
_USUAL = ("", " ", ",", "-", "_", ".", ":", "/")
_IDLE = 2.5
"""How likely it is given what nothing reads, against anything else."""
_SHORT = 4
"""Bytes of a literal with its quotes: a separator, as a rule."""


def put_argument(node: Node, ctx: Context) -> Iterator[Draft]:
    """``f(a)`` → ``f(a, b)``: a variable, or what is usual for the function."""
    function = node.parent.get("function") if node.parent else None
    if function is None:
        return
    called = function.text.rsplit(".", 1)[-1]
    known = next((f for f in ctx.scope.functions() if f.text == called), None)
    plain = known is not None and function.kind == "identifier"
    fit = fitting(known, len(node.parts) + 1) if known is not None and plain else 1.0
    for text, factor in (
        *ctx.language.usual.arguments.get(called, ()),
        *_parameters(known, node, ctx),
        *_elsewhere(called, node, ctx),
        *_members(node, ctx),
        *_literals(ctx),
    ):
        yield _append(node, text, factor * fit)
    for rank, name in enumerate(ctx.variables(node)):
        if name.at < node.start:
            likely = fit * 0.9**rank * (_IDLE if name.text in ctx.idle else 1.0)
            yield _append(node, name.text, 0.35 * likely)
            if node.parts:
                first = node.parts[0].start
                yield edit(node, Piece(first, first, f"{name.text}, "), factor=0.2 * likely)


def _parameters(function: Name | None, node: Node, ctx: Context) -> Iterator[tuple[str, float]]:
    """Keyword arguments that the called function of the file takes and does not get."""
    says = ctx.says
    if not says.keyword:
        return
    given = {p.text.split("=")[0] for p in node.parts}
    seen = {n.text for n in ctx.variables(node)}
    holder = function.node.parent if function else None
    parameters = holder.get("parameters") if holder else None
    for part in parameters.parts if parameters else ():
        name = part.text.split("=")[0].split(":")[0].strip("* ")
        if name not in given and name in seen:
            yield says.keyword.format(name, name), 0.8
            yield name, 0.8


def _elsewhere(called: str, node: Node, ctx: Context) -> Iterator[tuple[str, float]]:
    """What other calls in the file give to a function of this name: by name, or at this place."""
    pattern = rf"\b{re.escape(called)}\(([^()]*)\)"
    at = len(node.parts)
    known = {name.text for name in (*ctx.variables(node), *ctx.scope.shared)}
    for match in islice(re.finditer(pattern, ctx.root.text), _MOST_CALLS):
        given = [text.strip() for text in _GIVEN.findall(match.group(1))]
        for text in given:
            name, equals, value = text.partition("=")
            if ctx.says.keyword and equals and name.isidentifier() and value:
                yield from ((text, 0.5),) if f"{name}=" not in node.text else ()
        if len(given) > at and "=" not in given[at] and set(_names(given[at])) <= known:
            yield given[at], 0.5


def _names(text: str) -> list[str]:
    return _NAME.findall(_TEXT.sub("", text))


def _members(node: Node, ctx: Context) -> Iterator[tuple[str, float]]:
    """What the own object holds, ``self.x``: first what nothing reads, then what stands nearest."""
    methods = set(ctx.scope.methods)
    held = sorted(
        (len(places) > 1, min(abs(each.start - node.start) for each in places), text)
        for text, places in ctx.scope.held.items()
        if text.rpartition(".")[2] not in methods
    )
    for rank, (read, _, text) in enumerate(held):
        yield text, 0.3 * 0.9**rank * (1.0 if read else _IDLE)


def _literals(ctx: Context) -> Iterator[tuple[str, float]]:
    """Where a call is said to lack one: the unit's, the usual ones, those of the file and tests."""
    if not ctx.clues.share("argument-missing"):
        return iter(())
    own = ctx.ingredients.own_strings
    quote = own[0][-1] if own else '"'
    usual = tuple(f"{quote}{text}{quote}" for text in _USUAL)
    others = sorted(ctx.ingredients.strings, key=lambda text: len(text.encode()) > _SHORT)
    says = ctx.says
    constants = ("0", "1", says.true, says.false, *((says.none,) if says.none else ()))
    texts = dict.fromkeys((*own, *usual, *constants, *others))
    return ((text, 0.4 * 0.95**rank) for rank, text in enumerate(texts))


def _append(node: Node, text: str, factor: float) -> Draft:
    end = node.end - 1
    if not node.parts:
        return edit(node, Piece(end, end, text), factor=factor)
    last = node.parts[-1].end
    return edit(node, Piece(last, last, f", {text}"), factor=factor)
