"""Questions asked in a way that does not answer them: membership, places, values like none."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.levels import COMPARISON
from oppie.proposers.syntax.tree import Node

_TRUTHS = frozenset({"boolean_operator", "not_operator"})


def membership(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x in xs`` → ``xs.includes(x)``, where ``in`` asks for something else."""
    operator = node.get("operator")
    if operator is not None and operator.kind == "in" and ctx.says.contains:
        item, holder = node.parts[0], node.parts[-1]
        yield put(node, ctx.says.contains.format(item.text, holder.text))


def found(node: Node, ctx: Context) -> Iterator[Draft]:
    """``if (s.indexOf(x))`` → ``if (s.indexOf(x) !== -1)``: a place is no truth."""
    function = node.get("function")
    name = function.get("attribute") if function else None
    asked = node.role == "condition" or node.up in _TRUTHS
    if name is None or not asked:
        return
    for rank, template in enumerate(ctx.language.usual.places.get(name.text, ())):
        text = ctx.language.fit(node, template.format(node.text), COMPARISON)
        yield put(node, text, 0.8**rank)


def unlike_itself(node: Node, ctx: Context) -> Iterator[Draft]:
    """``x === NaN`` → ``Number.isNaN(x)``: what is never equal to anything."""
    for one, other in (node.parts[:2], node.parts[1::-1]) if node.parts[1:] else ():
        template = ctx.language.usual.unlike.get(one.text)
        if template:
            yield put(node, template[0].format(other.text))
            yield put(node, ctx.says.negation.format(template[0].format(other.text)), 0.7)
