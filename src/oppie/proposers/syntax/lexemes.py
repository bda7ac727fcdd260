"""The tokens of a text before and after an edit: what makes two edits the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from oppie.proposers.syntax.draft import Piece, apply
from oppie.proposers.syntax.language import Language


class Lexemes:
    """The tokens of a text, with only the lines read anew that an edit touches."""

    def __init__(self, language: Language, text: bytes) -> None:
        self._pattern = language.lexeme
        self._text = b"\n" + text
        found = [(m.start(), _plain(m.group())) for m in self._pattern.finditer(self._text)]
        self._tokens = tuple(token for _, token in found)
        breaks = [(i, at) for i, (at, token) in enumerate(found) if token[:1] == b"\n"]
        self._break_at = [at for _, at in breaks]
        self._break_index = [i for i, _ in breaks]

    def key(self, pieces: tuple[Piece, ...] = (), start: int = 0) -> int:
        """A number for the tokens after an edit; the text begins at byte ``start`` of the file.

        The whole text is read again only where the edit could change what is a string.
        """
        if not pieces:
            return hash(_joined(self._tokens))
        first, last = pieces[0].start - start + 1, pieces[-1].end - start + 1
        low = max(bisect_right(self._break_at, first - 1) - 1, 0)
        high = bisect_left(self._break_at, last)
        begin = self._break_at[low]
        ends = high < len(self._break_at)
        end = self._break_at[high] if ends else len(self._text)
        text = apply(self._text[begin:end], pieces, start - 1 + begin)
        inner = tuple(_plain(t) for t in self._pattern.findall(text))
        after = self._tokens[self._break_index[high] :] if ends else ()
        return hash(_joined(self._tokens[: self._break_index[low]], inner, after))


def _plain(token: bytes) -> bytes:
    """A line break without the blank lines before it."""
    return token[token.rfind(b"\n") :] if token[:1] == b"\n" else token


def _joined(*runs: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """The runs as one; a line break that another follows at once does not count."""
    out: list[bytes] = []
    for run in runs:
        if run and out and out[-1][:1] == b"\n" == run[0][:1]:
            out.pop()
        out += run
    if out and out[-1][:1] == b"\n":
        out.pop()
    return tuple(out)
