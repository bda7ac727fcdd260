"""What happens to names: where they are bound, changed in place, and read."""

from __future__ import annotations

import ast
from collections.abc import Iterator

Place = ast.Name | ast.Attribute
"""A variable, or an attribute of one."""

MUTATORS = frozenset(
    (
        *("append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse"),
        *("add", "discard", "update", "setdefault", "popitem", "appendleft", "popleft"),
        *("write", "send", "next"),
    )
)


def same(one: ast.AST, other: ast.AST) -> bool:
    """Whether two expressions are written alike."""
    return ast.dump(one) == ast.dump(other)


def same_name(one: ast.AST, other: ast.AST) -> bool:
    """Whether both are one variable, whatever is done to it."""
    return isinstance(one, ast.Name) and isinstance(other, ast.Name) and one.id == other.id


def key(place: ast.AST) -> str:
    """What tells places apart: ``items``, ``self.items``; empty for anything else."""
    if isinstance(place, ast.Name):
        return place.id
    if isinstance(place, ast.Attribute) and isinstance(place.value, ast.Name):
        return f"{place.value.id}.{place.attr}"
    return ""


def read(node: ast.AST) -> set[str]:
    """The names that an expression reads."""
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def bound(node: ast.AST) -> set[str]:
    """The names that are bound anywhere within a node."""
    found = {
        n.id for n in ast.walk(node) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)
    }
    return found | {n.name for n in ast.walk(node) if isinstance(n, ast.ExceptHandler) and n.name}


def changed(node: ast.AST) -> set[str]:
    """The names that are bound, or whose objects are changed in place, within a node."""
    return bound(node) | set(_mutated(node))


def _mutated(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Subscript | ast.Attribute) and not isinstance(each.ctx, ast.Load):
            yield from root(each.value)
        called = each.func if isinstance(each, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in MUTATORS:
            yield from root(called.value)


def root(node: ast.AST) -> Iterator[str]:
    """The variable that an expression starts from."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id


def method(node: ast.AST, name: str, arguments: int) -> ast.Attribute | None:
    """The method of a call ``X.name(…)`` with so many plain arguments."""
    if not isinstance(node, ast.Call) or node.keywords or len(node.args) != arguments:
        return None
    called = node.func
    return called if isinstance(called, ast.Attribute) and called.attr == name else None


def called(node: ast.AST, *names: str) -> ast.Call | None:
    """The call of a function by one of these plain names."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
        return node
    return None


def number(node: ast.AST | None, value: int) -> bool:
    """Whether an expression is this whole number."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = node.operand
        return isinstance(inner, ast.Constant) and inner.value == -value and value < 0
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == value
