"""Files that do not parse: one missing, surplus or misspelt token, near the parser's error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from oppie.model.observation import Failure
from oppie.proposers.syntax.draft import Draft, Piece
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.layout import line_end, line_start, step_of
from oppie.proposers.syntax.mending import Mending
from oppie.proposers.syntax.scope import likeness
from oppie.proposers.syntax.tree import Node

_TOKEN = re.compile(rb"\w+|[^\s\w]")
_ALIKE = 0.3
_BEFORE, _BEHIND = 3, 1
_MOST_UNCLOSED = 4


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a file does not parse.

    Attributes:
        lines: line numbers, from 1, with how likely the mistake is in each.
        start, end: the top-level part of the file around them, in bytes.
    """

    lines: tuple[tuple[int, float], ...]
    start: int
    end: int


_KINDS = frozenset({"SyntaxError", "IndentationError", "TabError"})


def is_broken(path: str, root: Node, language: Language, failures: tuple[Failure, ...]) -> bool:
    """Whether a file does not parse, in any version of its language."""
    fault = language.fault(root.data)
    if fault is None:
        return False
    said = any(f.kind in _KINDS and any(frame.path == path for frame in f.frames) for f in failures)
    return root.broken or fault.sure or said


def locate(path: str, root: Node, language: Language, failures: tuple[Failure, ...]) -> Broken:
    """Find the mistake's neighbourhood from parser, language and tracebacks."""
    found = [n.line for n in root.walk() if n.kind == "ERROR" or n.missing][:3]
    fault = language.fault(root.data)
    told = fault.line if fault is not None else 0
    frames = [f.frames[-1] for f in failures if f.frames]
    found = [told] * (told > 0) + [f.line for f in frames if f.path == path] + found
    if not language.mends.indented:
        unclosed = _unclosed(root.data)
        found = unclosed + found if _lacks_braces(root.data, language) else found + unclosed
        found += _unmatched(root.data, language)
    weights: dict[int, float] = {}
    for rank, line in enumerate(dict.fromkeys(found)):
        for near in range(line - _BEFORE, line + _BEHIND + 1):
            weight = 0.7**rank * 0.75 ** abs(near - line)
            weights[near] = max(weight, weights.get(near, 0.0))
    starts = [m.start() for m in re.finditer(rb"^", root.data, re.MULTILINE)]
    lines = tuple((n, w) for n, w in sorted(weights.items()) if 1 <= n <= len(starts))
    first, last = starts[lines[0][0] - 1], starts[lines[-1][0] - 1]
    tops = [m.start() for m in re.finditer(rb"^[^\s)\]}#]", root.data, re.MULTILINE)]
    begin = max((t for t in tops if t <= first), default=0)
    end = min((t for t in tops if t > last), default=len(root.data))
    return Broken(lines, begin, end)


def _unmatched(data: bytes, language: Language) -> list[int]:
    """Lines of opening brackets that nothing closes, or that another sort of bracket closes."""
    pairs, open_, told = {b")": b"(", b"]": b"[", b"}": b"{"}, list[tuple[bytes, int]](), []
    for match in language.lexeme.finditer(data):
        token = match.group()
        if token in pairs.values():
            open_.append((token, match.start()))
        elif token in pairs and open_ and open_.pop()[0] != pairs[token]:
            told.append(match.start())
    told += [at for _, at in reversed(open_)]
    return [data.count(b"\n", 0, at) + 1 for at in told[:_MOST_UNCLOSED]]


def _lacks_braces(data: bytes, language: Language) -> bool:
    tokens = [match.group() for match in language.lexeme.finditer(data)]
    return tokens.count(b"{") > tokens.count(b"}")


def _unclosed(data: bytes) -> list[int]:
    """Lines behind which a closing brace seems to lack: the next one stands further out."""
    lines = data.split(b"\n")
    told = []
    for i, (line, after) in enumerate(pairwise(lines), 1):
        out = len(line) - len(line.lstrip()) > len(after) - len(after.lstrip())
        if out and line.strip() and not after.lstrip().startswith((b"}", b")", b"]")):
            told.append(i)
    return told[:_MOST_UNCLOSED]


def repairs(root: Node, language: Language, broken: Broken) -> Iterator[Draft]:
    """Drafts that put, drop or change one token or one line's indentation."""
    mends = language.mends
    starts = [m.start() for m in re.finditer(rb"^", root.data, re.MULTILINE)]
    for line, weight in broken.lines:
        at = starts[line - 1]
        end = len(root.data[at : line_end(root.data, at)].rstrip()) + at
        for piece, factor in (
            *_tokens(root.data, at, end, mends),
            *_endings(root.data, at, end, mends),
            *(_indents if mends.indented else _closings)(root.data, at, end),
        ):
            yield Draft(_at(root, piece.start), (piece,), max(1e-3, 0.9 * weight * factor))


