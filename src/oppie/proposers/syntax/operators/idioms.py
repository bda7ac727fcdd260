"""Small idioms: a fallback, a tuple of types, a bound variable, a handled error."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, edit, put
from oppie.proposers.syntax.kinds import LOOPS
from oppie.proposers.syntax.levels import OR
from oppie.proposers.syntax.tree import Node

_NO_HANDLER = frozenset({"AssertionError", "Failed", "TimedOut", "SyntaxError", "NameError"})


def fallback(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x`` → ``x or []``: where nothing may come."""
    if not ctx.language.is_value(node) or node.role in ("function", "condition"):
        return
    shape = ctx.shape(node)
    for idiom in ctx.language.usual.fallbacks:
        if chance := idiom.chance(shape):
            whole = ctx.language.fit(node, idiom.template.format(node.text), OR)
            yield put(node, whole, chance * (0.8 if shape.base else 0.5))


def careful(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x.y`` → ``x?.y``: where there may be no ``x``."""
    holder, name = node.get("object"), node.get("attribute")
    own = holder is not None and holder.text == ctx.says.own
    if ctx.says.careful and holder is not None and name is not None and not own:
        yield put(node, ctx.says.careful.format(holder.text, name.text))


def closure(node: Node, ctx: Context) -> Iterator[Draft]:
    """``function (x) { … }`` → ``(x) => { … }``: the own object is that of around."""
    given, body = node.get("parameters"), node.get("body")
    plain = bool(node.children) and node.children[0].kind == "function"
    if ctx.says.closure and plain and given is not None and body is not None:
        yield put(node, ctx.says.closure.format(given.text, body.text))


def types(node: Node, ctx: Context) -> Iterator[Draft]:
    """``isinstance(x, int)`` → ``isinstance(x, (int, float))``, ``isinstance(x, str)``."""
    function, arguments = node.get("function"), node.get("arguments")
    known = ctx.language.usual.checks.get(function.text, ()) if function else ()
    if arguments is None or not known:
        return
    wanted = arguments.parts[-1] if arguments.parts else node
    for text in known:
        if text != wanted.text:
            yield put(wanted, text, 1.0 if wanted.text in text else 0.4)
    for name in ctx.scope.shared:
        if name.sort in ("class", "import") and name.text != wanted.text:
            yield put(wanted, name.text, 0.3)


def bind(node: Node, ctx: Context) -> Iterator[Draft]:
    """``lambda: i`` → ``lambda i=i: i``: the value of now, not of later."""
    colon = next((c for c in node.children if c.kind == ":"), None)
    body, given = node.get("body"), node.get("parameters")
    if colon is None or body is None:
        return
    used = {n.text for n in body.walk() if n.kind == "identifier"}
    for name in ctx.variables(node):
        if name.text in used and name.scope is not node:
            before = ", " if given is not None else " "
            piece = Piece(colon.start, colon.start, f"{before}{name.text}={name.text}")
            yield edit(node, piece)


def delegate(node: Node, ctx: Context) -> Iterator[Draft]:
    """``yield x`` → ``yield from x``, ``return x``; and back."""
    del ctx
    if not node.parts:
        return
    value = node.parts[0].text
    whole = any(c.kind == "from" for c in node.children)
    yield put(node, f"yield {value}" if whole else f"yield from {value}")
    if node.up == "expression_statement":
        yield put(node, f"return {value}", 0.3)


def handle(node: Node, ctx: Context) -> Iterator[Draft]:
    """An error that escapes at a statement is handled there."""
    if node not in ctx.statements or not ctx.says.tries or not layout.own_lines(node, ctx.says):
        return
    lines = range(node.line, node.last_line + 1)
    kinds = {c.kind for c in ctx.clues.each if c.frame is not None and c.frame.line in lines}
    says, looped = ctx.says, any(n.kind in LOOPS for n in node.above())
    given = [says.gives.format(t) for t in (says.none, says.false) if t]
    for kind in sorted(kinds - _NO_HANDLER):
        for text in (says.nothing, *given, *(["continue"] if looped else [])):
            tried = layout.enclose(node, says.tries, says)
            handler = layout.follow(node, says.handles.format(kind), text, says)
            yield edit(node, Piece(tried.start, tried.end, tried.text + handler))
