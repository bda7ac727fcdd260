"""Which drafts are worth running: they parse, change something, and are new."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from oppie.proposers.syntax.draft import Draft, apply
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.layout import line_end, line_start
from oppie.proposers.syntax.lexemes import Lexemes
from oppie.proposers.syntax.tree import Node


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file, in bytes; a nested one is a member of a class."""

    data: bytes
    start: int
    end: int
    nested: bool = False


class Sieve:
    """Lets each edit of a part of a file through once, if that part then parses.

    Two edits are the same if they leave the same tokens at the same indentation.
    """

    def __init__(
        self, language: Language, part: Part, *, mending: bool = False, whole: bool = False
    ) -> None:
        """A sieve for a part.

        Args:
            language: of the file.
            part: that edits are about.
            mending: the part does not parse, and that it does is what is wanted.
            whole: the whole file has to parse as well.
        """
        self._language = language
        self._file = part.data
        self._start, self._end = part.start, part.end
        text = part.data[part.start : part.end]
        self._nested = part.nested
        self._sound = language.compiles(self._wrapped(text))
        self._parsed = self._sound or not self._broken(self._wrapped(text))
        # What the language did not take before (a newer syntax, say) only has to parse,
        # unless it is the very thing to be mended.
        self._strict = self._sound or mending
        self._whole = whole
        self._lexemes = Lexemes(language, text)
        self._seen = {self._lexemes.key()}

    @classmethod
    def of(cls, language: Language, unit: Node) -> Sieve:
        """A sieve for the lines of a unit."""
        data = unit.data
        start, end = line_start(data, unit.start), line_end(data, unit.end)
        nested = any(n.kind in language.classes for n in unit.above())
        return cls(language, Part(data, start, end, nested=nested))

    def passes(self, draft: Draft) -> bool:
        """Whether a draft makes a new text that parses; remembers it."""
        if any(one.end > two.start for one, two in pairwise(draft.pieces)):
            return False  # two nodes of which one is in the other are no pair
        if not self._fits(draft):
            return False
        return not self._whole or self._language.compiles(apply(self._file, draft.pieces))

    def _fits(self, draft: Draft) -> bool:
        inside = draft.pieces[0].start >= self._start and draft.pieces[-1].end <= self._end
        key = self._lexemes.key(draft.pieces, self._start) if inside else hash(draft.pieces)
        if key in self._seen:
            return False
        self._seen.add(key)
        if not inside:
            return self._parses(apply(self._file, draft.pieces))
        part = _alone(draft, self._language) if self._sound else b""
        probe = self._language.probe(part) if part else b""
        if probe:
            return self._language.compiles(probe)
        text = apply(self._file[self._start : self._end], draft.pieces, self._start)
        return self._parses(self._wrapped(text))

    def _parses(self, text: bytes) -> bool:
        if self._strict:
            return self._language.compiles(text)
        # What the grammar does not know is not held against an edit.
        return not self._parsed or not self._broken(text)

    def _broken(self, text: bytes) -> bool:
        return self._language.grammar().parse(text).broken

    def _wrapped(self, text: bytes) -> bytes:
        before, behind = self._language.within if self._nested else (b"", b"")
        return before + text + behind


def _alone(draft: Draft, language: Language) -> bytes:
    """What of the edited text can be read alone, if that is enough; else nothing."""
    if len(draft.pieces) == 1 and _is_insertion(draft):
        return draft.pieces[0].text.encode("utf-8", "surrogateescape")
    node: Node | None = draft.site
    while node is not None and node.kind not in language.alone:
        node = node.parent
    if node is None:
        return b""
    start, end = node.start, _header_end(node, language)
    inside = start <= draft.pieces[0].start and draft.pieces[-1].end <= end
    plain = all("\n" not in p.text for p in draft.pieces)
    return apply(node.data[start:end], draft.pieces, start) if inside and plain else b""


def _is_insertion(draft: Draft) -> bool:
    """Whether a draft puts whole indented lines at the beginning of a line."""
    piece, data = draft.pieces[0], draft.site.data
    return (
        piece.start == piece.end == line_start(data, piece.start)
        and piece.text[:1].isspace()
        and piece.text[-1:] == "\n"
        and draft.site.kind not in ("if_statement", "for_statement")
    )


def _header_end(node: Node, language: Language) -> int:
    """Where a statement ends, or the colon of its header if it holds a block."""
    block = next((c for c in node.children if c.kind in language.blocks), None)
    colon = next((c for c in reversed(node.children) if c.kind == ":"), node)
    return node.end if block is None else min(colon.end, block.start)
