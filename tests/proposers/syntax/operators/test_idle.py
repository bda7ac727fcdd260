"""Operations of which nothing comes."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.operators.idle import idle, neutral


@pytest.mark.parametrize(
    ("sign", "role", "number"),
    [("+", "left", "0"), ("-", "right", "0"), ("*", "right", "1"), ("<<", "right", "0")],
)
def test_what_gives_back_the_other_operand(sign: str, role: str, number: str) -> None:
    assert neutral(sign, role, number)
    assert idle(sign, role, number)


@pytest.mark.parametrize("sign", ["%", "//", "%=", "//=", "*="])
def test_what_comes_to_nothing_else(sign: str) -> None:
    assert idle(sign, "right", "1")


@pytest.mark.parametrize(
    ("sign", "role", "number"),
    [("-", "left", "0"), ("+", "right", "1"), ("<=", "right", "0"), ("==", "right", "1")],
)
def test_what_does_something(sign: str, role: str, number: str) -> None:
    assert not idle(sign, role, number)
