"""Containers that fit: queues, lists that grow at their end, objects changed in place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from oppie.proposers.rewrites.python import names
from oppie.proposers.rewrites.python.source import Source
from oppie.proposers.rewrites.rewrite import Piece, Rewrite

_AS_DEQUE = frozenset(("append", "pop", "insert", "extend", "clear", "remove", "count", "index"))


def queues(source: Source) -> Iterator[Rewrite]:
    """``queue.pop(0)`` → ``queue.popleft()`` of a ``collections.deque``."""
    done: set[tuple[ast.AST, str]] = set()
    for call in source.nodes:
        popped = names.method(call, "pop", 1)
        if popped is None or not isinstance(call, ast.Call) or not names.number(call.args[0], 0):
            continue
        key = names.key(popped.value)
        home: ast.AST | None = source.scope(call)
        if isinstance(popped.value, ast.Attribute):
            home = next((n for n in source.above(call) if isinstance(n, ast.ClassDef)), None)
        if not key or home is None or (home, key) in done:
            continue
        done.add((home, key))
        pieces = _as_deque(source, home, key)
        if pieces:
            what = f"{key} as a deque: taking from its front costs no moving"
            every = [*source.imported("collections"), *pieces]
            yield from source.rewrite("deque", call, every, 0.9, what)


def _as_deque(source: Source, home: ast.AST, key: str) -> list[Piece]:
    """The assignments made deques and the calls renamed; empty where one does not allow it."""
    pieces: list[Piece] = []
    made = False
    for node in ast.walk(home):
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if value is not None and key in map(names.key, _targets(node)):
            pieces.append(source.replaced(value, f"collections.deque({_items(source, value)})"))
            made = True
            if isinstance(node, ast.AnnAssign):
                pieces.append(source.replaced(node.annotation, "collections.deque"))
        front = isinstance(node, ast.Call) and node.args and names.number(node.args[0], 0)
        if isinstance(node, ast.Call) and front:
            if (taken := names.method(node, "pop", 1)) and names.key(taken.value) == key:
                pieces.append(source.replaced(node, f"{source.text(taken.value)}.popleft()"))
            if (put := names.method(node, "insert", 2)) and names.key(put.value) == key:
                text = f"{source.text(put.value)}.appendleft({source.text(node.args[1])})"
                pieces.append(source.replaced(node, text))
    return pieces if made else []


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def _items(source: Source, value: ast.expr) -> str:
    call = names.called(value, "list")
    if isinstance(value, ast.List) and not value.elts:
        return ""
    if call is not None:
        return ", ".join(map(source.text, call.args))
    return source.text(value)


def grown(source: Source) -> Iterator[Rewrite]:
    """``x = x + [y]`` → ``x.append(y)``; ``d = {**d, k: v}`` → ``d[k] = v``."""
    for node in source.nodes:
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        target, value = node.targets[0], node.value
        key = source.text(target)
        line = ""
        if (
            isinstance(value, ast.BinOp)
            and isinstance(value.op, ast.Add)
            and source.text(value.left) == key
            and isinstance(value.right, ast.List | ast.ListComp)
        ):
            line = _appended(source, key, value.right)
        elif isinstance(value, ast.Dict | ast.List | ast.Set):
            line = _added(source, key, value)
        if line:
            yield from source.rewrite("grow-in-place", node, [source.replaced(node, line)], 0.8)


def _appended(source: Source, key: str, added: ast.List | ast.ListComp) -> str:
    if isinstance(added, ast.List) and len(added.elts) == 1:
        return f"{key}.append({source.text(added.elts[0])})"
    return f"{key}.extend({source.text(added)})"


def _added(source: Source, key: str, value: ast.Dict | ast.List | ast.Set) -> str:
    """What puts the rest of a display into the container that it starts from."""
    if isinstance(value, ast.Dict):
        first = value.values[0] if value.keys and value.keys[0] is None else None
        if first is None or source.text(first) != key or None in value.keys[1:]:
            return ""
        pairs = zip(value.keys[1:], value.values[1:], strict=True)
        return "; ".join(f"{key}[{source.text(k)}] = {source.text(v)}" for k, v in pairs if k)
    first = value.elts[0] if value.elts else None
    if not isinstance(first, ast.Starred) or source.text(first.value) != key:
        return ""
    method = "append" if isinstance(value, ast.List) else "add"
    rest = value.elts[1:]
    if any(isinstance(each, ast.Starred) for each in rest):
        return ""
    return "; ".join(f"{key}.{method}({source.text(each)})" for each in rest)


def front(source: Source) -> Iterator[Rewrite]:
    """``x.insert(0, y)`` in a loop → ``x.append(y)``, turned round after the loop."""
    for call in source.nodes:
        put = names.method(call, "insert", 2)
        if put is None or not isinstance(call, ast.Call) or not names.number(call.args[0], 0):
            continue
        loops = [n for n in source.repeated(call) if isinstance(n, ast.For | ast.While)]
        key = names.key(put.value)
        if not loops or not key or isinstance(source.scope(call), ast.Lambda):
            continue
        loop = loops[-1]
        if any(isinstance(n, ast.Return) for n in ast.walk(loop)):
            continue
        pieces = [
            source.replaced(call, f"{source.text(put.value)}.append({source.text(call.args[1])})"),
            _after(source, loop, f"{source.text(put.value)}.reverse()"),
        ]
        what = f"append to {key} and reverse it once instead of inserting at its front"
        yield from source.rewrite("append-and-reverse", call, pieces, 0.7, what)


def _after(source: Source, loop: ast.AST, line: str) -> Piece:
    at = source.end(loop)
    return Piece(at, at, f"\n{' ' * source.indent_of(loop)}{line}")
