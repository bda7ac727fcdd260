"""Attributes that a failure says are missing, and that no constructor sets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.definitions import definition
from oppie.proposers.syntax.draft import Draft, edit, put
from oppie.proposers.syntax.tree import Node

_OTHER = 0.2
"""How likely a setting was meant that gives another value than the one of the attribute's name."""
_PUT_IN = 0.5


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
