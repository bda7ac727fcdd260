"""Statements that cannot be reached are made reachable."""

from __future__ import annotations

from oppie.proposers.syntax.languages.go import GO
from tests.proposers.syntax.at_hand import results
from tests.proposers.syntax.languages.spoken import Spoken

ROW = """def row(cells, head):
    return "".join(cells)
    if head:
        line = f"<b>{line}</b>"
    return line
"""


def test_what_is_returned_too_early_is_what_is_read_behind() -> None:
    found = results("revived", ROW)
    assert found[0] == ROW.replace('return "".join', 'line = "".join')
    assert any('return "".join' not in text and 'line = "".join' not in text for text in found)


def test_a_return_at_the_end_of_its_block_is_left() -> None:
    assert results("revived", "def f(a):\n    if a:\n        return 1\n    return 2\n") == []


def test_functions_behind_it_may_be_there() -> None:
    assert results("revived", "def f(a):\n    return a\n    def g(): pass\n") == []


def test_other_languages_declare_it() -> None:
    go = "package p\n\nfunc f(a int) int {\n\treturn a + 1\n\treturn b * 2\n}\n"
    assert any("b := a + 1" in text for text in Spoken(GO, "m.go").made("revived", go))
