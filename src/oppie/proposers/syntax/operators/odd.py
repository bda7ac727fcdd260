"""The odd one out: of statements or elements alike, the one that says another thing in a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.tree import Node

_AROUND = 3
"""Neighbours on each side that are looked at."""
_AGREE = 2
"""So many of them have to say the same."""
_MOST = 40
"""Tokens; longer ones are not compared."""
_LITERALS = frozenset({"string", "integer", "float", "character", "comment"})


def odd_one(node: Node, ctx: Context) -> Iterator[Draft]:
    """``f(a); f(b); g(c); f(d)`` → ``f(c)``: what its neighbours agree upon in its place."""
    if node in ctx.statements or node is ctx.unit.node:
        yield from _odd(node, layout.siblings(node))
    for part in node.parts if node.kind not in ctx.language.statements else ():
        yield from _odd(part, node.parts)


def _odd(node: Node, row: Sequence[Node]) -> Iterator[Draft]:
    at = next((i for i, each in enumerate(row) if each.start == node.start), 0)
    near = (*row[max(0, at - _AROUND) : at], *row[at + 1 : at + 1 + _AROUND])
    own = _tokens(node)
    others = [found for each in near if _alike(own, found := _tokens(each))]
    if len(others) < _AGREE:
        return
    agreed = [_agreed(there) for there in zip(*others, strict=True)]
    pairs = list(zip(own, agreed, strict=True))
    odd = [(token, text) for token, (text, _) in pairs if text and token.text != text]
    if len(odd) == 1 and odd[0][0].kind not in _LITERALS:
        times = min(times for text, times in agreed if text == odd[0][1])
        yield put(*odd[0], times / (1 + len(others)))


def _agreed(there: Sequence[Node]) -> tuple[str, int]:
    """What most of the neighbours say in one place, and how many; "" where they do not agree."""
    [(text, times)] = Counter(token.text for token in there).most_common(1)
    return (text, times) if times >= max(_AGREE, len(there) - 1) else ("", 0)


def _alike(own: Sequence[Node], other: Sequence[Node]) -> bool:
    """Whether two rows of tokens are of the same kinds."""
    pairs = zip(own, other, strict=False)
    return 1 < len(own) == len(other) and all(_kind(a) == _kind(b) for a, b in pairs)


def _kind(token: Node) -> str:
    return token.kind if token.named else "token"


def _tokens(node: Node) -> list[Node]:
    """What it is made of, literals whole; nothing where that is too much."""
    found: list[Node] = []
    stack = [node]
    while stack and len(found) <= _MOST:
        each = stack.pop()
        if each.kind in _LITERALS or not each.children:
            found.append(each)
        else:
            stack.extend(reversed(each.children))
    return found if len(found) <= _MOST else []
