"""Drafts pass once, and only if what they leave parses."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.draft import Draft, Piece
from oppie.proposers.syntax.languages.python import PYTHON, grammar
from oppie.proposers.syntax.tree import Node
from oppie.proposers.syntax.validity import Sieve

SOURCE = b"""import os


class A:
    def f(self, a):
        if a > 1:
            return a
        while a:
            a -= 1
        return (a +
                1)
"""
ROOT = grammar().parse(SOURCE)
METHOD = next(n for n in ROOT.walk() if n.kind == "function_definition")


def draft(old: bytes, new: str, site: Node = METHOD) -> Draft:
    at = SOURCE.index(old)
    inner = [n for n in site.walk() if n.start <= at and at + len(old) <= n.end]
    return Draft(inner[-1], (Piece(at, at + len(old), new),))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"a > 1", "a >= 1"),
        (b"return a", "return -a"),
        (b"a -= 1", "break"),
        (b"a -= 1", "a -= 1\n            continue"),
        (b"while a", "if a"),
        (b"1)", "2)"),
        (b"            return a\n", "            a = 2\n            return a\n"),
        (b"import os", "import sys"),
    ],
)
def test_sound_edits_pass(old: bytes, new: str) -> None:
    assert Sieve.of(PYTHON, METHOD).passes(draft(old, new, ROOT))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"a > 1", "a >"),
        (b"a > 1", "a is 1"),
        (b"return a", "retur n a"),
        (b"while a", "whil a"),
        (b"1)", "1"),
        (b"self, a", "a, a"),
        (b"            return a\n", ""),
        (b"import os", "import"),
    ],
)
def test_unsound_edits_do_not(old: bytes, new: str) -> None:
    assert not Sieve.of(PYTHON, METHOD).passes(draft(old, new, ROOT))


def test_nothing_passes_twice() -> None:
    sieve = Sieve.of(PYTHON, METHOD)
    assert sieve.passes(draft(b"a > 1", "a>2"))
    assert not sieve.passes(draft(b"a > 1", "a  >  2"))


def test_what_changes_nothing_does_not_pass() -> None:
    assert not Sieve.of(PYTHON, METHOD).passes(draft(b"a > 1", "a  > 1"))


def test_an_inserted_line_is_read_alone() -> None:
    at = SOURCE.index(b"        while")
    site = next(n for n in METHOD.walk() if n.kind == "while_statement")
    good = Draft(site, (Piece(at, at, "        print(a)\n"),))
    bad = Draft(site, (Piece(at, at, "        print(a\n"),))
    sieve = Sieve.of(PYTHON, METHOD)
    assert sieve.passes(good)
    assert not sieve.passes(bad)


def test_what_the_language_did_not_take_before_only_has_to_parse() -> None:
    source = b"def f(a):\n    print a\n    return a is 1\n"
    root = grammar().parse(source)
    sieve = Sieve.of(PYTHON, root.parts[0])
    site = next(n for n in root.walk() if n.text == "a is 1")
    assert not sieve.passes(Draft(site, (Piece(site.start, site.end, "a is"),)))


def test_what_is_inside_another_is_not_exchanged_with_it() -> None:
    outer, inner = SOURCE.index(b"a > 1"), SOURCE.index(b"1:")
    pieces = (Piece(outer, outer + 5, "1"), Piece(inner, inner + 1, "a > 1"))
    assert not Sieve.of(PYTHON, METHOD).passes(Draft(METHOD, pieces))
