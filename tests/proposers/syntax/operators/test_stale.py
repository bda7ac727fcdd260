"""A variable that is looked at and never changes."""

from __future__ import annotations

from oppie.proposers.syntax.languages.javascript import JAVASCRIPT
from tests.proposers.syntax.at_hand import results
from tests.proposers.syntax.languages.spoken import Spoken

COUNTS = """def f(xs):
    n = 0
    most = 3
    for x in xs:
        print(x)
    return n > most
"""


def test_the_count_that_nobody_counts_is_counted_in_the_loop() -> None:
    found = results("put-count", COUNTS)
    assert COUNTS.replace("print(x)\n", "print(x)\n        n += 1\n") in found
    assert COUNTS.replace("print(x)\n", "print(x)\n        n += x\n") in found


def test_what_changes_already_is_left() -> None:
    assert not [
        t for t in results("put-count", COUNTS.replace("print(x)", "n += x")) if "n += 1" in t
    ]
    assert results("put-count", COUNTS.replace("for x in xs", "if xs")) == []


def test_in_javascript_too() -> None:
    source = (
        "function f(xs) {\n  let n = 0;\n  for (const x of xs) {\n    g(x);\n  }\n  return n;\n}\n"
    )
    found = Spoken(JAVASCRIPT, "m.js").made("put-count", source)
    assert any("g(x);\n    n++" in text or "g(x);\n    n += 1" in text for text in found)
