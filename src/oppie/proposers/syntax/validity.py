"""Which drafts are worth running: they parse, change something, and are new."""

from __future__ import annotations

from oppie.proposers.syntax.draft import Draft, apply
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.layout import line_end, line_start
from oppie.proposers.syntax.tree import Node


class Sieve:
    """Lets each edit of a part of a file through once, if that part then parses.

    Two edits are the same if they leave the same tokens at the same indentation.
    """

    def __init__(self, language: Language, data: bytes, start: int, end: int) -> None:
        self._language = language
        self._file = data
        self._start, self._end = start, end
        whole = data[start:end]
        self._nested = whole[:1].isspace() and bool(whole.strip())
        # What the language did not take before (a newer syntax, say) only has to parse.
        self._strict = language.compiles(self._wrapped(whole)) or not language.compiles(data)
        self._seen = {self._key(whole)}

    @classmethod
    def of(cls, language: Language, unit: Node) -> Sieve:
        """A sieve for the lines of a unit."""
        data = unit.data
        return cls(language, data, line_start(data, unit.start), line_end(data, unit.end))

    def passes(self, draft: Draft) -> bool:
        """Whether a draft makes a new text that parses; remembers it."""
        inside = draft.pieces[0].start >= self._start and draft.pieces[-1].end <= self._end
        if inside:
            text = apply(self._file[self._start : self._end], draft.pieces, self._start)
        else:
            text = apply(self._file, draft.pieces)
        key = self._key(text)
        if key in self._seen:
            return False
        self._seen.add(key)
        return self._parses(self._wrapped(text) if inside else text)

    def _parses(self, text: bytes) -> bool:
        if self._strict:
            return self._language.compiles(text)
        return not self._language.grammar().parse(text).broken

    def _wrapped(self, text: bytes) -> bytes:
        return b"class _:\n" + text if self._nested else text

    def _key(self, text: bytes) -> int:
        return hash(tuple(self._language.lexeme.findall(b"\n" + text)))
