"""Membership: asked of a set and not of a list."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from oppie.proposers.rewrites.python import names
from oppie.proposers.rewrites.python.source import Function, Source
from oppie.proposers.rewrites.rewrite import Piece, Rewrite

_KEPT = {"append": "add", "extend": "update"}
"""What changes a list, and how a set follows."""
_LISTS = (ast.List, ast.ListComp, ast.Tuple)


def shadows(source: Source) -> Iterator[Rewrite]:
    """A set beside a list, which follows it: ``seen_set`` where ``x in seen`` is asked again."""
    done: set[tuple[ast.AST, str]] = set()
    for test in source.nodes:
        place = _asked(test)
        if place is None or not names.key(place):
            continue
        around = _home(source, place)
        if not source.repeated(test) and around is source.function(test):
            continue
        if (around, names.key(place)) not in done:
            done.add((around, names.key(place)))
            yield from _shadow(source, place, around)


def literals(source: Source) -> Iterator[Rewrite]:
    """``x in [1, 2]`` → ``x in {1, 2}``."""
    for test in source.nodes:
        asked = _asked(test)
        if isinstance(asked, ast.List | ast.Tuple):
            inner = ", ".join(map(source.text, asked.elts))
            if asked.elts and all(isinstance(e, ast.Constant) for e in asked.elts):
                yield from source.rewrite(
                    "set-literal", test, [source.replaced(asked, f"{{{inner}}}")], 0.3
                )


def needless(source: Source) -> Iterator[Rewrite]:
    """``x in list(y)``, ``x in y.keys()`` → ``x in y``."""
    for test in source.nodes:
        asked = _asked(test)
        if asked is None:
            continue
        call = names.called(asked, "list", "tuple", "sorted")
        keys = names.method(asked, "keys", 0)
        inner = call.args[0] if call and len(call.args) == 1 else keys and keys.value
        if isinstance(inner, ast.expr):
            pieces = [source.replaced(asked, source.text(inner))]
            yield from source.rewrite("membership-without-copy", test, pieces, 0.5)


def _asked(node: ast.AST) -> ast.expr | None:
    """What is asked whether something is in it."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return node.comparators[0] if isinstance(node.ops[0], ast.In | ast.NotIn) else None
    return None


def _home(source: Source, place: ast.AST) -> ast.AST:
    """Where a place belongs: an attribute's class, else a function or the module."""
    if isinstance(place, ast.Attribute):
        return next((n for n in source.above(place) if isinstance(n, ast.ClassDef)), source.tree)
    function = source.function(place)
    while function is not None:
        if names.key(place) in names.bound(function) or _parameter(function, place):
            return function
        function = source.function(function)
    return source.tree


def _parameter(function: Function, place: ast.AST) -> bool:
    arguments = function.args
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    return any(argument.arg == names.key(place) for argument in every)


def _shadow(source: Source, place: ast.AST, home: ast.AST) -> Iterator[Rewrite]:
    key = names.key(place)
    shadow = source.fresh(f"{key.rpartition('.')[2]}_set")
    shadow = f"{key.rpartition('.')[0]}.{shadow}" if "." in key else shadow
    pieces: list[Piece] = []
    tests: list[ast.AST] = []
    begun = False
    for node in ast.walk(home):
        asked = _asked(node)
        if asked is not None and names.key(asked) == key:
            tests.append(node)
            pieces.append(source.replaced(asked, shadow))
            continue
        change = _follows(source, node, key, shadow)
        if change is None:
            return
        begun |= isinstance(node, ast.Assign | ast.AnnAssign) and bool(change)
        pieces.extend(change)
    if not begun:
        entry = _entry(source, home, place, shadow)
        if entry is None:
            return
        pieces.append(entry)
    what = f"in {key} → in {shadow}, a set"
    for test in tests[:1]:
        yield from source.rewrite("set-membership", test, pieces, 0.9, what)


def _follows(source: Source, node: ast.AST, key: str, shadow: str) -> list[Piece] | None:
    """What has to be done to the set where a node changes the list; None: it cannot follow."""
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        return _assigned(source, node, key, shadow)
    if isinstance(node, ast.For | ast.comprehension):
        return None if names.key(node.target) == key else []
    if isinstance(node, ast.Subscript | ast.Delete):
        return None if _stores(node, key) else []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _called(source, node, node.func, (key, shadow))
    return []


def _assigned(
    source: Source, node: ast.Assign | ast.AnnAssign | ast.AugAssign, key: str, shadow: str
) -> list[Piece] | None:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    if key not in map(names.key, targets):
        return []
    if node.value is None or len(targets) > 1:
        return None
    if isinstance(node, ast.AugAssign):
        line = f"{shadow}.update({source.text(node.value)})"
        return [source.line_after(node, line)] if isinstance(node.op, ast.Add) else None
    made = isinstance(node.value, _LISTS) or names.called(node.value, "list", "sorted", "tuple")
    return [source.line_after(node, f"{shadow} = set({key})")] if made else None


def _called(
    source: Source, call: ast.Call, method: ast.Attribute, places: tuple[str, str]
) -> list[Piece] | None:
    key, shadow = places
    if names.key(method.value) != key or method.attr not in names.MUTATORS:
        return []
    kept, statement = _KEPT.get(method.attr), source.parent(call)
    if kept is None or not isinstance(statement, ast.Expr) or len(call.args) != 1:
        return None
    return [source.line_after(statement, f"{shadow}.{kept}({source.text(call.args[0])})")]


def _stores(node: ast.AST, key: str) -> bool:
    if isinstance(node, ast.Delete):
        return any(key in map(names.key, ast.walk(each)) for each in node.targets)
    if not isinstance(node, ast.Subscript) or isinstance(node.ctx, ast.Load):
        return False
    return names.key(node.value) == key


def _entry(source: Source, home: ast.AST, place: ast.AST, shadow: str) -> Piece | None:
    """The set of a parameter, made where the function begins."""
    if not isinstance(home, Function) or not _parameter(home, place):
        return None
    first = next((s for s in home.body if not _docstring(s)), None)
    if first is None or not source.alone(first):
        return None
    return source.line_before(first, f"{shadow} = set({names.key(place)})")


def _docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
