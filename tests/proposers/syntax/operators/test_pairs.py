"""Two small faults at once."""

from __future__ import annotations

from tests.proposers.syntax.at_hand import results

LARGEST = """\
def largest(xs):
    best = 1
    for x in xs:
        if x == best:
            best = x
    return best
"""


def test_two_tokens_are_changed_at_once() -> None:
    after = LARGEST.replace("best = 1", "best = 0").replace("==", ">")
    assert after in results("two", LARGEST)


def test_one_place_is_not_changed_twice() -> None:
    assert results("two", "def f():\n    return 1\n") == []
