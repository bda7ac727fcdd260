"""Tests that stand in a source file: the parts of it that are compiled for tests only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oppie.inside.braces import after_comment

_OPAQUE = (
    rb"//[^\n]*|/\*|b?r(?P<hashes>#*)\".*?\"(?P=hashes)|b?\"(?:\\.|[^\"\\])*\""
    rb"|b?'(?:\\(?:x[0-9a-fA-F]{2}|u\{[^}]*\}|.)|[^\\'\n])'"
)
_TOKEN = re.compile(_OPAQUE + rb"|(?P<mark>[({\[]|[)}\]]|;)", re.DOTALL)
_TEST = (
    rb"|(?P<test>#\[\s*(?:cfg\s*\(\s*(?:test|all\s*\(\s*test\b[^\]]*)\s*\)"
    rb"|(?:\w+::)*test(?:\([^\]]*\))?)\s*\])"
)
_MARKED = re.compile(_OPAQUE + _TEST, re.DOTALL)


def parts(source: bytes) -> Iterator[tuple[int, int]]:
    """Where each item under ``#[cfg(test)]`` or ``#[test]`` begins and ends, bytes."""
    place = 0
    while found := _MARKED.search(source, place):
        place = found.end()
        if found["test"]:
            place = _end(source, place)
            yield found.start(), place
        elif found.group() == b"/*":
            place = after_comment(source, place)


def _end(source: bytes, place: int) -> int:
    """The end of the item that an attribute stands before: its block's, or its semicolon."""
    depth = 0
    while found := _TOKEN.search(source, place):
        place = found.end()
        mark = found["mark"]
        if found.group() == b"/*":
            place = after_comment(source, place)
        elif mark in (b"(", b"[", b"{"):
            depth += 1
        elif mark in (b")", b"]", b"}"):
            depth -= 1
            if not depth and mark == b"}":
                return place
        elif mark == b";" and not depth:
            return place
        if depth < 0:
            return found.start()
    return len(source)


def lines(source: bytes) -> frozenset[int]:
    """The lines, from 1, on which such parts stand."""
    return frozenset(
        line
        for begin, end in parts(source)
        for line in range(
            source.count(b"\n", 0, begin) + 1, source.count(b"\n", 0, max(begin, end - 1)) + 2
        )
    )
