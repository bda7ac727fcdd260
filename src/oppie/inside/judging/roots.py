"""Statements of a source file, and what a candidate makes of one of them."""

from __future__ import annotations

import ast
from copy import copy
from typing import Iterator, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

Edit = Tuple[int, int, bytes]
"""Replace the bytes from the first offset to the second."""

_SIMPLE = (ast.Return, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Assert, ast.Raise)
_CLOSED = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.JoinedStr)
"""Names within these are not those of the function; an f-string's parts have no place."""
_DEEDS: Mapping[type, str] = {ast.Return: "return", ast.Assert: "assert", ast.Raise: "raise"}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Meant(NamedTuple):
    """What a statement does: what kind of deed, and with the value of which expression."""

    deed: str
    value: ast.expr


class Place(NamedTuple):
    """A statement, or the condition of one, and its bytes in the file.

    Attributes:
        lines: first and last line of it.
        deed: what is done to the value of a lone expression; empty for a whole statement.
        node: it.
    """

    node: Union[ast.stmt, ast.expr]
    lines: Tuple[int, int]
    start: int
    end: int
    deed: str


class Roots:
    """Finds the innermost place within a function that holds an edit.

    Raises SyntaxError, ValueError.
    """

    def __init__(self, source: bytes) -> None:
        self._source = source
        source.decode("utf-8")
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._places = sorted(self._found(ast.parse(source)), key=lambda p: p.end - p.start)

    def place(self, edits: Sequence[Edit]) -> Optional[Place]:
        """The place that holds all of the edits; None where there is none."""
        first, last = _span(edits)
        holding = (p for p in self._places if p.start <= first and last <= p.end)
        return next(holding, None)

    def meant(self, place: Place, edits: Sequence[Edit]) -> Optional[Meant]:
        """What the edited place would do; None where that is no one deed."""
        text = self._source[place.start : place.end]
        for start, end, new in sorted(edits, reverse=True):
            text = text[: start - place.start] + new + text[end - place.start :]
        try:
            if place.deed:
                value = ast.parse(b"(" + text + b"\n)", mode="eval").body
                return Meant(place.deed, value)
            body = ast.parse(text).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        return _meant(body[0]) if len(body) == 1 else None

    def parts(self, place: Place, edits: Sequence[Edit]) -> Iterator[Place]:
        """Expressions within a place that hold all of the edits, the outermost first."""
        first, last = _span(edits)
        node: Optional[ast.AST] = place.node
        while node is not None and not isinstance(node, _CLOSED):
            inner = (self._part(each, place) for each in _expressions(node))
            held = next((p for p in inner if p.start <= first and last <= p.end), None)
            if held is not None:
                yield held
            node = held.node if held else None

    def _part(self, node: ast.expr, place: Place) -> Place:
        part = self._placed(node, "")
        return part._replace(lines=place.lines, deed="part %d %d" % (part.start, part.end))

    def _found(self, tree: ast.AST) -> Iterator[Place]:
        functions = [n for n in ast.walk(tree) if isinstance(n, _FUNCTIONS)]
        seen = {id(n): n for function in functions for s in function.body for n in ast.walk(s)}
        for node in seen.values():
            if isinstance(node, _SIMPLE) and _meant(node) is not None:
                yield self._placed(node, "")
            elif isinstance(node, (ast.If, ast.While)):
                yield self._placed(node.test, "truth")
            elif isinstance(node, ast.For):
                yield self._placed(node.iter, "each")

    def _placed(self, node: Union[ast.stmt, ast.expr], deed: str) -> Place:
        last = node.end_lineno or node.lineno
        start = self._starts[node.lineno - 1] + node.col_offset
        end = self._starts[last - 1] + (node.end_col_offset or 0)
        return Place(node, (node.lineno, last), start, end, deed)


def _span(edits: Sequence[Edit]) -> Tuple[int, int]:
    return min(edit[0] for edit in edits), max(edit[1] for edit in edits)


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr) and not isinstance(getattr(child, "ctx", None), ast.Store):
            yield child
        elif isinstance(child, ast.keyword):
            yield child.value


def _meant(node: ast.stmt) -> Optional[Meant]:
    """The deed of a simple statement; ``x += 1`` and ``x = x + 1`` are one."""
    if isinstance(node, ast.Expr):
        return _called(node.value) if isinstance(node.value, ast.Call) else None
    if isinstance(node, ast.AugAssign):
        before = copy(node.target)
        before.ctx = ast.Load()
        both = ast.BinOp(before, node.op, node.value)
        return Meant("set " + ast.dump(node.target), ast.copy_location(both, node))
    deed, value = _deed(node), _value(node)
    return Meant(deed, value) if deed and value is not None else None


def _deed(node: ast.stmt) -> str:
    if isinstance(node, ast.Assign):
        return "set " + " ".join(map(ast.dump, node.targets))
    if isinstance(node, ast.AnnAssign):
        return "set " + ast.dump(node.target)
    return _DEEDS.get(type(node), "")


def _value(node: ast.stmt) -> Optional[ast.expr]:
    if isinstance(node, ast.Return):
        return node.value or ast.copy_location(ast.Constant(None, kind=None), node)
    values = [getattr(node, name, None) for name in ("value", "test", "exc")]
    return next(filter(None, values), None)


def _called(call: ast.Call) -> Meant:
    """A call for its effect: what is called, with which arguments."""
    names = " ".join(str(word.arg) for word in call.keywords)
    values = [*call.args, *(word.value for word in call.keywords)]
    if isinstance(call.func, ast.Attribute):
        deed, values = "call ." + call.func.attr, [call.func.value, *values]
    else:
        deed = "call " + ast.dump(call.func)
    together = ast.copy_location(ast.Tuple(values, ast.Load()), call)
    return Meant(deed + " " + names, together)
