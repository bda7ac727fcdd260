"""Symmetry: the case that is missing among its like, two things exchanged wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, cover, edit, put
from oppie.proposers.syntax.operators.conditions import substituted
from oppie.proposers.syntax.tree import Node

_COMMUTE = frozenset({"+", "*", "==", "===", "!=", "!=="})
_MOST_NAMES, _MOST_PLACES = 4, 40
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def missing_case(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x + y == z || y + z == x`` → ``… || x + z == y``: what is left of all the ways round."""
    operator = node.get("operator")
    if operator is None or (node.up == node.kind and _joins(node.parent, operator.kind)):
        return
    atoms = list(_atoms(node, operator.kind))
    known = {_canonical(_bare(atom)) for atom in atoms}
    for atom in atoms:
        inner = _bare(atom)
        names = list(dict.fromkeys(_names(inner)))
        among = _among(inner, names, [_bare(other) for other in atoms if other is not atom])
        if not 1 < len(names) <= len(among) <= _MOST_NAMES:
            continue
        for turned in permutations(among, len(names)):
            text = substituted(inner, dict(zip(names, turned, strict=True)))
            own = _canonical(_parsed(text, ctx))
            if own not in known:
                known.add(own)
                text = text if inner is atom else f"({text})"
                yield put(node, f"{node.text} {operator.text} {text}")


def _among(atom: Node, names: list[str], others: list[Node]) -> list[str]:
    """The names that atoms like this one are about; none where there is no other."""
    alike = [set(_names(other)) for other in others if _frame(other) == _frame(atom)]
    if set(names) in alike:
        return names
    operator = atom.get("operator") or atom.get("operators")
    either_way = operator is not None and operator.text in _COMMUTE
    more = sorted({name for each in alike for name in each} - set(names))
    return [*names, *more] if more and either_way else []


def _frame(node: Node) -> list[str]:
    """The tokens of an atom without its names, whatever their order."""
    return sorted(n.text for n in node.walk() if not n.children and n.kind != "identifier")


def _joins(node: Node | None, sign: str) -> bool:
    operator = node.get("operator") if node is not None else None
    return operator is not None and operator.kind == sign


def _atoms(node: Node, sign: str) -> Iterator[Node]:
    if node.kind == "boolean_operator" and _joins(node, sign):
        for part in node.parts:
            yield from _atoms(part, sign)
    else:
        yield node


def _bare(node: Node) -> Node:
    while node.kind == "parenthesized_expression" and len(node.parts) == 1:
        node = node.parts[0]
    return node


def _names(node: Node) -> Iterator[str]:
    found = (n for n in node.walk() if n.kind == "identifier")
    return (n.text for n in found if n.role not in ("function", "attribute"))


def _parsed(text: str, ctx: Context) -> Node:
    """An expression's tree, by itself."""
    data = ctx.says.ended(ctx.says.sets.format("_", text)).encode("utf-8", "surrogateescape")
    root = ctx.language.grammar().parse(data)
    return next((n for n in root.walk() if n.text == text and n.named), root)


def _canonical(node: Node) -> str:
    """A text that is the same for what only stands the other way round."""
    node = _bare(node)
    operator = node.get("operator") or node.get("operators")
    if operator is None or len(node.parts) != len(("left", "right")):
        return node.text
    one, two = map(_canonical, node.parts)
    sign = operator.text
    if (sign in _COMMUTE and two < one) or sign in (">", ">="):
        one, two, sign = two, one, _TURNED.get(sign, sign)
    return f"({one} {sign} {two})"


def exchanged(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x[0]`` and ``x[1]``, or two parameters, each where the other stands, in all places."""
    if node is not ctx.unit.node:
        return
    for group, factor in _groups(ctx):
        for one, two in combinations(group, 2):
            places = (*group[one], *group[two])
            scattered = len({id(ctx.statement(place)) for place in places}) > 1
            if scattered and len(places) <= _MOST_PLACES:
                pieces = [cover(n, two) for n in group[one]] + [cover(n, one) for n in group[two]]
                yield edit(group[one][0], *pieces, factor=factor)


def _groups(ctx: Context) -> Iterator[tuple[dict[str, list[Node]], float]]:
    """Places by their text, of what may be taken for each other."""
    items: dict[str, dict[str, list[Node]]] = {}
    for node in ctx.by_kind.get("subscript", ()):
        value, index = node.get("value"), node.get("subscript")
        if value is not None and index is not None and index.kind in ("integer", "string"):
            items.setdefault(value.text, {}).setdefault(node.text, []).append(node)
    yield from ((group, 1.0) for group in items.values())
    yield from ((group, 0.3) for group in _by_shape(ctx))


def _by_shape(ctx: Context) -> Iterator[dict[str, list[Node]]]:
    body = ctx.function.get("body") if ctx.function is not None else None
    if body is None or not body.parts:
        return
    groups: dict[str, dict[str, list[Node]]] = {}
    given = {n.text for n in ctx.scope.local if n.sort == "variable" and n.node.end <= body.start}
    for node in ctx.by_kind.get("identifier", ()):
        if node.text in given and node.inside(body) and node.role not in ("function", "attribute"):
            shape = ctx.shapes.named(node.text).base
            groups.setdefault(shape, {}).setdefault(node.text, []).append(node)
    yield from groups.values()
