"""Characters: another one, another case, another range of them."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, cover, edit, put
from oppie.proposers.syntax.tree import Node

_USUAL = " 09azAZ_-.,"
_RANGES = ("az", "AZ", "09")
_TURNED = str.maketrans("()[]{}<>+-", ")(][}{><-+")
_BRACKETS = "()[]{}<>"
_SORTS = ("()", "[]", "{}", "<>")
_QUOTED = 3


def other(node: Node, ctx: Context) -> Iterator[Draft]:
    """``'a'`` → ``'A'``, another character of the unit, a usual one."""
    if len(node.text) != _QUOTED:
        return
    body = node.text[1]
    if body.swapcase() != body:
        yield put(node, f"'{body.swapcase()}'", 1.0)
    for seen in ctx.by_kind.get("character", ()):
        if seen.text != node.text:
            yield put(node, seen.text, 0.6)
    turned = body.translate(_TURNED)
    if turned != body:
        yield put(node, f"'{turned}'", 1.0)
    told = "".join(text[1:-1] for text in ctx.examples.strings)
    for letter in dict.fromkeys(_USUAL + _BRACKETS * (body in _BRACKETS)):
        if letter != body:
            likely = 1.0 if letter in _BRACKETS and letter in told and body not in told else 0.4
            yield put(node, f"'{letter}'", likely)
    if body.isalnum() and body.isascii():
        for near in (chr(ord(body) + 1), chr(ord(body) - 1)):
            yield put(node, f"'{near}'", 0.2)


def brackets(node: Node, ctx: Context) -> Iterator[Draft]:
    """All brackets in quotes by those of another sort."""
    quoted = [n for kind in ("character", "string") for n in ctx.by_kind.get(kind, ())]
    if node is not ctx.unit.node:
        return
    told = "".join(text[1:-1] for text in ctx.examples.strings)
    for sort in _SORTS:
        places = [n for n in quoted if len(n.text) == _QUOTED and n.text[1] in sort]
        if len(places) > 1:
            for other in _SORTS:
                pieces = [
                    cover(n, n.text.replace(n.text[1], other[sort.index(n.text[1])]))
                    for n in places
                ]
                likely = 1.0 if other[0] in told and sort[0] not in told else 0.3
                yield edit(places[0], *pieces, factor=likely)


def ranges(node: Node, ctx: Context) -> Iterator[Draft]:
    """``'a' <= c && c <= 'z'`` → ``'A' <= c && c <= 'Z'``: both bounds together."""
    del ctx
    bounds = [n for n in node.walk() if n.kind == "character"]
    if len(bounds) != len(("first", "last")):
        return
    held = "".join(sorted((n.text[1:-1] for n in bounds), key=lambda text: (len(text), text)))
    if held not in _RANGES:
        return
    low_first = bounds[0].text[1] == held[0]
    for wanted in _RANGES:
        if wanted != held:
            letters = wanted if low_first else wanted[::-1]
            pairs = zip(bounds, letters, strict=True)
            yield edit(node, *(cover(bound, f"'{letter}'") for bound, letter in pairs))