def _at(root: Node, at: int) -> Node:
    node = root
    while inner := next((c for c in node.children if c.start <= at < c.end), None):
        node = inner
    return node


def _tokens(data: bytes, start: int, end: int, mends: Mending) -> Iterator[tuple[Piece, float]]:
    spans = [(start + m.start(), start + m.end()) for m in _TOKEN.finditer(data[start:end])]
    for first, last in spans:
        text = data[first:last].decode("utf-8", "replace")
        yield Piece(first, last, ""), 0.5 if text.isidentifier() else 0.8
        for rank, other in enumerate(mends.swaps.get(text, ())):
            yield Piece(first, last, other), 0.8 * 0.9**rank
        if text.isidentifier():
            yield from ((Piece(first, last, w), f) for w, f in _words(text, mends))
        for put, factor in mends.puts:
            yield Piece(first, first, put), 0.5 * factor
            yield Piece(last, last, put), 0.6 * factor
        for word in mends.keywords:
            yield Piece(first, first, f"{word} "), 0.15
        if len(text) > 1 and data[first - 1 : first] + data[last : last + 1] == b"''":
            yield from ((Piece(first, last, letter), 0.9) for letter in dict.fromkeys(text))
            yield Piece(first - 1, last + 1, f'"{text}"'), 0.8
    foreign = [(span, span) for span in spans] + list(pairwise(spans))
    for (first, _), (_, last) in foreign:
        yield from (
            (Piece(first, last, new), 0.9)
            for new in mends.foreign.get(data[first:last].decode("utf-8", "replace"), ())
        )


def _words(text: str, mends: Mending) -> Iterator[tuple[str, float]]:
    for word in mends.keywords:
        alike = likeness(word, text)
        if word != text and (alike > _ALIKE or sorted(word) == sorted(text)):
            yield word, 1.0 if sorted(word) == sorted(text) else alike
        elif text.startswith(word):
            yield f"{word} {text[len(word) :]}", 0.6


def _endings(data: bytes, start: int, end: int, mends: Mending) -> Iterator[tuple[Piece, float]]:
    if end == start:
        return
    yield from _unclosed_before(data, start, end)
    for text, factor in mends.ends:
        yield Piece(end, end, text), factor
    for text in mends.final:
        if data[end - 1 : end].decode("utf-8", "replace") != text:
            yield Piece(end - 1, end, text), 0.4


def _unclosed_before(data: bytes, start: int, end: int) -> Iterator[tuple[Piece, float]]:
    """What a line opens and does not close, closed before the sign that ends it."""
    line = data[start:end]
    at = start + len(line[:-1].rstrip())
    for opening, closing in ((b"(", b")"), (b"[", b"]")):
        if line[-1:] in b":{;," and line.count(opening) > line.count(closing):
            yield Piece(at, at, closing.decode()), 1.1


def _closings(data: bytes, start: int, end: int) -> Iterator[tuple[Piece, float]]:
    """A closing brace on a line of its own, one step further out than the line before it."""
    body = data[start:end].lstrip()
    own = data[start : end - len(body)].decode("utf-8", "replace")
    after = line_end(data, end)
    begin = "" if data[after - 1 : after] == b"\n" else "\n"
    if body:
        yield Piece(after, after, f"{begin}{own.removesuffix(step_of(data))}}}\n"), 1.1


def _indents(data: bytes, start: int, end: int) -> Iterator[tuple[Piece, float]]:
    body = data[start:end].lstrip()
    if not body:
        return
    own = data[start : end - len(body)].decode("utf-8", "replace")
    step = step_of(data)
    above = data[line_start(data, max(0, start - 1)) : start]
    over = above[: len(above) - len(above.lstrip())].decode("utf-8", "replace").strip("\n")
    options = [over, over + step, own + step, own.removesuffix(step), over.removesuffix(step)]
    for rank, indent in enumerate(dict.fromkeys(options)):
        if indent != own:
            yield Piece(start, start + len(own), indent), 0.9 * 0.85**rank
    after = line_end(data, end)
    yield Piece(after, after, f"{own}{step}pass\n"), 0.5
    yield Piece(start, start, f"{over}{step}pass\n"), 0.3
    yield Piece(start, line_end(data, end), ""), 0.1
    if "\t" in own:
        yield Piece(start, start + len(own), own.expandtabs(4)), 0.9
        yield Piece(start, start + len(own), own.expandtabs(8)), 0.8
