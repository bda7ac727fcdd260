"""What a language's text lacks, has too much or has wrong where it does not parse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oppie.proposers.syntax.idioms import Table, Weighted

_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Mending:
    """How broken text is mended, by tables.

    Attributes:
        keywords: that may be missing, surplus or misspelt.
        foreign: a word or two tokens of another language → what this one says.
        swaps: a token → what is meant instead.
        puts: tokens that may be missing anywhere; ``ends``: those at the end of a line.
        final: what the last token of a line may have to be.
        indented: whether indentation is part of the syntax.
    """

    keywords: tuple[str, ...]
    foreign: Table
    swaps: Mapping[str, Sequence[str]]
    puts: Weighted
    ends: Weighted
    final: str
    indented: bool


def brackets(more: str = "") -> Mapping[str, Sequence[str]]:
    """Each bracket with the others that may be meant, and ``more``."""
    both = _CLOSE + _OPEN
    return {c: [*both.replace(c, ""), *more] for c in _OPEN + _CLOSE}
