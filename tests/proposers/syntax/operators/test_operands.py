"""Operands dropped and exchanged, signs and negations."""

from __future__ import annotations

import pytest

from tests.proposers.syntax.at_hand import results


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("drop-operand", "x = a + b\n", "x = a\n"),
        ("drop-operand", "x = a + b\n", "x = b\n"),
        ("drop-operand", "x = a and b\n", "x = b\n"),
        ("drop-operand", "x = a + b + c\n", "x = a + c\n"),
        ("drop-operand", "x = a * (b + c)\n", "x = a * (b)\n"),
        ("drop-operand", "x = -(a % b)\n", "x = -(a)\n"),
        ("shorten", "x = a ** b * c\n", "x = a ** c\n"),
        ("shorten", "x = a - b + c\n", "x = a - c\n"),
        ("shorten", "x = a or b and c\n", "x = a and c\n"),
        ("regroup", "x = a + b * c\n", "x = (a + b) * c\n"),
        ("regroup", "x = (a + b) * c\n", "x = a + b * c\n"),
        ("regroup", "x = a * b + c\n", "x = a * (b + c)\n"),
        ("regroup", "x = a - b - c\n", "x = a - (b - c)\n"),
        ("swap-operands", "x = a - b\n", "x = b - a\n"),
        ("swap-operands", "x = a < b\n", "x = b < a\n"),
        ("swap-operands", "x = a + b\n", "x = b + a\n"),
        ("swap-operands", "x = a % f(b)\n", "x = f(b) % a\n"),
        ("sign", "x = -a\n", "x = a\n"),
        ("negate", "x = not a\n", "x = a\n"),
        ("sign", "x = f(a)\n", "x = f(-a)\n"),
        ("sign", "x = a + b\n", "x = -(a + b)\n"),
        ("sign", "x = a ** b\n", "x = (-a) ** b\n"),
        ("negate", "if a: pass\n", "if not a: pass\n"),
        ("negate", "if a == b: pass\n", "if not a == b: pass\n"),
        ("negate", "if a or b: pass\n", "if not (a or b): pass\n"),
        ("negate", "if a or b: pass\n", "if a or not b: pass\n"),
        ("negate", "while f(a): pass\n", "while not f(a): pass\n"),
        ("negate", "x = a if b else c\n", "x = a if not b else c\n"),
        ("negate", "x = [a for a in b if a]\n", "x = [a for a in b if not a]\n"),
        ("negate", "x = a == b\n", "x = not a == b\n"),
        ("negate", "assert a\n", "assert not a\n"),
    ],
)
def test_edits(operator: str, before: str, after: str) -> None:
    assert after in results(operator, before)


@pytest.mark.parametrize(
    ("operator", "source"),
    [
        ("swap-operands", "x = a * b\n"),
        ("swap-operands", "x = a == b\n"),
        ("negate", "x = f(a)\n"),
        ("sign", "x = 'a'\n"),
        ("drop-operand", "x = a\n"),
        ("shorten", "x = a + b\n"),
        ("regroup", "x = a + b\n"),
    ],
)
def test_what_would_change_nothing_is_left_alone(operator: str, source: str) -> None:
    assert results(operator, source) == []


def test_a_string_has_no_sign() -> None:
    assert results("sign", "def f(a: str):\n    return a\n") == []
