"""Where statements begin in a Rust source, as far as words and brackets tell."""

from __future__ import annotations

import re
from typing import Iterator, List, MutableMapping, NamedTuple

from ...braces import after_comment
from .dialect import CONSTANT, OPAQUE

BLOCK, BODY, MATCH, OTHER, CLOSED = "block", "body", "match", "other", "closed"
"""What a brace holds: statements, those of a function, arms, anything else, and what is not
looked into."""
_STATEMENTS = (BLOCK, BODY)
_TOKEN = re.compile(
    rb"(?P<opaque>" + OPAQUE + rb")|(?P<constant>" + CONSTANT + rb")"
    rb"|(?P<word>\w+!?(?!=))|(?P<sign>=>|->|#!|[^\s\w])",
    re.DOTALL,
)
_OPENS = {
    **dict.fromkeys((b"if", b"while", b"for", b"loop", b"else", b"unsafe", b"async"), BLOCK),
    b"match": MATCH,
}
_ITEMS = frozenset((b"impl", b"trait", b"mod", b"struct", b"enum", b"union", b"extern", b"use"))
_GOES_ON = frozenset((b"else", b"as"))
_BEFORE_BLOCK = frozenset((b"=>", b"{", b"}", b";", b"=", b"(", b",", b"|", b"return"))


class _Token(NamedTuple):
    start: int
    end: int
    text: bytes
    word: bool


def starts(source: bytes) -> Iterator[int]:
    """The byte before which each statement of a function's body begins."""
    stack = [OTHER]
    pending: MutableMapping[int, str] = {}
    fresh = False
    before = b""
    for token in _tokens(source):
        begins = fresh and token.text not in (b"}", b";", b"#!") and stack[-1] in _STATEMENTS
        if begins and (before != b"}" or (token.word and token.text not in _GOES_ON)):
            yield token.start
        depth = len(stack)
        if token.text in (b"(", b"[", b"{"):
            held = pending.pop(depth, "") if token.text == b"{" else ""
            stack.append(_held(token.text, before, held, stack[-1]))
        elif token.text in (b")", b"]", b"}"):
            pending.pop(depth, None)
            if len(stack) > 1:
                stack.pop()
        elif token.text == b";":
            pending.pop(depth, None)
        elif token.word:
            _note(token.text, depth, pending)
        fresh = token.text in (b"{", b"}", b";")
        before = token.text


def _held(bracket: bytes, before: bytes, pending: str, around: str) -> str:
    """What an opening bracket holds."""
    if around == CLOSED or before.endswith(b"!"):
        return CLOSED
    if bracket != b"{":
        return OTHER
    return pending or (BLOCK if before in _BEFORE_BLOCK else OTHER)


def _note(word: bytes, depth: int, pending: MutableMapping[int, str]) -> None:
    """Remember what the next brace at this depth will hold."""
    if word.startswith(b"const") and word != b"const" and word.endswith(b"fn"):
        pending[depth] = CLOSED
    elif word in (b"const", b"static", b"macro_rules!"):
        pending.setdefault(depth, CLOSED)
    elif word == b"fn":
        pending[depth] = BODY
    elif word in _ITEMS and pending.get(depth) != BODY:
        pending[depth] = OTHER
    elif word in _OPENS:
        pending.setdefault(depth, _OPENS[word])


def _tokens(source: bytes) -> Iterator[_Token]:
    place = 0
    while True:
        found = _TOKEN.search(source, place)
        if found is None:
            return
        place = found.end()
        if found.group() == b"/*":
            place = after_comment(source, place)
        elif found.group()[:1] in b"\"'r" and found["opaque"]:
            yield _Token(found.start(), place, b'""', word=False)
        elif not found["opaque"]:
            word = bool(found["word"] or found["constant"])
            yield _Token(found.start(), place, found.group(), word)


def lines_of(source: bytes, places: List[int]) -> List[int]:
    """The line, from 1, of each place; places in order."""
    lines = []
    line, done = 1, 0
    for place in places:
        line += source.count(b"\n", done, place)
        done = place
        lines.append(line)
    return lines
