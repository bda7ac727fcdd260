"""Look-ups: a search for an equal key, again and again, becomes a ``Map``."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.rewrites.javascript.source import Source, camel, changed, read, replaced
from oppie.proposers.rewrites.rewrite import Piece, Rewrite
from oppie.proposers.syntax.tree import Node


def found(source: Source) -> Iterator[Rewrite]:
    """``xs.find((x) => x.id === k)``, ``xs.filter(…)`` → ``Map.get`` of what was sorted once."""
    for call, thing, arguments in source.calls("find", "filter"):
        if len(arguments) != 1 or arguments[0].kind != "arrow_function":
            continue
        place = _outermost(source, call, thing)
        equal = arguments[0].get("body")
        item = _parameter(arguments[0])
        sides = None if equal is None or item is None else _sides(equal, {item})
        if place is None or item is None or sides is None:
            continue
        own, other = sides
        index = source.fresh(camel(thing.text, "ByKey"))
        lines = (
            f"const {index} = new Map();",
            f"for (const {item} of {thing.text}) {{",
            f"  if (!{index}.has({own})) {index}.set({own}, []);",
            f"  {index}.get({own}).push({item});",
            "}",
        )
        got = f"({index}.get({other}) ?? [])"
        is_find = _method(call) == "find"
        text = f"{got}[0]" if is_find else got
        pieces = [_lines(source, place, lines), replaced(call, text)]
        what = f"look {equal.text if equal else ''} up instead of going through {thing.text}"
        yield from source.rewrite("search-to-lookup", call, pieces, 0.9, what)


def loops(source: Source) -> Iterator[Rewrite]:
    """``for (const y of ys) if (y.k === x.k) …`` within another loop → over ``Map.get(x.k)``."""
    for inner in source.nodes:
        if inner.kind != "for_in_statement":
            continue
        of, item, body = inner.get("right"), inner.get("left"), inner.get("body")
        if of is None or item is None or body is None or item.kind != "identifier":
            continue
        test = body.parts[0] if body.kind == "statement_block" and len(body.parts) == 1 else body
        condition = test.get("condition") if test.kind == "if_statement" else None
        place = _outermost(source, inner, of)
        if condition is None or place is None or test.get("alternative") is not None:
            continue
        sides = _sides(condition.parts[0], {item.text})
        if sides is None:
            continue
        own, other = sides
        index = source.fresh(camel(of.text, "ByKey"))
        lines = (
            f"const {index} = new Map();",
            f"for (const {item.text} of {of.text}) {{",
            f"  if (!{index}.has({own})) {index}.set({own}, []);",
            f"  {index}.get({own}).push({item.text});",
            "}",
        )
        pieces = [_lines(source, place, lines), replaced(of, f"{index}.get({other}) ?? []")]
        what = f"look {condition.text} up instead of going through {of.text}"
        yield from source.rewrite("loop-to-lookup", inner, pieces, 0.9, what)


def _lines(source: Source, place: Node, lines: tuple[str, ...]) -> Piece:
    return source.before(place, f"\n{source.indent(place)}".join(lines))


def _parameter(function: Node) -> str | None:
    given = function.get("parameter") or function.get("parameters")
    parts = [given] if given is not None and given.kind == "identifier" else []
    if given is not None and given.kind == "formal_parameters":
        parts = list(given.parts)
    return parts[0].text if len(parts) == 1 and parts[0].kind == "identifier" else None


def _sides(test: Node, items: set[str]) -> tuple[str, str] | None:
    """Of a test for equality: the side that is the item's own, and the other one."""
    operator = test.get("operator")
    left, right = test.get("left"), test.get("right")
    if operator is None or operator.text != "===" or left is None or right is None:
        return None
    for own, other in ((left, right), (right, left)):
        if read(own) == items and not read(other) & items:
            return own.text, other.text
    return None


def _method(call: Node) -> str:
    function = call.get("function")
    name = function.get("property") if function is not None else None
    return name.text if name is not None else ""


def _outermost(source: Source, node: Node, of: Node) -> Node | None:
    """The statement of the outermost loop around a node that leaves ``of`` as it is."""
    chosen: Node | None = None
    for loop in source.repeated(node):
        if loop is node or read(of) & changed(loop):
            break
        chosen = source.statement(loop)
    return chosen
