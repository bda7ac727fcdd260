"""A source file's functions with the places at which something may be put."""

from __future__ import annotations

import ast
from typing import Dict, FrozenSet, List, NamedTuple, Optional, Tuple, Union

Function = Union[ast.FunctionDef, ast.AsyncFunctionDef]
LONGEST = 60
"""Characters of a fragment."""


class Spot(NamedTuple):
    """An expression, or a place before a statement where something is put in.

    Attributes:
        line: at which the interpreter comes to it.
        start, end: its bytes; equal where something is put in.
        function: the first line of the function that it is in.
        indent: of the statement.
    """

    line: int
    start: int
    end: int
    function: int
    indent: str = ""


Spots = Dict[int, Spot]
Fragments = Dict[int, Tuple[str, ...]]
"""Both by line."""


class Source:
    """Reads a file. Raises SyntaxError, ValueError.

    Attributes:
        returns: what is returned, by line.
        conditions: of ``if``, by line.
        heads: where a function's first statement stands, by the function's first line.
        fragments: texts of a function's expressions, by its first line.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._starts = [0]
        for line in content.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self.returns: Spots = {}
        self.conditions: Spots = {}
        self.heads: Spots = {}
        self.fragments: Fragments = {}
        for node in ast.walk(ast.parse(content)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self._read(node)

    def text(self, spot: Spot) -> str:
        """What stands there."""
        return self._content[spot.start : spot.end].decode("utf-8")

    def lines(self) -> FrozenSet[int]:
        """The lines at which values are of interest."""
        return frozenset((*self.returns, *self.conditions))

    def _read(self, function: Function) -> None:
        first = min([function.lineno, *(d.lineno for d in function.decorator_list)])
        body = function.body[1:] if ast.get_docstring(function, clean=False) else function.body
        texts: List[str] = []
        for node in (each for statement in body for each in ast.walk(statement)):
            if isinstance(node, ast.Return) and node.value is not None:
                self.returns[node.lineno] = self._spot(node.value, first)
            elif isinstance(node, ast.If):
                self.conditions[node.test.lineno] = self._spot(node.test, first)
            if isinstance(node, ast.expr):
                spot = self._spot(node, first)
                if spot.end - spot.start <= LONGEST:
                    texts.append(self.text(spot))
        self.fragments[first] = tuple(sorted(dict.fromkeys(texts), key=len))
        if body and body[0].lineno > function.lineno:
            at = self._starts[body[0].lineno - 1] + body[0].col_offset
            self.heads[first] = Spot(body[0].lineno, at, at, first, " " * body[0].col_offset)

    def _spot(self, node: ast.expr, first: int) -> Spot:
        last, column = node.end_lineno or node.lineno, node.end_col_offset or 0
        start = self._starts[node.lineno - 1] + node.col_offset
        return Spot(node.lineno, start, self._starts[last - 1] + column, first)


def read(file: str) -> Optional[Source]:
    """The source in a file; None where it cannot be read."""
    try:
        with open(file, "rb") as stream:
            return Source(stream.read())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
