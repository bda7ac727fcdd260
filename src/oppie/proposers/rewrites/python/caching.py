"""Caching: what a function answered once is kept."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from oppie.proposers.rewrites.python import names
from oppie.proposers.rewrites.python.source import Function, Source
from oppie.proposers.rewrites.rewrite import Rewrite

_EFFECTS = frozenset(
    (
        *("print", "open", "input", "exec", "eval", "next", "random", "randint", "choice"),
        *("shuffle", "uniform", "time", "perf_counter", "monotonic", "now", "today", "urandom"),
        *("sleep", "uuid4", "getenv"),
    )
)
_FRESH = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)

_STEPS = (ast.Yield, ast.YieldFrom, ast.Global, ast.Nonlocal, ast.Await)


def functions(source: Source) -> Iterator[Rewrite]:
    """``@functools.cache`` on functions that only compute; those that call themselves first."""
    for function in source.functions:
        if not isinstance(function, ast.FunctionDef) or not _computes(source, function):
            continue
        if not source.alone(function):
            continue
        recursive = sum(
            names.called(node, function.name) is not None for node in ast.walk(function)
        )
        if not recursive and not _asked_again(source, function):
            continue
        weight = 0.95 if recursive > 1 else 0.5
        decorator = source.line_before(function, "@functools.cache")
        pieces = [*source.imported("functools"), decorator]
        what = f"cache what {function.name} returns"
        yield from source.rewrite("cache", function, pieces, weight, what)


def _asked_again(source: Source, function: Function) -> bool:
    """Whether the file itself calls it again and again; what only others do is no use of it."""
    calls = (names.called(node, function.name) for node in source.nodes)
    return any(call is not None and source.repeated(call) for call in calls)


def _computes(source: Source, function: Function) -> bool:
    """Whether, as far as can be seen, its answer depends on its arguments alone."""
    arguments = function.args
    plain = arguments.posonlyargs + arguments.args
    if function.decorator_list or not plain or arguments.vararg or arguments.kwarg:
        return False
    if isinstance(source.parent(function), ast.ClassDef):
        return False
    nodes = tuple(ast.walk(function))
    if any(isinstance(node, _STEPS) for node in nodes) or any(map(_effect, nodes)):
        return False
    answers = [n.value for n in nodes if isinstance(n, ast.Return) and n.value is not None]
    fresh = _fresh(function)
    if not answers or any(isinstance(a, _FRESH) or names.key(a) in fresh for a in answers):
        return False
    return names.changed(function) <= names.bound(function)


def _fresh(function: Function) -> set[str]:
    """Names of containers that it makes: who is given one may change it."""
    made = [n for n in ast.walk(function) if isinstance(n, ast.Assign)]
    return {
        names.key(target)
        for node in made
        if isinstance(node.value, _FRESH) or names.called(node.value, "list", "dict", "set")
        for target in node.targets
    }


def _effect(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in _EFFECTS
