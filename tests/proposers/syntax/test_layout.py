"""Statements are taken out, put in and moved as a person would."""

from __future__ import annotations

from oppie.proposers.syntax import layout
from oppie.proposers.syntax.draft import Piece, apply
from oppie.proposers.syntax.languages.python import SAYS
from tests.proposers.syntax.at_hand import tree

SOURCE = """\
def f(x):
    if x:
        a = 1  # first
        b = 2
    return x
"""


def done(source: str, piece: Piece) -> str:
    return apply(source.encode(), (piece,)).decode()


def statement(source: str, text: str) -> layout.Node:
    return next(n for n in tree(source).walk() if n.text == text and n.kind.endswith("_statement"))


def test_lines_have_bounds() -> None:
    assert layout.line_start(b"ab\ncd\n", 4) == 3
    assert layout.line_end(b"ab\ncd\n", 4) == 6
    assert layout.line_end(b"ab\ncd", 4) == 5


def test_indentation_is_read() -> None:
    assert layout.indent_of(statement(SOURCE, "b = 2")) == "        "
    assert layout.step_of(SOURCE.encode()) == "    "
    assert layout.step_of(b"def f():\n\tpass\n") == "\t"
    assert layout.step_of(b"x = 1\n") == "    "


def test_a_statement_is_removed_with_its_lines() -> None:
    assert done(SOURCE, layout.remove(statement(SOURCE, "a = 1"), SAYS)) == SOURCE.replace(
        "        a = 1  # first\n", ""
    )


def test_pass_stays_in_an_empty_block() -> None:
    source = "if x:\n    y()\n"
    assert done(source, layout.remove(statement(source, "y()"), SAYS)) == "if x:\n    pass\n"


def test_a_statement_among_others_on_a_line_becomes_pass() -> None:
    source = "a = 1; b = 2\n"
    assert done(source, layout.remove(statement(source, "a = 1"), SAYS)) == "pass; b = 2\n"


def test_before_and_after_keep_the_indentation() -> None:
    node = statement(SOURCE, "b = 2")
    assert "        c()\n        b = 2\n" in done(SOURCE, layout.before(node, "c()", SAYS))
    assert "        b = 2\n        c()\n    return" in done(SOURCE, layout.after(node, "c()", SAYS))


def test_several_lines_are_put() -> None:
    node = statement(SOURCE, "b = 2")
    put = done(SOURCE, layout.before(node, "if c:\n    d()", SAYS))
    assert "        if c:\n            d()\n        b = 2\n" in put


def test_after_the_last_line_without_newline() -> None:
    source = "a = 1"
    assert done(source, layout.after(statement(source, "a = 1"), "b = 2", SAYS)) == "a = 1\nb = 2\n"


def test_blocks_on_one_line_stay_on_it() -> None:
    source = "if x: a()\n"
    node = statement(source, "a()")
    assert done(source, layout.before(node, "b()", SAYS)) == "if x: b(); a()\n"
    assert done(source, layout.after(node, "b()", SAYS)) == "if x: a(); b()\n"


def test_enclose_indents_all_lines() -> None:
    source = "if x:\n    f(1,\n      2)\n"
    enclosed = done(source, layout.enclose(statement(source, "f(1,\n      2)"), "if y", SAYS))
    assert enclosed == "if x:\n    if y:\n        f(1,\n          2)\n"


def test_reindent_leaves_the_first_line() -> None:
    assert layout.reindent("a\n    b\n  c", "    ", "") == "a\nb\n  c"


def test_own_lines() -> None:
    assert layout.own_lines(statement(SOURCE, "a = 1"), SAYS)
    assert not layout.own_lines(statement("a = 1; b = 2\n", "b = 2"), SAYS)
