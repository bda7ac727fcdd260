"""Rewrites as their languages give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Replace the bytes ``start:end`` of the file by ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One change of one file.

    Attributes:
        operator: what kind of rewrite it is, such as ``set-membership``.
        pieces: in the order of the file, none overlapping.
        first, last: the lines whose cost it is about, from 1.
        symbol: the function or class that it is in, dotted; may be empty.
        summary: one line for a person.
        weight: how likely it helps where time is spent, in (0, 1].
    """

    operator: str
    pieces: tuple[Piece, ...]
    first: int
    last: int
    symbol: str
    summary: str
    weight: float


def tidy(pieces: Sequence[Piece]) -> tuple[Piece, ...] | None:
    """By place, insertions at one place joined in the order given; None where two overlap."""
    found: list[Piece] = []
    for piece in sorted(dict.fromkeys(pieces), key=lambda each: (each.start, each.end)):
        if not found or found[-1].end <= piece.start:
            if found and found[-1].start == found[-1].end == piece.start == piece.end:
                piece = Piece(piece.start, piece.end, found.pop().text + piece.text)  # noqa: PLW2901
            found.append(piece)
        else:
            return None
    return tuple(found)
