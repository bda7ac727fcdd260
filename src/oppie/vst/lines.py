"""Lines of bytes, and which of them differ between two versions of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Block:
    """Lines ``start:end`` of the one version stand for ``new_start:new_end`` of the other."""

    start: int
    end: int
    new_start: int
    new_end: int


def split(content: bytes) -> list[bytes]:
    """The lines with their ends; only a line feed ends a line, as in git."""
    lines = [line + b"\n" for line in content.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def changed(old: list[bytes], new: list[bytes]) -> Iterator[Block]:
    """The blocks of lines that differ, in order.

    Equal lines around them are left out first: comparing is quadratic, and changes are small.
    """
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    for tag, *place in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Block(*(head + at for at in place))


def _common(one: list[bytes], other: list[bytes]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
