"""Edits after which a condition always holds, or never does."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.draft import put
from oppie.proposers.syntax.foregone import foregone
from oppie.proposers.syntax.languages import language_of
from oppie.proposers.syntax.tree import Node


def tree(path: str, condition: str) -> Node:
    """A file that asks a condition."""
    text = {
        "a.py": "def f(x, y):\n    if {}:\n        return 1\n",
        "a.js": "function f(x, y) {{ if ({}) {{ return 1; }} }}\n",
        "a.go": "package a\n\nfunc f(x int) bool {{\n\treturn {}\n}}\n",
        "a.rs": "fn f(x: i64) -> bool {{ {} }}\n",
    }[path].format(condition)
    language = language_of(path)
    assert language is not None
    return language.grammar().parse(text.encode())


def edited(path: str, condition: str, old: str, new: str) -> bool:
    """Whether the last word ``old`` of a condition, replaced, makes it say nothing."""
    words = [n for n in tree(path, condition).walk() if n.text == old]
    word = max(words, key=lambda n: (n.start, not n.children))
    return foregone(put(word, new))


@pytest.mark.parametrize(
    ("path", "condition", "old", "new"),
    [
        ("a.js", "x != 'a' && x != 'b'", "&&", "||"),
        ("a.js", "x[1] != 'a' && x[1] != 'b' && x[1] != 'c'", "&&", "||"),
        ("a.js", "(x >= 0 && x <= 22) || (x >= 30 && x <= 54)", "&&", "||"),
        ("a.js", "x === 1 || x === 2", "||", "&&"),
        ("a.js", "y || x == 1 || x == 2", "||", "&&"),
        ("a.py", "x == 'a' or x == 'b'", "or", "and"),
        ("a.py", "y and x != 1 and x != 2", "!=", "=="),
        ("a.py", "3 < x and x < 5", "5", "2"),
        ("a.py", "not x < 3 and x < 5", "5", "2"),
        ("a.py", "0 <= x <= 9 or 20 <= x <= 29", "or", "and"),
        ("a.py", "y > 1 and 3 < len(x) < 9 and len(x) > 5", "5", "9"),
        ("a.go", "x < 3 && x > 1", "1", "3"),
        ("a.rs", "x < 3 || x > 5", "||", "&&"),
        ("a.js", "x != 'a' && x != 'b' && x != 'c'", "!=", "=="),
        ("a.py", "x > 3 and x < 9", "<", ">"),
        ("a.py", "x > 3 and y > 3", "y", "x"),
        ("a.py", "len(x) == 1 or len(x) == 2", "or", "and"),
        ("a.py", "x > 9 or x < 3", "<", ">"),
    ],
)
def test_what_says_nothing(path: str, condition: str, old: str, new: str) -> None:
    assert edited(path, condition, old, new)


@pytest.mark.parametrize(
    ("path", "condition", "old", "new"),
    [
        ("a.js", "x != 'a' && y != 'b'", "&&", "||"),
        ("a.js", "x == 'a' && y == 'b' && x != 'c'", "&&", "||"),
        ("a.js", "x >= 'a' && x <= 'z'", "<=", "<"),
        ("a.py", "x > 3 and x < 4", "<", "<="),
        ("a.py", "x == 1 or x == '1'", "or", "and"),
        ("a.py", "x == 1 and x == 2", "2", "3"),
        ("a.py", "x > 1 and x > 2 and x < 9", "9", "8"),
        ("a.py", "x in (1, 2) or x in (3, 4)", "or", "and"),
        ("a.py", "input() == 'a' or input() == 'b'", "or", "and"),
        ("a.js", "x.next() === 1 || x.next() === 2", "||", "&&"),
        ("a.py", "0 <= x and x < 18446744073709551615", "<", "<="),
        ("a.py", "x > y or x < y", "or", "and"),
        ("a.py", "x == 1 or x == 2", "2", "y"),
        ("a.go", "x < 3 || x > 5", "5", "3"),
        ("a.rs", "x < 3 && x > 1", "1", "0"),
    ],
)
def test_what_says_something(path: str, condition: str, old: str, new: str) -> None:
    assert not edited(path, condition, old, new)


def test_what_is_long_or_deep_costs_little() -> None:
    long = " || ".join(f"x === {number}" for number in range(200))
    deep = "y || (" * 300 + "x != 1 && x != 2" + ")" * 300
    assert not edited("a.js", long, "===", "!==")
    assert edited("a.js", deep, "&&", "||")
