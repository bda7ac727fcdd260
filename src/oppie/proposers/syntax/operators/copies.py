"""A copy worked on in place of what belongs to the caller: ``xs.sort()`` → ``[...xs].sort()``."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.tree import Node


def own(node: Node, ctx: Context) -> Iterator[Draft]:
    """The receiver of a method that changes it, where the call's value is what is wanted."""
    method = node.get("function")
    name = None if method is None else method.get("attribute")
    receiver = None if method is None else method.get("object")
    if name is None or receiver is None or receiver.kind != "identifier":
        return
    if node.up != "expression_statement":
        for rank, template in enumerate(ctx.language.usual.copied.get(name.text, ())):
            yield put(receiver, template.format(receiver.text), 0.7**rank)
