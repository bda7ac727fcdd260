"""Joins: a loop within a loop that looks for equal keys becomes a look-up."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from oppie.proposers.rewrites.python import names
from oppie.proposers.rewrites.python.source import Source
from oppie.proposers.rewrites.rewrite import Rewrite


def loops(source: Source) -> Iterator[Rewrite]:
    """``for b in B: if b.k == a.k: …`` within another loop → ``for b in by_k.get(a.k, ()): …``."""
    for inner in source.loops:
        if not isinstance(inner, ast.For) or len(inner.body) != 1 or inner.orelse:
            continue
        test = inner.body[0]
        outer = next((n for n in source.above(inner) if isinstance(n, ast.For)), None)
        if not isinstance(test, ast.If) or test.orelse or outer is None:
            continue
        if source.function(outer) is not source.function(inner) or not source.alone(outer):
            continue
        if names.read(inner.iter) & names.changed(outer):
            continue
        for equal in _equalities(test.test):
            yield from _join(source, outer, inner, equal)


def searches(source: Source) -> Iterator[Rewrite]:
    """``next((b for b in B if b.k == a.k), None)``, again and again → a look-up of the first."""
    for node in source.nodes:
        call = names.called(node, "next")
        if call is None or not call.args or not isinstance(call.args[0], ast.GeneratorExp):
            continue
        asked = call.args[0]
        clause = asked.generators[0]
        if len(asked.generators) > 1 or len(clause.ifs) != 1:
            continue
        place = source.outermost(call, names.read(clause.iter))
        if place is None or not names.same_name(asked.elt, clause.target):
            continue
        for equal in _equalities(clause.ifs[0])[:1]:
            yield from _search(source, call, clause, equal, place)


def _search(
    source: Source, call: ast.Call, clause: ast.comprehension, equal: ast.Compare, place: ast.stmt
) -> Iterator[Rewrite]:
    targets = names.bound(clause.target)
    for own, other in ((equal.left, equal.comparators[0]), (equal.comparators[0], equal.left)):
        if names.read(own) != targets or names.read(other) & targets or clause.ifs != [equal]:
            continue
        index, item = source.fresh("first_by_key"), source.text(clause.target)
        key, of = source.text(own), source.text(clause.iter)
        made = f"{index} = {{{key}: {item} for {item} in reversed(list({of}))}}"
        default = source.text(call.args[1]) if len(call.args) > 1 else ""
        got = f"{index}.get({source.text(other)}, {default})" if default else ""
        text = got or f"{index}[{source.text(other)}]"
        pieces = [source.line_before(place, made), source.replaced(call, text)]
        what = f"look {source.text(equal)} up instead of going through {of}"
        yield from source.rewrite("search-to-lookup", call, pieces, 0.9, what)


def _equalities(test: ast.expr) -> list[ast.Compare]:
    parts = [test]
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        parts = test.values
    return [
        part
        for part in parts
        if isinstance(part, ast.Compare) and len(part.ops) == 1 and isinstance(part.ops[0], ast.Eq)
    ]


def _join(source: Source, outer: ast.For, inner: ast.For, equal: ast.Compare) -> Iterator[Rewrite]:
    targets = names.bound(inner.target)
    sides = [(equal.left, equal.comparators[0]), (equal.comparators[0], equal.left)]
    for own, other in sides:
        moving = names.read(own)
        if not moving & targets or names.read(other) & targets:
            continue
        if (moving - targets) & names.changed(outer):
            continue
        index, item = source.fresh("by_key"), source.text(inner.target)
        lines = (
            f"{index} = {{}}",
            f"for {item} in {source.text(inner.iter)}:",
            f"    {index}.setdefault({source.text(own)}, []).append({_packed(inner.target, item)})",
        )
        indent = " " * source.indent_of(outer)
        pieces = [
            source.line_before(outer, f"\n{indent}".join(lines)),
            source.replaced(inner.iter, f"{index}.get({source.text(other)}, ())"),
        ]
        what = f"look {source.text(equal)} up instead of going through {source.text(inner.iter)}"
        yield from source.rewrite("loop-to-lookup", inner, pieces, 0.9, what)


def _packed(target: ast.expr, text: str) -> str:
    return f"({text})" if isinstance(target, ast.Tuple) and not text.startswith("(") else text
