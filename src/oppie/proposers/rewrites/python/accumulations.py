"""Accumulations: built-ins, comprehensions and ``join`` instead of loops that add up."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from oppie.proposers.rewrites.python import names
from oppie.proposers.rewrites.python.source import Source
from oppie.proposers.rewrites.rewrite import Piece, Rewrite


def sums(source: Source) -> Iterator[Rewrite]:
    """``for x in X: n += f(x)`` → ``n += sum(f(x) for x in X)``."""
    for loop, step, clauses in _single(source):
        if not isinstance(step, ast.AugAssign) or not isinstance(step.op, ast.Add):
            continue
        if names.read(step.target) & (names.read(step.value) | names.read(loop.iter)):
            continue
        if isinstance(step.value, ast.JoinedStr) or _is_text(step.value):
            continue
        target, each = source.text(step.target), source.text(step.value)
        text = f"{target} += sum({each} {clauses})"
        yield from source.rewrite("sum", loop, [source.replaced(loop, text)], 0.5)


def lists(source: Source) -> Iterator[Rewrite]:
    """``for x in X: r.append(f(x))`` → ``r.extend([…])``, or ``r = […]`` where it was empty."""
    for loop, step, clauses in _single(source):
        if not isinstance(step, ast.Expr):
            continue
        append = names.method(step.value, "append", 1) or names.method(step.value, "add", 1)
        if append is None or not isinstance(step.value, ast.Call):
            continue
        key, item = source.text(append.value), source.text(step.value.args[0])
        if names.read(append.value) & (names.read(step.value.args[0]) | names.read(loop.iter)):
            continue
        before = source.before(loop)
        if append.attr == "append" and before is not None and _empty(before, append.value):
            pieces = [Piece(source.start(before), source.end(loop), f"{key} = [{item} {clauses}]")]
        else:
            method = "extend" if append.attr == "append" else "update"
            pieces = [source.replaced(loop, f"{key}.{method}([{item} {clauses}])")]
        what = f"a comprehension instead of the loop that fills {key}"
        yield from source.rewrite("comprehension", loop, pieces, 0.6, what)


def texts(source: Source) -> Iterator[Rewrite]:
    """``s += t`` in loops → parts in a list, joined after the loop."""
    for before in source.nodes:
        if not isinstance(before, ast.Assign) or len(before.targets) != 1:
            continue
        name, value = before.targets[0], before.value
        if not isinstance(name, ast.Name) or not _is_text(value):
            continue
        block = source.block(before)
        rest = block[block.index(before) + 1 :]
        loop = next((s for s in rest if name.id in names.read(s)), None)
        if isinstance(loop, ast.For | ast.While):
            yield from _joined(source, before, name, loop)


def _joined(
    source: Source, before: ast.Assign, name: ast.Name, loop: ast.stmt
) -> Iterator[Rewrite]:
    parts = source.fresh(f"{name.id}_parts")
    given = source.text(before.value)
    pieces = [source.replaced(before, f"{parts} = [{given if given[1:-1] else ''}]")]
    counted = 0
    for node in ast.walk(loop):
        added = _added(node, name.id)
        if added is not None:
            pieces.append(source.replaced(node, f"{parts}.append({source.text(added)})"))
            counted += 1
    mentions = sum(isinstance(n, ast.Name) and n.id == name.id for n in ast.walk(loop))
    doubled = sum(isinstance(n, ast.Assign) and _added(n, name.id) is not None
                  for n in ast.walk(loop))  # fmt: skip
    if not counted or mentions != counted + doubled:
        return
    at = source.end(loop)
    line = f'{name.id} = "".join({parts})'
    pieces.append(Piece(at, at, f"\n{' ' * source.indent_of(loop)}{line}"))
    what = f"collect the parts of {name.id} and join them once"
    yield from source.rewrite("join", loop, pieces, 0.6, what)


def _added(node: ast.AST, name: str) -> ast.expr | None:
    """What a statement adds to the text of a name."""
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
        return node.value if names.key(node.target) == name else None
    if isinstance(node, ast.Assign) and [names.key(t) for t in node.targets] == [name]:
        value = node.value
        if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
            return value.right if names.key(value.left) == name else None
    return None


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _empty(statement: ast.stmt, place: ast.expr) -> bool:
    """Whether a statement makes a place an empty list."""
    return (
        isinstance(statement, ast.Assign)
        and len(statement.targets) == 1
        and names.key(statement.targets[0]) == names.key(place) != ""
        and isinstance(statement.value, ast.List)
        and not statement.value.elts
    )


def _single(source: Source) -> Iterator[tuple[ast.For, ast.stmt, str]]:
    """Loops that do one thing, what that is, and their clauses as a comprehension has them."""
    for loop in source.loops:
        if not isinstance(loop, ast.For) or loop.orelse:
            continue
        clauses = [f"for {source.text(loop.target)} in {source.text(loop.iter)}"]
        body = loop.body
        while len(body) == 1 and isinstance(body[0], ast.If | ast.For) and not body[0].orelse:
            inner = body[0]
            if isinstance(inner, ast.If):
                clauses.append(f"if {_guarded(source, inner.test)}")
            else:
                clauses.append(f"for {source.text(inner.target)} in {source.text(inner.iter)}")
            body = inner.body
        if len(body) == 1:
            yield loop, body[0], " ".join(clauses)


def _guarded(source: Source, test: ast.expr) -> str:
    text = source.text(test)
    loose = isinstance(test, ast.IfExp | ast.Lambda | ast.NamedExpr)
    return f"({text})" if loose else text
