"""What the engine has to know of a language: tables, and what its parser says.

A new language is a file in :mod:`.languages` that makes a Language, and a place in
``LANGUAGES`` there. It has to supply, in the order of what they bring:

1. a :class:`~.dialect.Dialect`: which of the grammar's kinds and roles are which of the common
   ones. Print some trees; what is not translated is not seen by any operator.
2. the sets of kinds below (statements, blocks, values, binders, scopes), in common names.
   Most are in :mod:`.kinds`; add what only this language has.
3. ``levels`` and ``needs``, from the language's table of precedence.
4. a :class:`~.spelling.Spelling`: how it writes a guard, a negation, an item, a return. What
   it cannot say stays empty, and no operator then says it.
5. a :class:`~.idioms.Usage`: what is mistaken for what, what is usual.
6. :class:`~.shapes.Sorts`: what sort of value its built-in functions, methods and types are.
7. ``compiles``, ``fault``: :func:`.parsing.parses` and :func:`.parsing.fault_of` will do where
   the language itself cannot be asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from oppie.proposers.syntax.draft import Piece
from oppie.proposers.syntax.idioms import Usage
from oppie.proposers.syntax.levels import ATOM
from oppie.proposers.syntax.library import Library
from oppie.proposers.syntax.mending import Mending
from oppie.proposers.syntax.shapes import Sorts
from oppie.proposers.syntax.spelling import Spelling
from oppie.proposers.syntax.tree import Grammar, Node


def as_it_is(data: bytes, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """An edit that asks for nothing else."""
    del data
    return pieces


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a language does not take a text.

    Attributes:
        line: from 1; 0 where it does not say.
        sure: False if another version of the language may take it.
    """

    line: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Language:
    """A language, described by the kinds of its trees' nodes and by its idioms.

    Attributes:
        name: as in a project's type.
        suffixes: of its files.
        grammar: makes the parser; called once.
        compiles: whether the language itself takes a text.
        fault: where it does not; None if it does.
        probe: makes of a statement a text that compiles if the statement may stand; empty where
            that cannot be told without what surrounds it.
        within: what makes a member of a class a text that compiles: before it and behind it.
        lexeme: matches one token, or a line's beginning with its indentation.
        defined: matches a name that is defined at the top of a file.
        functions, classes, blocks, statements: kinds of nodes.
        wrappers: kinds of statements that hold a ``definition``.
        alone: kinds of statements, and their headers' parts, that ``probe`` can try alone.
        values: kinds that are expressions.
        unmade: (parent's kind, role) where an expression is no value: targets, names.
        opaque: kinds that are not looked into: annotations.
        binders: (kind or the grammar's own name, role) that bind names.
        scopes: kinds whose names are seen only inside.
        hoisted: the grammar's names of declarations whose names are seen in the whole function.
        levels: kind or operator → how strongly it binds.
        needs: (parent's kind, role) → how strongly what stands there has to bind.
        from_right: operators that are read from the right.
        says: how it writes what the operators say.
        usual: its idioms.
        sorts: what sort of value its own functions, methods and types are.
        library: names and modules that it brings along.
        mends: how text that does not parse is mended.
        completed: an edit of a file with what it asks of other places, such as imports.
    """

    name: str
    suffixes: tuple[str, ...]
    grammar: Callable[[], Grammar]
    compiles: Callable[[bytes], bool]
    fault: Callable[[bytes], Fault | None]
    probe: Callable[[bytes], bytes]
    within: tuple[bytes, bytes]
    lexeme: re.Pattern[bytes]
    defined: re.Pattern[str]
    functions: frozenset[str]
    classes: frozenset[str]
    blocks: frozenset[str]
    statements: frozenset[str]
    wrappers: frozenset[str]
    alone: frozenset[str]
    values: frozenset[str]
    unmade: frozenset[tuple[str, str]]
    opaque: frozenset[str]
    binders: frozenset[tuple[str, str]]
    scopes: frozenset[str]
    hoisted: frozenset[str]
    levels: Mapping[str, int]
    needs: Mapping[tuple[str, str], int]
    from_right: frozenset[str]
    says: Spelling
    usual: Usage
    sorts: Sorts
    library: Library
    mends: Mending
    completed: Callable[[bytes, tuple[Piece, ...]], tuple[Piece, ...]] = as_it_is

    def level(self, node: Node) -> int:
        """How strongly an expression binds."""
        operator = node.get("operator")
        if operator is not None and operator.kind in self.levels and node.kind != "unary_operator":
            return self.levels[operator.kind]
        return self.levels.get(node.kind, ATOM)

    def needed(self, node: Node) -> int:
        """How strongly what stands in a node's place has to bind."""
        parent = node.parent
        if parent is None:
            return 0
        fixed = self.needs.get((parent.kind, node.role), self.needs.get((parent.kind, "")))
        if fixed is not None:
            return fixed
        operator = parent.get("operator")
        if operator is None:
            return 1
        tighter = "left" if operator.kind in self.from_right else "right"
        return self.level(parent) + (node.role == tighter)

    def fit(self, node: Node, text: str, level: int) -> str:
        """An expression's text as it may stand in a node's place: with parentheses if need be."""
        return f"({text})" if level < self.needed(node) else text

    def is_value(self, node: Node) -> bool:
        """Whether a node is an expression whose value is used."""
        return (
            node.named
            and node.kind in self.values
            and (node.up, node.role) not in self.unmade
            and (node.up, "") not in self.unmade
        )
