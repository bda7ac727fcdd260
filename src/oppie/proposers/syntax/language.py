"""What the engine has to know of a language: a table, not code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from oppie.proposers.syntax.tree import Grammar, Node

Table = Mapping[str, tuple[str, ...]]
"""A text → what it is often mistaken for, likeliest first."""

OR, AND, NOT, COMPARISON, ADDITION, PRODUCT, UNARY, ATOM = 2, 3, 4, 5, 10, 11, 12, 15
"""Binding strengths; that of names, literals and calls never needs parentheses."""


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
class Wrap:
    """A call that may lack around an expression.

    Attributes:
        template: ``{}`` stands for the expression.
        takes: the sorts of value that it makes sense for; see :mod:`.shapes`.
        factor: in (0, 1], how often it is what lacks.
    """

    template: str
    takes: frozenset[str]
    factor: float


@dataclass(frozen=True, slots=True)
class Language:
    """A language, described by the kinds of its grammar's nodes and by its idioms.

    Attributes:
        name: as in a project's type.
        suffixes: of its files.
        grammar: makes the parser; called once.
        compiles: whether the language itself takes a text.
        fault: where it does not; None if it does.
        probe: makes of a statement a text that compiles if the statement may stand; empty where
            that cannot be told without what surrounds it.
        lexeme: matches one token, or a line's beginning with its indentation.
        functions, classes, blocks, statements: kinds of nodes.
        alone: kinds of statements, and their headers' parts, that ``probe`` can try alone.
        values: kinds that are expressions.
        unmade: (parent's kind, role) where an expression is no value: targets, names.
        opaque: kinds that are not looked into: annotations.
        binders: (kind, role) that bind names.
        scopes: kinds whose names are seen only inside.
        levels: kind or operator → how strongly it binds.
        needs: (parent's kind, role) → how strongly what stands there has to bind.
        from_right: operators that are read from the right.
        operators: operator → what it is mistaken for; one table a class of operators.
        paired: functions and methods that are mistaken for each other.
        wraps: calls that an expression may lack.
        keywords: that may be missing, surplus or misspelt.
        foreign: pairs of tokens of other languages → what this one says.
    """

    name: str
    suffixes: tuple[str, ...]
    grammar: Callable[[], Grammar]
    compiles: Callable[[bytes], bool]
    fault: Callable[[bytes], Fault | None]
    probe: Callable[[bytes], bytes]
    lexeme: re.Pattern[bytes]
    functions: frozenset[str]
    classes: frozenset[str]
    blocks: frozenset[str]
    statements: frozenset[str]
    alone: frozenset[str]
    values: frozenset[str]
    unmade: frozenset[tuple[str, str]]
    opaque: frozenset[str]
    binders: frozenset[tuple[str, str]]
    scopes: frozenset[str]
    levels: Mapping[str, int]
    needs: Mapping[tuple[str, str], int]
    from_right: frozenset[str]
    operators: Mapping[str, Table]
    paired: Table
    wraps: tuple[Wrap, ...]
    keywords: tuple[str, ...]
    foreign: Table

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
