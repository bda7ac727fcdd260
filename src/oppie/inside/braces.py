"""Sources of languages with braces, cut at the bodies of their functions."""

from __future__ import annotations

import re
from typing import Iterator, List, NamedTuple, Pattern, Tuple

HEAD = b"head"
_OPEN, _CLOSE = (b"(", b"[", b"{"), (b")", b"]", b"}")
_COMMENT = re.compile(rb"/\*|\*/")


class Form(NamedTuple):
    """How a language writes what matters here; see ``GO`` in ``suites/go/dialect.py``.

    Attributes:
        token: finds what comes next: the group ``opaque`` is a comment, a string or a character
            as a whole, the group ``head`` begins a function with a name (``func``, ``fn``), and
            anything else is one of ``( [ { ) ] } ;``. Where block comments nest, ``opaque`` is
            only ``/*`` for them.
        no_body: matches the text between a function's head and a brace that is part of a type.
        anywhere: functions lie within other braces as well (``impl``, ``mod``).
        nested: block comments nest.
    """

    token: Pattern[bytes]
    no_body: Pattern[bytes]
    anywhere: bool = False
    nested: bool = False


class Cut(NamedTuple):
    """A source: ``outside[0] + bodies[0] + outside[1] + …``.

    Attributes:
        outside: what lies between bodies, their braces included; one more than ``bodies``.
        bodies: what lies within the braces of each outermost function.
    """

    outside: Tuple[bytes, ...]
    bodies: Tuple[bytes, ...]

    def body_line(self, number: int) -> int:
        """The line, from 1, on which a body's opening brace stands."""
        before = sum(self.outside[i].count(b"\n") for i in range(number + 1))
        return 1 + before + sum(self.bodies[i].count(b"\n") for i in range(number))

    def outside_line(self, number: int) -> int:
        """The line on which a piece outside of bodies begins."""
        if not number:
            return 1
        return self.body_line(number - 1) + self.bodies[number - 1].count(b"\n")


def cut(source: bytes, form: Form) -> Cut:
    """Cut a source; what is not balanced is left outside."""
    outside: List[bytes] = []
    bodies: List[bytes] = []
    done = 0
    for start, end in _bodies(source, form):
        outside.append(source[done:start])
        bodies.append(source[start:end])
        done = end
    return Cut((*outside, source[done:]), tuple(bodies))


class _Token(NamedTuple):
    start: int
    end: int
    kind: bytes


def _bodies(source: bytes, form: Form) -> Iterator[Tuple[int, int]]:
    """Where each body begins and ends."""
    head = start = -1
    at = depth = 0
    for token in _tokens(source, form):
        before = depth
        depth += (token.kind in _OPEN) - (token.kind in _CLOSE)
        if start >= 0:
            if depth == at:
                yield start, token.start
                start = -1
        elif token.kind == HEAD:
            if form.anywhere or not depth:
                head, at = token.end, depth
        elif head >= 0 and before == at:
            if token.kind == b"{" and not form.no_body.search(source, head, token.start):
                start = token.end
            if start >= 0 or token.kind == b";":
                head = -1


def _tokens(source: bytes, form: Form) -> Iterator[_Token]:
    """Brackets, semicolons and heads, in their order."""
    place = 0
    while True:
        found = form.token.search(source, place)
        if found is None:
            return
        place = found.end()
        if found.lastgroup == "head":
            yield _Token(found.start(), place, HEAD)
        elif found.lastgroup is None:
            yield _Token(found.start(), place, found.group())
        elif form.nested and found.group() == b"/*":
            place = after_comment(source, place)


def after_comment(source: bytes, place: int) -> int:
    """Where a block comment ends that has begun before a place; others may lie in it."""
    depth = 1
    for found in _COMMENT.finditer(source, place):
        depth += 1 if found.group() == b"/*" else -1
        if not depth:
            return found.end()
    return len(source)
