"""What an operator may look at besides its node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from oppie.proposers.syntax.clues import Clues
from oppie.proposers.syntax.definitions import definition
from oppie.proposers.syntax.examples import Examples
from oppie.proposers.syntax.ingredients import Ingredients
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.layout import BODIES
from oppie.proposers.syntax.scope import Name, Scope, reads
from oppie.proposers.syntax.shapes import Shape, Shapes
from oppie.proposers.syntax.spelling import Spelling
from oppie.proposers.syntax.surroundings import Surroundings
from oppie.proposers.syntax.tree import Node

_SHORT = 60
"""Bytes; longer texts are not looked for in other places."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is searched as one: a function, or a statement outside of functions.

    Attributes:
        node: the function or statement.
        symbol: its name, dotted; empty outside of functions and classes.
        weight: of its likeliest line, in (0, 1].
    """

    node: Node
    symbol: str
    weight: float


@dataclass(frozen=True)
class Context:
    """A unit with its surroundings; what costs time is made when first asked for.

    Attributes:
        language: of the file.
        path: of the file.
        root: the file's tree.
        unit: what is searched.
        clues: what the failures say.
        surroundings: the tests, and the project's other files.
    """

    language: Language
    path: str
    root: Node
    unit: Unit
    clues: Clues
    surroundings: Surroundings

    @property
    def says(self) -> Spelling:
        """How the language writes what the operators say."""
        return self.language.says

    @cached_property
    def examples(self) -> Examples:
        """The tests that speak of the unit."""
        return self.surroundings.examples(self.language, self.unit.symbol.rsplit(".", 1)[-1])

    @cached_property
    def scope(self) -> Scope:
        """The names."""
        return Scope(self.language, self.root, self.unit.node)

    @cached_property
    def shapes(self) -> Shapes:
        """The sorts of values."""
        found = definition(self.unit.node, self.language)
        known = self.examples.shapes(found.node) if found else {}
        return Shapes(self.unit.node, known, self.language.sorts)

    @cached_property
    def ingredients(self) -> Ingredients:
        """Texts to build from."""
        return Ingredients(self.language, self.root, self.unit.node, self.examples)

    @cached_property
    def function(self) -> Node | None:
        """The unit's function, if it is one."""
        found = definition(self.unit.node, self.language)
        return found.node if found and found.node.kind in self.language.functions else None

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes of the unit that may change: no annotations, no documentation."""
        return tuple(self._walk(self.unit.node))

    @cached_property
    def by_kind(self) -> dict[str, list[Node]]:
        """The same by kind."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.kind, []).append(node)
        return found

    @cached_property
    def alike(self) -> dict[tuple[str, str, str], list[Node]]:
        """The same by kind, role and text: sites of which one edit may be meant for all."""
        found: dict[tuple[str, str, str], list[Node]] = {}
        for node in self.nodes:
            if node.end - node.start <= _SHORT:
                found.setdefault((node.kind, node.role, node.text), []).append(node)
        return found

    @cached_property
    def idle(self) -> frozenset[str]:
        """Names that the unit sets or builds up and never reads: each was meant for something."""
        bound = {name.text: name.node for name in self.scope.local if name.sort == "variable"}
        words = (n for n in self.unit.node.walk() if n.kind == "identifier" and n.text in bound)
        read = {n.text for n in words if n.start != bound[n.text].start and reads(n)}
        return frozenset(bound.keys() - read - {self.says.own, *self.language.usual.receivers})

    @cached_property
    def statements(self) -> tuple[Node, ...]:
        """The statements of the unit that stand in a block; not the function itself."""
        kinds, blocks = self.language.statements, self.language.blocks
        own = self.unit.node if self.function is not None else None
        return tuple(
            n
            for n in self.nodes
            if n.kind in kinds and (n.up in blocks or n.role in BODIES) and n is not own
        )

    def statement(self, node: Node) -> Node:
        """The innermost statement around a node."""
        while node.kind not in self.language.statements and node.parent is not None:
            node = node.parent
        return node

    def shape(self, node: Node | None) -> Shape:
        """The sort of value that an expression yields."""
        return self.shapes.of(node)

    def variables(self, node: Node) -> tuple[Name, ...]:
        """Local variables and parameters that may stand at a node, the closest first."""
        return self.scope.visible(node)

    def _walk(self, node: Node) -> Iterator[Node]:
        if node.kind in self.language.opaque or _documentation(node):
            return
        yield node
        for child in node.children:
            yield from self._walk(child)


def _documentation(node: Node) -> bool:
    return (
        node.kind == "expression_statement"
        and len(node.parts) == 1
        and node.parts[0].kind in ("string", "concatenated_string")
    )
