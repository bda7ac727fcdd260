"""Searches: ended where their answer is known."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from oppie.proposers.rewrites.python import names
from oppie.proposers.rewrites.python.source import Source
from oppie.proposers.rewrites.rewrite import Piece, Rewrite


def answers(source: Source) -> Iterator[Rewrite]:
    """``for x in X: if c: return True`` and ``return False`` → ``return any(c for x in X)``."""
    for loop in source.loops:
        if not isinstance(loop, ast.For) or loop.orelse or len(loop.body) != 1:
            continue
        test = loop.body[0]
        block = source.block(loop)
        rest = block[block.index(loop) + 1 :]
        if not isinstance(test, ast.If) or test.orelse or len(test.body) != 1 or not rest:
            continue
        found, missed = _truth(test.body[0]), _truth(rest[0])
        if found is None or missed is None or found is missed:
            continue
        asked = source.text(test.test)
        word, asked = ("any", asked) if found else ("all", f"not ({asked})")
        clause = f"for {source.text(loop.target)} in {source.text(loop.iter)}"
        text = f"return {word}({asked} {clause})"
        pieces = [Piece(source.start(loop), source.end(rest[0]), text)]
        yield from source.rewrite("any-all", loop, pieces, 0.3, text)


def _truth(statement: ast.stmt) -> bool | None:
    """The truth value that a statement returns."""
    if not isinstance(statement, ast.Return) or not isinstance(statement.value, ast.Constant):
        return None
    value = statement.value.value
    return value if isinstance(value, bool) else None


def flags(source: Source) -> Iterator[Rewrite]:
    """A loop that only sets flags to constants ends when it has set one."""
    for loop in source.loops:
        if len(loop.body) != 1 or loop.orelse:
            continue
        test = loop.body[0]
        if not isinstance(test, ast.If) or test.orelse:
            continue
        constant = all(
            isinstance(s, ast.Assign) and isinstance(s.value, ast.Constant) for s in test.body
        )
        if constant:
            at = source.end(test.body[-1])
            indent = " " * source.indent_of(test.body[-1])
            pieces = [Piece(at, at, f"\n{indent}break")]
            what = "end the loop when its answer is known"
            yield from source.rewrite("break", loop, pieces, 0.8, what)


def generators(source: Source) -> Iterator[Rewrite]:
    """``any([…])`` → ``any(…)``: no more is computed than decides it."""
    for node in source.nodes:
        call = names.called(node, "any", "all")
        if call and len(call.args) == 1 and isinstance(call.args[0], ast.ListComp):
            inner = source.text(call.args[0])[1:-1]
            pieces = [source.replaced(call.args[0], inner)]
            yield from source.rewrite("generator", node, pieces, 0.6)
