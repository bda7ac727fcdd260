"""What a statement defines: a function or class, by itself or as the value of a name."""

from __future__ import annotations

from dataclasses import dataclass

from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.tree import Node

_HOLDERS = frozenset({"declaration", "expression_statement"})


@dataclass(frozen=True, slots=True)
class Definition:
    """A function or class with the name that it goes by."""

    node: Node
    name: Node | None


def definition(statement: Node, language: Language) -> Definition | None:
    """What a statement defines: ``def f``, ``const f = (x) => …``, ``exports.f = function …``."""
    defined = language.functions | language.classes | {"lambda"}
    node = statement
    while node.kind in language.wrappers:
        inner = node.get("definition")
        if inner is None:
            return None
        node = inner
    if node.kind in defined:
        return Definition(node, node.get("name"))
    held = node.parts[0] if node.kind in _HOLDERS and node.parts else node
    value = held.get("right") if held.kind == "assignment" else None
    if value is None or value.kind not in defined:
        return None
    left = held.get("left")
    return Definition(value, left.get("attribute") or left if left is not None else None)


def name_of(function: Node) -> Node | None:
    """The name that a function goes by, its own or the variable's that it is assigned to."""
    own = function.get("name")
    if own is not None or function.up != "assignment" or function.parent is None:
        return own
    left = function.parent.get("left")
    return left.get("attribute") or left if left is not None else None
