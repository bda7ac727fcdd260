"""Hoisting: what is the same each time is worked out once, before the loop."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from oppie.proposers.rewrites.python import names
from oppie.proposers.rewrites.python.source import Function, Source
from oppie.proposers.rewrites.rewrite import Rewrite

_MOVED = frozenset(
    ("print", "input", "open", "next", "append", "add", "pop", "random", "randint", "time", "super")
)
"""Calls that do something each time."""
_LONGEST = 24


def invariants(source: Source) -> Iterator[Rewrite]:
    """Calls and attributes within a loop that do not depend on it."""
    done: set[tuple[int, str]] = set()
    for node in source.nodes:
        if not isinstance(node, ast.Call | ast.Attribute | ast.BinOp) or not _plain(source, node):
            continue
        loop = _outermost(source, node)
        if loop is None:
            continue
        place, text = source.statement(loop), source.text(node)
        if (source.start(place), text) in done or not source.alone(place):
            continue
        done.add((source.start(place), text))
        name = source.fresh(_name(text))
        alike = [n for n in ast.walk(loop) if type(n) is type(node) and names.same(n, node)]
        alike = [n for n in alike if not _head(loop, n)]
        pieces = [source.line_before(place, f"{name} = {text}")]
        pieces += [source.replaced(n, name) for n in alike]
        what = f"work {text} out once, before the loop"
        yield from source.rewrite("hoist", node, pieces, _worth(node), what)


def constants(source: Source) -> Iterator[Rewrite]:
    """Displays of constants and compiled patterns in functions → made once, for the module."""
    for node in source.nodes:
        function = source.function(node)
        if function is None or not _constant(node):
            continue
        outermost = [n for n in (function, *source.above(function)) if isinstance(n, Function)][-1]
        place = next(
            (n for n in reversed([outermost, *source.above(outermost)]) if isinstance(n, ast.stmt)),
            outermost,
        )
        if isinstance(place, ast.ClassDef | Function) and source.alone(place):
            name = source.fresh(f"_{_name(source.text(node)).strip('_')}".upper())
            pieces = [
                source.line_before(place, f"{name} = {source.text(node)}\n\n"),
                source.replaced(node, name),
            ]
            what = f"make {source.text(node)} once"
            yield from source.rewrite("hoist-constant", node, pieces, 0.4, what)


def _constant(node: ast.AST) -> bool:
    if isinstance(node, ast.Set | ast.List | ast.Dict):
        inner = [n for n in ast.walk(node) if isinstance(n, ast.expr)]
        plain = (ast.Set, ast.List, ast.Dict, ast.Tuple, ast.Constant)
        return len(inner) > 4 and all(isinstance(n, plain) for n in inner)  # noqa: PLR2004 - small ones cost nothing
    call = node if isinstance(node, ast.Call) else None
    if call is None or not isinstance(call.func, ast.Attribute) or call.func.attr != "compile":
        return False
    return bool(call.args) and all(isinstance(a, ast.Constant) for a in call.args)


def _plain(source: Source, node: ast.expr) -> bool:
    """Whether working it out earlier is the same, as far as can be seen."""
    parent = source.parent(node)
    if isinstance(node, ast.Attribute):
        if not isinstance(node.ctx, ast.Load) or isinstance(parent, ast.Attribute):
            return False
    elif isinstance(parent, ast.Expr):
        return False
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            called = each.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in _MOVED or name in names.MUTATORS:
                return False
        if isinstance(each, ast.Yield | ast.Await | ast.NamedExpr | ast.Lambda):
            return False
    calls = any(isinstance(each, ast.Call) for each in ast.walk(node))
    return calls or isinstance(node, ast.Attribute)


def _outermost(source: Source, node: ast.expr) -> ast.AST | None:
    """The outermost loop around a node that binds and changes nothing that it reads."""
    chosen: ast.AST | None = None
    for loop in source.repeated(node):
        if names.read(node) & names.changed(loop):
            break
        chosen = loop
    return chosen


def _head(loop: ast.AST, node: ast.AST) -> bool:
    """Whether a node is worked out once already, in the head of a loop."""
    return isinstance(loop, ast.For) and any(n is node for n in ast.walk(loop.iter))


def _name(text: str) -> str:
    words = re.sub(r"\W+", "_", text).strip("_").lower()[:_LONGEST].rstrip("_")
    return words if words[:1].isalpha() else f"value_{words}"


def _worth(node: ast.expr) -> float:
    """Calls of the project's own functions cost most, attributes least."""
    if isinstance(node, ast.Attribute):
        return 0.15
    return 0.3 if names.called(node, "len") else 0.7
