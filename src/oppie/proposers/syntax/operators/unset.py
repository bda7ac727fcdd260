"""What a failure says is read and was never set: variables, attributes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.definitions import definition
from oppie.proposers.syntax.draft import Draft, edit, put
from oppie.proposers.syntax.tree import Node

_OTHER = 0.2
"""How likely a setting was meant that gives another value than the one of the attribute's name."""
_PUT_IN = 0.5
_FIRST = 0.7
"""How likely a variable is set as the first of all, against just before it is read."""


def unset_local(node: Node, ctx: Context) -> Iterator[Draft]:
    """A name that is read before it is set: ``global x``, a value, what sets another variable."""
    body = node.get("body")
    first = next((s for s in body.parts if s in ctx.statements), None) if body else None
    words = [n for n in node.walk() if n.kind == "identifier"]
    for clue in ctx.clues.about("UnboundLocalError", "NameError"):
        name = clue.words[0]
        read = next((n for n in words if n.text == name), None)
        if first is None or read is None:
            continue
        for line, factor in _declared(name, node, ctx):
            yield edit(first, layout.before(first, line, ctx.says), factor=factor)
        for left, factor in _settings(read, words):
            yield put(left, name, factor)
        if name not in ctx.language.mends.keywords and name.isidentifier():
            yield from _values(name, first, ctx, _FIRST)
            reading = ctx.statement(read)
            yield from _values(name, reading, ctx, 1.0) if reading is not first else ()


def _declared(name: str, node: Node, ctx: Context) -> Iterator[tuple[str, float]]:
    """Statements that a name is that of the function around, or of the file."""
    outer = any(n.kind in ctx.language.functions for n in node.above())
    if outer and any(n.text == name and n.scope is not node for n in ctx.scope.local):
        yield ctx.says.outer.format(name), 1.0
    if ctx.says.shared and name in {n.text for n in ctx.scope.shared}:
        yield ctx.says.shared.format(name), 0.9


def _settings(read: Node, words: Sequence[Node]) -> Iterator[tuple[Node, float]]:
    """Other variables that are set before a name is read; first what nothing reads."""
    uses = Counter(n.text for n in words)
    for each in words:
        if each.role == "left" and each.up == "assignment" and each.start < read.start:
            yield each, 0.4 if uses[each.text] > 1 else 1.0


def _values(name: str, before: Node, ctx: Context, likely: float) -> Iterator[Draft]:
    """It is set before a statement, to something usual or to another variable."""
    nearest = (n.text for n in ctx.variables(before) if n.at < before.start and n.text != name)
    values = [(text, 0.6) for text in ctx.language.usual.initials]
    values += [(text, 0.6 * 0.9**rank) for rank, text in enumerate(nearest)]
    for value, factor in values if before in ctx.statements else ():
        line = ctx.says.sets.format(name, value)
        yield edit(before, layout.before(before, line, ctx.says), factor=factor * likely)


def unset_attribute(node: Node, ctx: Context) -> Iterator[Draft]:
    """``self.x`` that the class never sets: ``self.x = x`` in its constructor.

    It is about the place where it is missed, which is where the failure shows.
    """
    name = node.get("attribute")
    for clue in ctx.clues.each:
        if name is None or clue.kind != "AttributeError" or name.text not in clue.words[1:2]:
            continue
        built = _constructor(clue.words[0], name.text, ctx)
        body = built.get("body") if built is not None else None
        if built is not None and body is not None:
            for draft in _set(name.text, built, body, ctx):
                yield edit(node, *draft.pieces, factor=draft.factor)


def _constructor(named: str, attribute: str, ctx: Context) -> Node | None:
    """The constructor of a class of the file that never sets an attribute of its objects."""
    for statement in ctx.root.parts:
        found = definition(statement, ctx.language)
        if found is None or found.name is None or found.name.text != named:
            continue
        own = re.escape(f"{ctx.says.own}.{attribute}")
        if re.search(rf"\b{own}\s*(?::[^=\n]+)?=(?!=)", found.node.text):
            return None
        body = found.node.get("body")
        inner = (definition(each, ctx.language) for each in (body.parts if body else ()))
        for each in inner:
            if each is not None and each.name and each.name.text == ctx.says.constructor:
                return each.node
    return None


def _set(name: str, built: Node, body: Node, ctx: Context) -> Iterator[Draft]:
    own = f"{ctx.says.own}.{name}"
    plain = [s for s in body.parts if s.kind == "expression_statement" and s.parts]
    for statement in plain:
        setting = statement.parts[0]
        left, right = setting.get("left"), setting.get("right")
        if setting.kind == "assignment" and left is not None and right is not None:
            yield put(left, own, 1.0 if right.text == name else _OTHER)
    head = built.get("parameters")
    given = re.search(rf"\b{re.escape(name)}\b", head.text) if head else None
    for statement in (*plain[-1:], *plain[:1]):
        for value in (name,) if given else ctx.language.usual.initials:
            text = ctx.says.ended(f"{own} = {value}")
            yield edit(statement, layout.after(statement, text, ctx.says), factor=_PUT_IN)
