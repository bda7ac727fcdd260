"""What brings a loop to its end is made of what stands in it."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.languages.javascript import JAVASCRIPT
from tests.proposers.syntax.at_hand import results
from tests.proposers.syntax.languages.spoken import Spoken

DIGITS = "def f(n: int):\n    s = 0\n    while n > 0:\n        s += n % 10\n{}    return s\n"
COINS = "def f(n: int, c: int):\n    k = 0\n    while n >= c:\n        k += 1\n{}    return k\n"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (DIGITS, "        n = n // 10\n"),
        (DIGITS.replace("%", "//"), "        n = n % 10\n"),
        (COINS, "        n -= c\n"),
    ],
)
def test_a_step_is_put(source: str, line: str) -> None:
    assert source.format(line) in results("put-step", source.format(""))


def test_a_loop_over_items_needs_none() -> None:
    assert results("put-step", "def f(xs):\n    for x in xs:\n        print(x % 2)\n") == []


def test_a_division_is_whole_in_the_languages_own_way() -> None:
    source = "function f(n) {\n  let s = 0;\n  while (n) {\n    s += n % 10;\n  }\n  return s;\n}\n"
    wanted = source.replace("10;\n", "10;\n    n = Math.floor(n / 10);\n")
    assert wanted in Spoken(JAVASCRIPT, "m.js").made("put-step", source)
