"""Strings: other literals, and pieces of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import nlargest
from operator import itemgetter

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, put
from oppie.proposers.syntax.scope import likeness
from oppie.proposers.syntax.tree import Node

_USUAL = ("", " ", ",", ", ", "\\n", "-", "_", ".", ":", "0", "1")
_OPEN = str.maketrans("()[]{}<>+-/\\", ")(][}{><-+\\/")
_BRACKETS = "()[]{}<>"
_LITERAL = re.compile(
    r"""(?P<head>\w*(?P<quote>\"{3}|'{3}|["'`]))(?P<body>.*)(?P=quote)""", re.DOTALL
)
_SHORT, _LONGEST = 4, 60
_MOST_OTHERS = 24
"""Other literals that are tried for one, the likeliest."""


def other(node: Node, ctx: Context) -> Iterator[Draft]:
    """A whole literal by one of the usual, of the file, or of the tests."""
    quotes = _quotes(node)
    if quotes is None or (node.up, node.role) in ctx.language.unmade:
        return
    head, body, tail = quotes
    known = dict.fromkeys(ctx.ingredients.own_strings, 0.6)
    for text in ctx.ingredients.strings:
        known.setdefault(text, 0.15)
    for text in ctx.examples.words:
        known.setdefault(f"{head[-1]}{text}{head[-1]}", 0.1)
    scored = ((_fitness(text[1:-1], body, factor), text) for text, factor in known.items())
    for fitness, text in nlargest(_MOST_OTHERS, scored, key=itemgetter(0)):
        yield put(node, _requoted(text, head, tail), fitness, text)
    if len(body) <= _SHORT:
        for text in (*_USUAL, *(_BRACKETS if body in _BRACKETS else "")):
            yield put(node, f"{head}{text}{tail}", 0.5)


def _fitness(text: str, body: str, factor: float) -> float:
    """How likely a text is meant instead; texts that plainly differ are not compared in full."""
    if text and one_edit_away(text, body):
        return 1.0
    if text[:1] != body[:1] and text[-1:] != body[-1:]:
        return factor
    return max(factor, 0.6 * likeness(text, body))


def pieces(node: Node, ctx: Context) -> Iterator[Draft]:
    """A letter dropped, doubled or exchanged; another case; space around."""
    quotes = _quotes(node)
    if quotes is None or not quotes[1] or (node.up, node.role) in ctx.language.unmade:
        return
    head, body, tail = quotes
    for text, factor in _variants(body):
        yield put(node, f"{head}{text}{tail}", factor)


def _variants(body: str) -> Iterator[tuple[str, float]]:
    for text in (
        body.lower(),
        body.upper(),
        body.strip(),
        body.capitalize(),
        body.translate(_OPEN),
    ):
        yield text, 0.7
    for text in (body + " ", " " + body, body + "\\n", body * 2, body[::-1]):
        yield text, 0.3
    if len(body) > _LONGEST:
        return
    for i in range(len(body)):
        yield body[:i] + body[i + 1 :], 0.6 if len(body) <= _SHORT else 0.25
        yield body[:i] + body[i + 1 : i + 2] + body[i] + body[i + 2 :], 0.15


def _quotes(node: Node) -> tuple[str, str, str] | None:
    if any(c.kind == "interpolation" for c in node.children) or "\n" in node.text:
        return None
    found = _LITERAL.fullmatch(node.text)
    return (found["head"], found["body"], found["quote"]) if found else None


def _requoted(text: str, head: str, tail: str) -> str:
    if text[0] not in "'\"`" or any(c in text[1:-1] for c in "\\'\"`") or "{" in text:
        return text
    return f"{head.lstrip('fF')}{text[1:-1]}{tail}"


def one_edit_away(one: str, two: str) -> bool:
    """Whether one letter put, dropped or changed makes one text the other."""
    if one == two or abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    i = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[i + (len(short) == len(long)) :] == long[i + 1 :]
