"""Operations of which nothing comes: ``x + 0`` is ``x``, ``x * 0`` and ``x % 1`` are constants."""

from __future__ import annotations

from collections.abc import Mapping

Place = tuple[str, str]
"""The role of a number, and its text."""

_NEUTRAL: Mapping[Place, frozenset[str]] = {
    ("left", "0"): frozenset({"+", "|", "^"}),
    ("right", "0"): frozenset({"+", "-", "<<", ">>", "|", "^"}),
    ("left", "1"): frozenset({"*"}),
    ("right", "1"): frozenset({"*", "/", "**"}),
}
"""Operators that give back their other operand: it alone, which is also proposed, says the same."""
_CONSTANT: Mapping[Place, frozenset[str]] = {
    ("right", "0"): frozenset({"*", "/", "//", "%", "**"}),
    ("right", "1"): frozenset({"//", "%"}),
}
"""Operators by which a whole number becomes a constant, or stays, or nothing is worked out."""


def neutral(sign: str, role: str, number: str) -> bool:
    """Whether an operator gives back the other operand of a number."""
    return sign in _NEUTRAL.get((role, number), ())


def idle(sign: str, role: str, number: str) -> bool:
    """Whether nothing of the other operand comes of it, or nothing else; ``+=`` is as ``+``."""
    plain = sign.removesuffix("=")
    return neutral(plain, role, number) or plain in _CONSTANT.get((role, number), ())
