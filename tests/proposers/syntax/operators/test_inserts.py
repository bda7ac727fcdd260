"""Statements put in: what decides whether a loop goes on comes first."""

from __future__ import annotations

from tests.proposers.syntax.at_hand import results

ROMAN = """\
def f(number: int, sizes: list[int], i: int):
    while number:
        rest = number // sizes[i]
        i -= 1
    return number % sizes[i]
"""


def test_the_loops_own_variable_is_updated_first() -> None:
    wanted = ROMAN.replace(
        "        i -= 1\n", "        number = number % sizes[i]\n        i -= 1\n"
    )
    others = [text for text in results("put-assignment", ROMAN) if "        i = " in text]
    made = results("put-assignment", ROMAN)
    assert made.index(wanted) < min(map(made.index, others), default=len(made))
    assert "number += 1\n    return" in results("put-update", ROMAN)[0]


def test_the_last_item_is_put_behind_a_loop() -> None:
    source = "def f(xs: list[int]):\n    out = []\n    for x in xs[:-1]:\n        out.append(x)\n"
    assert f"{source}    out.append(xs[-1])\n" in results("put-update", source)
