"""Whether a patched program is its reference, whatever the layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from oppie.model.change import Edit
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.tree import Node

_INK = re.compile(rb"[^\n]")
_LAYOUT = b" \t\r\n;{}"
"""What is left out of the first, quick comparison."""
_SAME = {"===": "==", "!==": "!="}
"""Tokens that a fix may write either way."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A corrected file, to compare with; see :func:`bare`.

    Attributes:
        squeezed: its text without layout.
        shape: its tree.
    """

    language: Language
    squeezed: bytes
    shape: tuple[str, ...]

    @classmethod
    def of(cls, text: str, language: Language) -> Reference:
        """The reference that a text is, its comments left out."""
        data = bare(text.encode(), language)
        return cls(language, _squeezed(data), tuple(_shape(language.grammar().parse(data))))

    def met(self, data: bytes) -> bool:
        """Whether a text without comments is the same program."""
        if _squeezed(data) != self.squeezed:
            return False
        return tuple(_shape(self.language.grammar().parse(data))) == self.shape


def applied(data: bytes, edits: Sequence[Edit]) -> bytes:
    """A text after the edits of one file."""
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        data = data[: edit.start] + edit.text + data[edit.end :]
    return data


def bare(data: bytes, language: Language) -> bytes:
    """A text with blanks for its comments; every line stays a line."""
    for node in language.grammar().parse(data).walk():
        if node.kind == "comment":
            blanks = _INK.sub(b" ", data[node.start : node.end])
            data = data[: node.start] + blanks + data[node.end :]
    return data


def _squeezed(data: bytes) -> bytes:
    for one, other in _SAME.items():
        data = data.replace(one.encode(), other.encode())
    return data.translate(None, _LAYOUT)


def _shape(node: Node) -> Iterator[str]:
    """A tree in one line; braces around one statement and semicolons do not count."""
    if node.kind in ("comment", ";"):
        return
    if node.kind == "block" and len(node.parts) == 1:
        yield from _shape(node.parts[0])
        return
    yield node.kind if node.children else _SAME.get(node.text, node.text)
    for child in node.children:
        yield from _shape(child)
    yield ""
