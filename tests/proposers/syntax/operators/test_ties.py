"""The best one so far, and another one that is as good."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.languages.go import GO
from oppie.proposers.syntax.languages.javascript import JAVASCRIPT
from oppie.proposers.syntax.languages.rust import RUST
from tests.proposers.syntax.at_hand import results
from tests.proposers.syntax.languages.spoken import Spoken

PYTHON = """def f(words):
    best, most = "", 0
    for word in words:
        if len(word) > most:
            best = word
            most = len(word)
    return best
"""


def test_of_equals_the_lesser_or_the_greater_is_kept() -> None:
    found = results("tie-break", PYTHON)
    assert found == [
        PYTHON.replace("> most", f"> most or (len(word) == most and word {sign} best)")
        for sign in ("<", ">")
    ]


@pytest.mark.parametrize(
    ("spoken", "source", "fixed"),
    [
        (
            Spoken(JAVASCRIPT, "m.js"),
            "function f(x) {\n  if (x > m) { m = x; b = y; }\n}\n",
            "if (x > m || (x === m && y < b))",
        ),
        (
            Spoken(GO, "m.go"),
            "package m\n\nfunc f(x int) {\n\tif x > m {\n\t\tm = x\n\t\tb = y\n\t}\n}\n",
            "if x > m || (x == m && y < b) {",
        ),
        (
            Spoken(RUST, "m.rs"),
            "fn f(x: i32) {\n    if x > m {\n        m = x;\n        b = y;\n    }\n}\n",
            "if x > m || (x == m && y < b) {",
        ),
    ],
    ids=["javascript", "go", "rust"],
)
def test_in_all_languages(spoken: Spoken, source: str, fixed: str) -> None:
    assert any(fixed in text for text in spoken.made("tie-break", source))


def test_where_nothing_is_kept_there_is_no_tie() -> None:
    assert results("tie-break", PYTHON.replace("most = len(word)", "most = 1")) == []
    assert results("tie-break", PYTHON.replace("len(word) > most", "len(word) != most")) == []
