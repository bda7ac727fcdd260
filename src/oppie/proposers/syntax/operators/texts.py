"""Formatted strings: the prefix, the format, what is put in."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece, cover, edit, put
from oppie.proposers.syntax.tree import Node

_SHORT = 40
_MARKS = ("\\d", "\\w", "\\s", "[", "+", "*", "^", "$", "\\b")
"""What makes a string look like a regular expression."""


def prefix(node: Node, ctx: Context) -> Iterator[Draft]:
    """``"{x}"`` → ``f"{x}"``; a raw string where there are backslashes; bytes."""
    start, prefixes = node.children[0] if node.children else node, ctx.language.usual.prefixes
    if not prefixes:
        return
    letters = start.text.rstrip("'\"")
    bare = start.text[len(letters) :]
    if "{" in node.text and "f" not in letters.lower():
        yield put(start, f"f{start.text}")
    if "\\" in node.text and "r" not in letters.lower():
        yield put(start, f"r{start.text}", 0.6)
    if letters:
        yield put(start, bare, 0.3)
    elif len(node.text) < _SHORT:
        yield put(start, f"b{bare}", 0.1)


def holes(node: Node, ctx: Context) -> Iterator[Draft]:
    """``"${x}"`` → a string of the sort in which ``${x}`` is a hole."""
    quote, hole = ctx.says.quote, ctx.says.hole
    if quote and hole in node.text and node.text[0] != quote:
        yield put(node, f"{quote}{node.text[1:-1]}{quote}")


def placeholders(node: Node, ctx: Context) -> Iterator[Draft]:
    """The format, conversion or expression of a placeholder; two exchanged; one dropped."""
    inner = node.get("expression")
    formats = ctx.language.usual.formats
    spec = next((c for c in node.children if c.kind == "format_specifier"), None)
    if inner is None:
        return
    end = node.end - 1
    if spec is not None:
        yield edit(node, cover(spec, ""), factor=0.5)
        for text in _specs(spec.text):
            yield edit(node, cover(spec, text))
    else:
        for text in formats:
            yield edit(node, Piece(end, end, text), factor=0.5)
    yield edit(node, cover(node, ""), factor=0.3)
    holder = node.parent
    for other in holder.parts if holder else ():
        expression = other.get("expression")
        if expression is not None and other.start > node.start:
            yield edit(node, cover(inner, expression.text), cover(expression, inner.text))


def _specs(text: str) -> Iterator[str]:
    for i, char in enumerate(text):
        if char.isdigit():
            for other in (int(char) + 1, int(char) - 1):
                if str(other).isdigit():
                    yield f"{text[:i]}{other}{text[i + 1 :]}"
    swaps = {"f": "de%", "d": "fx", "<": ">^", ">": "<^", "x": "X", "X": "x", "%": "f", "e": "f"}
    for i, char in enumerate(text):
        yield from (f"{text[:i]}{other}{text[i + 1 :]}" for other in swaps.get(char, ""))


def pattern(node: Node, ctx: Context) -> Iterator[Draft]:
    """Details of a regular expression: quantifiers, classes, anchors."""
    del ctx
    body = node.text
    if node.kind != "regex" and not any(
        mark in body for mark in ("\\d", "\\w", "\\s", "[", "+", "*", "^", "$", "\\b")
    ):
        return
    swaps = {"+": ("*", "?"), "*": ("+",), "?": ("*",), ".": ("\\.",)}
    start = len(node.children[0].text)
    for i in range(start, len(body) - 1):
        for other in swaps.get(body[i], ()):
            yield put(node, f"{body[:i]}{other}{body[i + 1 :]}")
        if body[i] in "*+?^$" or body[i : i + 2] == "\\b":
            width = 2 if body[i] == "\\" else 1
            yield put(node, body[:i] + body[i + width :], 0.7)
        if body[i] == "\\" and body[i + 1] in "dwsDWSbB":
            yield put(node, f"{body[: i + 1]}{body[i + 1].swapcase()}{body[i + 2 :]}", 0.6)
        if body[i] in "*+" and body[i + 1] != "?":
            yield put(node, f"{body[: i + 1]}?{body[i + 1 :]}", 0.5)
        if body[i] in "]dws)" or body[i].isalnum():
            yield from (put(node, f"{body[: i + 1]}{q}{body[i + 1 :]}", 0.3) for q in "+*?")
    end = body.rindex(body[start - 1])
    yield put(node, f"{body[:start]}^{body[start:]}", 0.5)
    yield put(node, f"{body[:end]}${body[end:]}", 0.6)
    if node.kind == "regex":
        flags = body[end + 1 :]
        for flag in "gi":
            other = flags.replace(flag, "") if flag in flags else flags + flag
            yield put(node, body[: end + 1] + other, 0.8)
