"""Drafts: what an operator yields before it is placed, weighed and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from oppie.proposers.syntax.tree import Node


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """Replace the bytes ``start:end`` by ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One way to edit a file.

    Attributes:
        site: the node that it is about: its place gives suspiciousness and line.
        pieces: do not overlap; sorted by place.
        factor: in (0, 1], how likely it is among what its operator yields.
        ingredients: texts taken from elsewhere.
    """

    site: Node
    pieces: tuple[Piece, ...]
    factor: float = 1.0
    ingredients: tuple[str, ...] = ()

    def scaled(self, factor: float) -> Draft:
        """The same, likelier or less likely."""
        return replace(self, factor=self.factor * factor)


def put(node: Node, text: str, factor: float = 1.0, *ingredients: str) -> Draft:
    """Replace a node."""
    return Draft(node, (Piece(node.start, node.end, text),), factor, ingredients)


def edit(site: Node, *pieces: Piece, factor: float = 1.0) -> Draft:
    """Several pieces at once."""
    return Draft(site, tuple(sorted(pieces)), factor)


def cover(node: Node, text: str) -> Piece:
    """A piece that replaces a node."""
    return Piece(node.start, node.end, text)


def exchange(first: Node, second: Node, factor: float = 1.0) -> Draft:
    """Put each of two nodes where the other stands."""
    return edit(first, cover(first, second.text), cover(second, first.text), factor=factor)


def composed(first: tuple[Piece, ...], then: Piece) -> tuple[Piece, ...] | None:
    """``first`` and a piece of what they made, as one edit; None where they touch each other."""
    shift = 0
    for piece in first:
        begin = piece.start + shift
        end = begin + len(_bytes(piece.text))
        if then.end < begin:
            break
        if then.start <= end:
            return None
        shift += end - begin - (piece.end - piece.start)
    moved = Piece(then.start - shift, then.end - shift, then.text)
    return tuple(sorted((*first, moved)))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def apply(data: bytes, pieces: tuple[Piece, ...], start: int = 0) -> bytes:
    """The text after the edit; ``data`` begins at byte ``start`` of the file."""
    out = []
    at = 0
    for piece in pieces:
        out.append(data[at : piece.start - start])
        out.append(_bytes(piece.text))
        at = piece.end - start
    out.append(data[at:])
    return b"".join(out)
