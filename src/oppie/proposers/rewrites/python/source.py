"""A Python file as rewrites see it: its syntax tree with places in bytes, and what names mean."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import cached_property

from oppie.proposers.rewrites.python.names import changed
from oppie.proposers.rewrites.rewrite import Piece, Rewrite, tidy

Function = ast.FunctionDef | ast.AsyncFunctionDef
Loop = ast.For | ast.While
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_SHORT = 70


class Source:
    """One file. Raises SyntaxError, ValueError where it does not parse.

    Attributes:
        data: the file.
        tree: its syntax tree.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.tree = ast.parse(data)
        self._starts = [0]
        for line in data.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._parents = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """Every function and method."""
        return tuple(n for n in self.nodes if isinstance(n, Function))

    @cached_property
    def loops(self) -> tuple[Loop, ...]:
        """Every loop statement."""
        return tuple(n for n in self.nodes if isinstance(n, Loop))

    def start(self, node: ast.AST) -> int:
        """Byte offset at which a node begins; decorators belong to what they decorate."""
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        line: int = (decorators[0] if decorators else node).lineno  # type: ignore[attr-defined]
        return self._starts[line - 1] + self.indent_of(node)

    def end(self, node: ast.AST) -> int:
        """Byte offset at which a node ends."""
        line: int = node.end_lineno  # type: ignore[attr-defined]
        column: int = node.end_col_offset  # type: ignore[attr-defined]
        return self._starts[line - 1] + column

    def text(self, node: ast.AST) -> str:
        """What stands there."""
        return self.data[self.start(node) : self.end(node)].decode("utf-8", "surrogateescape")

    def indent_of(self, node: ast.AST) -> int:
        """Bytes before a statement on its line."""
        return int(node.col_offset)  # type: ignore[attr-defined]

    def parent(self, node: ast.AST) -> ast.AST | None:
        """What a node is a part of; None for the module."""
        return self._parents.get(node)

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """Its parent, the parent's parent, and so on."""
        parent = self.parent(node)
        while parent is not None:
            yield parent
            parent = self.parent(parent)

    def function(self, node: ast.AST) -> Function | None:
        """The innermost function around a node."""
        return next((n for n in self.above(node) if isinstance(n, Function)), None)

    def scope(self, node: ast.AST) -> ast.AST:
        """The innermost function around a node, else the module."""
        return self.function(node) or self.tree

    def statement(self, node: ast.AST) -> ast.stmt:
        """The innermost statement that a node is a part of."""
        if isinstance(node, ast.stmt):
            return node
        return next(n for n in self.above(node) if isinstance(n, ast.stmt))

    def block(self, statement: ast.stmt) -> list[ast.stmt]:
        """The list of statements in which one stands."""
        parent = self.parent(statement)
        for name in ("body", "orelse", "finalbody", "handlers"):
            block = getattr(parent, name, None)
            if isinstance(block, list) and statement in block:
                return block
        return [statement]

    def before(self, statement: ast.stmt) -> ast.stmt | None:
        """The statement before it in its block."""
        block = self.block(statement)
        at = block.index(statement)
        return block[at - 1] if at else None

    def alone(self, statement: ast.stmt) -> bool:
        """Whether nothing stands before it on its line: lines can be put before it."""
        start = self.start(statement)
        line = self.data[self.data.rfind(b"\n", 0, start) + 1 : start]
        return not line.strip()

    def repeated(self, node: ast.AST) -> list[ast.AST]:
        """Loops and comprehensions that do a node again and again, the innermost first."""
        found: list[ast.AST] = []
        child = node
        for parent in self.above(node):
            if isinstance(parent, Function | ast.ClassDef | ast.Lambda):
                break
            if (
                (isinstance(parent, ast.For) and child is not parent.iter)
                or isinstance(parent, ast.While)
                or (isinstance(parent, COMPREHENSIONS) and not self._first_iter(parent, node))
            ):
                found.append(parent)
            child = parent
        return found

    def outermost(self, node: ast.AST, reads: set[str]) -> ast.stmt | None:
        """The statement of the outermost loop around a node that leaves these names as they are.

        None where there is none, or where no line can be put before it.
        """
        chosen: ast.stmt | None = None
        for loop in self.repeated(node):
            if reads & changed(loop):
                break
            chosen = self.statement(loop)
        return chosen if chosen is not None and self.alone(chosen) else None

    def _first_iter(self, comprehension: ast.AST, node: ast.AST) -> bool:
        generators: list[ast.comprehension] = comprehension.generators  # type: ignore[attr-defined]
        first = generators[0].iter
        return node is first or first in self.above(node)

    def symbol(self, node: ast.AST) -> str:
        """The dotted name of the functions and classes around a node."""
        around = [node, *self.above(node)]
        names = [n.name for n in around if isinstance(n, Function | ast.ClassDef)]
        return ".".join(reversed(names))

    def line_before(self, statement: ast.stmt, line: str) -> Piece:
        """A line put before a statement."""
        indent = self.data[self.start(statement) - self.indent_of(statement) :][
            : self.indent_of(statement)
        ].decode("utf-8", "surrogateescape")
        at = self.start(statement)
        return Piece(at, at, f"{line}\n{indent}")

    def line_after(self, statement: ast.stmt, line: str) -> Piece:
        """A line put after a simple statement."""
        start = self.start(statement)
        indent = self.data[start - self.indent_of(statement) : start].decode()
        at = self.end(statement)
        return Piece(at, at, f"\n{indent}{line}")

    def replaced(self, node: ast.AST, text: str) -> Piece:
        """A node replaced."""
        return Piece(self.start(node), self.end(node), text)

    def imported(self, module: str) -> list[Piece]:
        """What makes ``module`` a name at the top of the file; nothing where it is."""
        body = self.tree.body
        for node in body:
            if isinstance(node, ast.Import) and any(
                a.name == module and a.asname is None for a in node.names
            ):
                return []
        place = next((n for n in body if not _leading(n)), None)
        if place is None:
            return [Piece(len(self.data), len(self.data), f"\nimport {module}\n")]
        return [Piece(self.start(place), self.start(place), f"import {module}\n")]

    def fresh(self, name: str) -> str:
        """A name like ``name`` that the file does not use."""
        used = {n.id for n in self.nodes if isinstance(n, ast.Name)}
        used |= {a.arg for a in self.nodes if isinstance(a, ast.arg)}
        tries = [name, *(f"{name}_{n}" for n in range(2, 100))]
        return next(each for each in tries if each not in used)

    def rewrite(
        self, operator: str, node: ast.AST, pieces: Sequence[Piece], weight: float, what: str = ""
    ) -> Iterator[Rewrite]:
        """The rewrite, unless its pieces overlap or it does not parse.

        ``node`` is what it is about; ``what`` says it, else the pieces themselves do.
        """
        ordered = tidy(pieces)
        if not ordered:
            return
        data = self.data
        for piece in reversed(ordered):
            text = piece.text.encode("utf-8", "surrogateescape")
            data = data[: piece.start] + text + data[piece.end :]
        try:
            ast.parse(data)
        except (SyntaxError, ValueError):
            return
        first, last = node.lineno, node.end_lineno  # type: ignore[attr-defined]
        said = what or f"{self.text(node)} → {pieces[0].text}"
        yield Rewrite(operator, ordered, first, last, self.symbol(node), _short(said), weight)


def _leading(node: ast.stmt) -> bool:
    """Whether a statement has to stay before the imports."""
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return docstring or (isinstance(node, ast.ImportFrom) and node.module == "__future__")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"
