"""Indexes: what is counted, looked for or summed again and again is worked out once."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from oppie.proposers.rewrites.python import names
from oppie.proposers.rewrites.python.source import Source
from oppie.proposers.rewrites.rewrite import Piece, Rewrite


def counts(source: Source) -> Iterator[Rewrite]:
    """``x.count(y)`` in a loop → a ``collections.Counter`` of ``x``."""
    yield from _tabled(source, "count", "counts", "collections.Counter({})", "collections")


def positions(source: Source) -> Iterator[Rewrite]:
    """``x.index(y)`` in a loop → a dictionary of first positions in ``x``."""
    made = "{{each: at for at, each in reversed(list(enumerate({})))}}"
    yield from _tabled(source, "index", "positions", made, "")


def _tabled(source: Source, method: str, suffix: str, made: str, module: str) -> Iterator[Rewrite]:
    for call in source.nodes:
        asked = names.method(call, method, 1)
        if asked is None or not isinstance(call, ast.Call) or not names.key(asked.value):
            continue
        place = source.outermost(call, names.read(asked.value))
        if place is None:
            continue
        of = source.text(asked.value)
        table = source.fresh(f"{names.key(asked.value).rpartition('.')[2]}_{suffix}")
        pieces = [
            *(source.imported(module) if module else ()),
            source.line_before(place, f"{table} = {made.format(of)}"),
            source.replaced(call, f"{table}[{source.text(call.args[0])}]"),
        ]
        what = f"look {source.text(call)} up in a table that is made once"
        yield from source.rewrite(f"table-of-{suffix}", call, pieces, 0.9, what)


def prefixes(source: Source) -> Iterator[Rewrite]:
    """``sum(x[:i])`` in a loop → sums of all beginnings of ``x``, worked out once."""
    for node in source.nodes:
        call = names.called(node, "sum")
        if call is None or len(call.args) != 1 or call.keywords:
            continue
        part = call.args[0]
        if not isinstance(part, ast.Subscript) or not isinstance(part.slice, ast.Slice):
            continue
        place = source.outermost(call, names.read(part.value))
        if place is None or part.slice.step is not None or not names.key(part.value):
            continue
        text = _difference(source, part.slice, of := source.text(part.value))
        sums = source.fresh(f"{names.key(part.value).rpartition('.')[2]}_sums")
        pieces = [
            *source.imported("itertools"),
            source.line_before(place, f"{sums} = [0, *itertools.accumulate({of})]"),
            source.replaced(call, text.replace("SUMS", sums)),
        ]
        what = f"work the sums of all beginnings of {of} out once"
        yield from source.rewrite("prefix-sums", call, pieces, 0.9, what)


def _difference(source: Source, part: ast.Slice, of: str) -> str:
    upper = source.text(part.upper) if part.upper else f"len({of})"
    if part.lower is None:
        return f"SUMS[{upper}]"
    return f"(SUMS[{upper}] - SUMS[{source.text(part.lower)}])"


def items(source: Source) -> Iterator[Rewrite]:
    """``for i in range(len(x))`` with ``x[i]`` → ``for item in x``, with its number if needed."""
    for loop in source.loops:
        if not isinstance(loop, ast.For) or not isinstance(loop.target, ast.Name):
            continue
        call = names.called(loop.iter, "range")
        size = names.called(call.args[0], "len") if call and len(call.args) == 1 else None
        if size is None or not names.key(size.args[0]):
            continue
        of, number = size.args[0], loop.target.id
        if names.read(of) & names.changed(ast.Module(loop.body, [])):
            continue
        reads = [n for n in _inside(loop) if _item(n, of, number)]
        others = sum(isinstance(n, ast.Name) and n.id == number for n in _inside(loop))
        if not reads:
            continue
        item, text = source.fresh("item"), source.text(of)
        head = f"{item} in {text}"
        if others > len(reads):
            head = f"{number}, {item} in enumerate({text})"
        pieces = [Piece(source.start(loop.target), source.end(loop.iter), head)]
        pieces += [source.replaced(n, item) for n in reads]
        yield from source.rewrite("items", loop, pieces, 0.4, f"for {head}")


def _inside(loop: ast.For) -> Iterator[ast.AST]:
    for statement in loop.body:
        yield from ast.walk(statement)


def _item(node: ast.AST, of: ast.expr, number: str) -> bool:
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Load)
        and names.same(node.value, of)
        and names.key(node.slice) == number
    )
