"""Syntax trees as the operators see them: plain nodes, mirrored lazily from tree-sitter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import tree_sitter

from oppie.proposers.syntax.dialect import Dialect

AROUND = "expression_statement"
"""The kind of what is put around a bare statement."""


class Node:
    """A node of a file's syntax tree; compared by identity.

    Children are made when they are first asked for, so that a large file costs only what
    is looked at.

    Attributes:
        data: the whole file.
        parent: None at the top.
        kind: the common name for it, see :mod:`.dialect`; a token is its own kind.
        name: the grammar's own name for it.
        role: its part within the parent, such as ``left``; may be empty.
        named: False for a token such as ``+``.
        start, end: byte offsets in ``data``.
        wraps: whether it is only put around a bare statement.
    """

    def __init__(
        self,
        raw: tree_sitter.Node,
        dialect: Dialect,
        data: bytes,
        parent: Node | None = None,
        role: str = "",
    ) -> None:
        self._raw = raw
        self._dialect = dialect
        self.data = data
        self.parent = parent
        self.role = role
        self.wraps: bool = dialect.is_bare(raw) and not (parent is not None and parent.wraps)
        self.kind = AROUND if self.wraps else dialect.kind(raw)
        self.name: str = AROUND if self.wraps else raw.type
        self.named: bool = raw.is_named
        self.start: int = raw.start_byte
        self.end: int = raw.end_byte

    def __repr__(self) -> str:
        return f"<{self.kind} {self.start}:{self.end}>"

    @cached_property
    def children(self) -> tuple[Node, ...]:
        """All children, tokens included, in the order of the text."""
        if self.wraps:
            return (Node(self._raw, self._dialect, self.data, self),)
        return tuple(
            Node(child, self._dialect, self.data, self, role)
            for child, role in self._dialect.children(self._raw)
        )

    @cached_property
    def parts(self) -> tuple[Node, ...]:
        """The named children without comments."""
        return tuple(c for c in self.children if c.named and c.kind != "comment")

    @cached_property
    def text(self) -> str:
        """What stands in the file; bytes that are not UTF-8 as surrogate escapes."""
        return self.data[self.start : self.end].decode("utf-8", "surrogateescape")

    @cached_property
    def line(self) -> int:
        """The line of its first byte, from 1."""
        return int(self._raw.start_point[0]) + 1

    @cached_property
    def last_line(self) -> int:
        """The line of its last byte, from 1."""
        return int(self._raw.end_point[0]) + 1

    @property
    def missing(self) -> bool:
        """Whether the parser put it in where the text lacks it."""
        return bool(self._raw.is_missing)

    @property
    def broken(self) -> bool:
        """Whether something in it does not parse."""
        return bool(self._raw.has_error)

    def faults(self) -> Iterator[tuple[int, int]]:
        """The bytes of what the parser passed over in it, or put in where the text lacks it."""
        stack = [self._raw]
        while stack:
            raw = stack.pop()
            if raw.is_error or raw.is_missing:
                yield raw.start_byte, raw.end_byte
            stack.extend(child for child in raw.children if child.has_error or child.is_missing)

    @property
    def up(self) -> str:
        """The parent's kind; empty at the top."""
        return self.parent.kind if self.parent else ""

    def get(self, role: str) -> Node | None:
        """The first child in a role."""
        return next((c for c in self.children if c.role == role), None)

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in the order of the text."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def above(self) -> Iterator[Node]:
        """Its parent, the parent's parent, and so on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def inside(self, other: Node) -> bool:
        """Whether it lies within ``other``, or is it."""
        return other.start <= self.start and self.end <= other.end


class Grammar:
    """A tree-sitter grammar with its parser, and how its names are read."""

    def __init__(self, language: object, dialect: Dialect) -> None:
        self._dialect = dialect
        self._parser = tree_sitter.Parser(tree_sitter.Language(language))

    def parse(self, data: bytes) -> Node:
        """The tree of a file; what does not parse is in it as ERROR and missing nodes."""
        return Node(self._parser.parse(data).root_node, self._dialect, data)
