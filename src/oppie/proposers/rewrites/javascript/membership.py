"""Membership: asked of a ``Set`` and not of an array."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.rewrites.javascript.source import (
    FUNCTIONS,
    MUTATORS,
    Source,
    called,
    replaced,
)
from oppie.proposers.rewrites.rewrite import Piece, Rewrite
from oppie.proposers.syntax.tree import Node


def shadows(source: Source) -> Iterator[Rewrite]:
    """A set beside an array, which follows it, where ``xs.includes(x)`` is asked again."""
    done: set[tuple[int, str]] = set()
    for call, thing, arguments in source.calls("includes"):
        if thing.kind != "identifier" or len(arguments) != 1:
            continue
        home = _home(source, thing)
        again = source.repeated(call) or source.home(call) is not home
        if not again or (home.start, thing.text) in done:
            continue
        done.add((home.start, thing.text))
        yield from _shadow(source, call, thing.text, home)


def _home(source: Source, thing: Node) -> Node:
    """The function that a variable belongs to, else the file."""
    for around in thing.above():
        if around.kind in FUNCTIONS and (
            _parameter(around, thing.text) or _declared(around, thing.text)
        ):
            return around
    return source.tree


def _parameter(function: Node, name: str) -> bool:
    given = function.get("parameters") or function.get("parameter")
    return given is not None and any(n.text == name for n in given.walk())


def _declared(home: Node, name: str) -> Node | None:
    """The declaration of a variable that begins as an array."""
    for node in home.walk():
        named = node.get("name") if node.kind == "variable_declarator" else None
        if named is not None and named.text == name:
            return node
    return None


def _shadow(source: Source, call: Node, name: str, home: Node) -> Iterator[Rewrite]:
    shadow = source.fresh(f"{name}Set")
    pieces: list[Piece] = []
    declared = _declared(home, name)
    if _parameter(home, name):
        entry = _entry(source, home, f"const {shadow} = new Set({name});")
    elif declared is not None and declared.parent is not None:
        entry = source.after(declared.parent, f"const {shadow} = new Set({name});")
    else:
        return
    if entry is None:
        return
    pieces.append(entry)
    for node in home.walk():
        follows = _follows(source, node, name, shadow)
        if follows is None:
            return
        pieces.extend(follows)
    what = f"{name}.includes → {shadow}.has"
    yield from source.rewrite("set-membership", call, pieces, 0.9, what)


def _entry(source: Source, function: Node, line: str) -> Piece | None:
    body = function.get("body")
    first = body.parts[0] if body is not None and body.parts else None
    return source.before(first, line) if first and first.up == "statement_block" else None


def _follows(source: Source, node: Node, name: str, shadow: str) -> list[Piece] | None:
    """What has to be done where a node asks or changes the array; None: it cannot follow."""
    if node.kind == "assignment_expression":
        left = node.get("left")
        return None if left is not None and left.text.startswith(name) else []
    method = called(node)
    if method is None or method[0].text != name:
        return []
    arguments = [each.text for each in method[2]]
    if method[1] == "includes" and len(arguments) == 1:
        return [replaced(node, f"{shadow}.has({arguments[0]})")]
    if method[1] == "push" and len(arguments) == 1 and node.up == "expression_statement":
        return [source.after(source.statement(node), f"{shadow}.add({arguments[0]});")]
    return None if method[1] in MUTATORS else []
