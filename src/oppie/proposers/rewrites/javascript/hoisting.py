"""Hoisting: what is the same each time is worked out once, before the loop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oppie.proposers.rewrites.javascript.source import (
    EACH,
    MUTATORS,
    Source,
    called,
    camel,
    changed,
    read,
    replaced,
)
from oppie.proposers.rewrites.rewrite import Rewrite
from oppie.proposers.syntax.tree import Node

_MOVED = re.compile(r"\b(random|now|log|push|next|shift|pop|add|set|delete|write)\(|=>|\bawait\b")


def invariants(source: Source) -> Iterator[Rewrite]:
    """Calls and new objects within a loop that do not depend on it."""
    done: set[tuple[int, str]] = set()
    for node in source.nodes:
        if node.kind not in ("call_expression", "new_expression") or not _plain(node):
            continue
        loop = _outermost(source, node)
        if loop is None:
            continue
        place = source.statement(loop)
        if (place.start, node.text) in done:
            continue
        done.add((place.start, node.text))
        name = source.fresh(camel(node.text))
        alike = [n for n in loop.walk() if n.kind == node.kind and n.text == node.text]
        pieces = [source.before(place, f"const {name} = {node.text};")]
        pieces += [replaced(n, name) for n in alike]
        what = f"work {node.text} out once, before the loop"
        yield from source.rewrite("hoist", node, pieces, 0.6, what)


def _plain(node: Node) -> bool:
    method = called(node)
    if method is not None and (method[1] in MUTATORS or method[1] in EACH):
        return False
    return node.up != "expression_statement" and not _MOVED.search(node.text)


def _outermost(source: Source, node: Node) -> Node | None:
    """The outermost loop around a node that binds and changes nothing that it reads."""
    chosen: Node | None = None
    for loop in source.repeated(node):
        if read(node) & changed(loop):
            break
        chosen = loop
    return chosen
