"""Two edits are the same if they leave the same tokens at the same indentation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.proposers.syntax.draft import Piece, apply
from oppie.proposers.syntax.languages.python import PYTHON
from oppie.proposers.syntax.lexemes import Lexemes

SOURCE = b'''def f(a, b):
    """One, "two"."""
    text = 'it' + a

    if a == b:  # why
        return text
    return [a,
            b]
'''
PLAIN = st.sampled_from(["a", "b + 1", "", " ", "(a)", "x\n    y", "\n\n", "f(a, b)", "not a"])


def key(text: bytes) -> int:
    return Lexemes(PYTHON, text).key()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (b"x = a+b\n", b"x = a  +  b\n"),
        (b"f(a,b)\n", b"f(a, b)\n"),
        (b"a\n\n\nb\n", b"a\nb\n"),
        (b"a\n   \nb\n", b"a\nb\n"),
        (b"a", b"a\n"),
    ],
)
def test_white_space_between_tokens_does_not_count(one: bytes, two: bytes) -> None:
    assert key(one) == key(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (b"x = 'a b'\n", b"x = 'ab'\n"),
        (b"x = ' '\n", b"x = ''\n"),
        (b"if a:\n    b\n", b"if a:\n        b\n"),
        (b"a\n    b\n", b"a\nb\n"),
        (b"notx\n", b"not x\n"),
        (b"a; b\n", b"a\nb\n"),
        (b"x = r'a'\n", b"x = 'a'\n"),
    ],
)
def test_what_means_something_else_is_something_else(one: bytes, two: bytes) -> None:
    assert key(one) != key(two)


@given(st.integers(0, len(SOURCE)), st.integers(0, 12), PLAIN)
def test_an_edit_has_the_key_of_its_result(start: int, length: int, text: str) -> None:
    end = min(len(SOURCE), start + length)
    touched = SOURCE[start:end] + text.encode()
    result = apply(SOURCE, (Piece(start, end, text),))
    if any(quote in touched for quote in (b"'", b'"')) or strings(result) != strings(SOURCE):
        return  # an edit that opens or ends a string is read with its own line alone
    assert Lexemes(PYTHON, SOURCE).key((Piece(start, end, text),)) == key(result)


def strings(text: bytes) -> list[bytes]:
    return [t for t in PYTHON.lexeme.findall(text) if t[-1:] in b"'\""]


def test_several_pieces() -> None:
    pieces = (Piece(6, 7, "x"), Piece(9, 10, "y"))
    assert Lexemes(PYTHON, SOURCE).key(pieces) == key(apply(SOURCE, pieces))


def test_a_part_of_a_file_counts_from_its_own_start() -> None:
    pieces = (Piece(104, 105, "x"),)
    assert Lexemes(PYTHON, b"a = b\n").key(pieces, 100) == key(b"a = x\n")


def test_no_edit_is_the_text_itself() -> None:
    lexemes = Lexemes(PYTHON, SOURCE)
    assert lexemes.key() == lexemes.key((Piece(0, 3, "def"),))
