"""A JavaScript file as rewrites see it: its syntax tree, loops, and what happens to names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

import tree_sitter_javascript

from oppie.proposers.rewrites.rewrite import Piece, Rewrite, tidy
from oppie.proposers.syntax.dialect import Dialect
from oppie.proposers.syntax.tree import Grammar, Node

LOOPS = ("for_statement", "for_in_statement", "while_statement", "do_statement")
FUNCTIONS = ("function_declaration", "function_expression", "arrow_function", "method_definition")
BINDERS = ("variable_declarator", "assignment_expression", "augmented_assignment_expression")
EACH = frozenset(
    ("map", "filter", "forEach", "reduce", "some", "every", "flatMap", "find", "findIndex", "sort")
)
"""Methods that call a function once for each item."""
MUTATORS = frozenset(
    (
        *("push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill"),
        *("set", "add", "delete", "clear", "copyWithin"),
    )
)
_SHORT = 70


@cache
def _grammar() -> Grammar:
    return Grammar(tree_sitter_javascript.language(), Dialect())


class Source:
    """One file. Raises ValueError where it does not parse.

    Attributes:
        data: the file.
        tree: its syntax tree.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.tree = _grammar().parse(data)
        if self.tree.broken:
            raise ValueError("it does not parse")

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node."""
        return tuple(self.tree.walk())

    def calls(self, *methods: str) -> Iterator[tuple[Node, Node, list[Node]]]:
        """Calls ``object.method(arguments)``: the call, the object, the arguments."""
        for node in self.nodes:
            found = called(node)
            if found is not None and found[1] in methods:
                yield node, found[0], found[2]

    def repeated(self, node: Node) -> list[Node]:
        """Loops and callbacks that do a node again and again, the innermost first."""
        found: list[Node] = []
        child = node
        for parent in node.above():
            if parent.kind in LOOPS and child.role in ("body", "condition", "increment"):
                found.append(parent)
            elif parent.kind in ("function_declaration", "method_definition"):
                break
            elif parent.kind == "arguments" and child.kind in FUNCTIONS:
                call = parent.parent
                method = called(call) if call is not None else None
                if method is None or method[1] not in EACH:
                    break
                found.append(parent)
            elif parent.kind in FUNCTIONS and parent.up != "arguments":
                break
            child = parent
        return found

    def statement(self, node: Node) -> Node:
        """The statement that a node is a part of, in a block or at the top."""
        above = [node, *node.above()]
        return next(n for n in above if n.up in ("statement_block", "program", ""))

    def home(self, node: Node) -> Node:
        """The innermost function around a node, else the file."""
        return next((n for n in node.above() if n.kind in FUNCTIONS), self.tree)

    def symbol(self, node: Node) -> str:
        """The dotted name of the functions and classes around a node."""
        named = [n.get("name") for n in (node, *node.above()) if "declaration" in n.kind]
        return ".".join(reversed([n.text for n in named if n is not None]))

    def before(self, statement: Node, line: str) -> Piece:
        """A line put before a statement."""
        return Piece(statement.start, statement.start, f"{line}\n{self.indent(statement)}")

    def after(self, statement: Node, line: str) -> Piece:
        """A line put after a statement."""
        end = statement.end
        return Piece(end, end, f"\n{self.indent(statement)}{line}")

    def indent(self, statement: Node) -> str:
        """What stands before a statement on its line."""
        start = self.data.rfind(b"\n", 0, statement.start) + 1
        before = self.data[start : statement.start].decode("utf-8", "surrogateescape")
        return before if not before.strip() else ""

    def fresh(self, name: str) -> str:
        """A name like ``name`` that the file does not use."""
        used = {n.text for n in self.nodes if n.kind == "identifier"}
        tries = [name, *(f"{name}{n}" for n in range(2, 100))]
        return next(each for each in tries if each not in used)

    def rewrite(
        self, operator: str, node: Node, pieces: Sequence[Piece], weight: float, what: str = ""
    ) -> Iterator[Rewrite]:
        """The rewrite, unless its pieces overlap or it does not parse."""
        ordered = tidy(pieces)
        if not ordered:
            return
        data = self.data
        for piece in reversed(ordered):
            text = piece.text.encode("utf-8", "surrogateescape")
            data = data[: piece.start] + text + data[piece.end :]
        if _grammar().parse(data).broken:
            return
        said = " ".join((what or f"{node.text} → {pieces[0].text}").split())
        said = said if len(said) <= _SHORT else said[: _SHORT - 1] + "…"
        first, last = node.line, node.last_line
        yield Rewrite(operator, ordered, first, last, self.symbol(node), said, weight)


def called(node: Node) -> tuple[Node, str, list[Node]] | None:
    """The object, the method and the arguments of a call of a method."""
    if node.kind != "call_expression":
        return None
    function, arguments = node.get("function"), node.get("arguments")
    if function is None or function.kind != "member_expression" or arguments is None:
        return None
    thing, name = function.get("object"), function.get("property")
    if thing is None or name is None or arguments.kind != "arguments":
        return None
    return thing, name.text, list(arguments.parts)


def replaced(node: Node, text: str) -> Piece:
    """A node replaced."""
    return Piece(node.start, node.end, text)


def read(node: Node) -> set[str]:
    """The names that an expression reads."""
    return {n.text for n in node.walk() if n.kind in ("identifier", "this")}


def changed(node: Node) -> set[str]:
    """The names that are bound, or whose objects are changed in place, within a node."""
    found: set[str] = set()
    for each in node.walk():
        if each.kind in BINDERS:
            found |= _targets(each.get("name") or each.get("left"))
        elif each.kind == "for_in_statement":
            found |= _targets(each.get("left"))
        elif each.kind == "update_expression":
            found |= _targets(each.get("argument"))
        elif each.kind in FUNCTIONS:
            found |= _targets(each.get("parameters") or each.get("parameter"))
        elif (call := called(each)) is not None and call[1] in MUTATORS:
            found |= read(call[0])
    return found


def _targets(node: Node | None) -> set[str]:
    if node is None:
        return set()
    kinds = ("identifier", "shorthand_property_identifier_pattern", "this")
    return {n.text for n in node.walk() if n.kind in kinds}


def camel(text: str, suffix: str = "") -> str:
    """A name made of the words of a text."""
    words = re.findall(r"[A-Za-z0-9]+", text)[:4] or ["value"]
    first, *rest = words
    name = first[:1].lower() + first[1:] + "".join(w[:1].upper() + w[1:] for w in rest) + suffix
    return name if name[:1].isalpha() else f"value{name}"
