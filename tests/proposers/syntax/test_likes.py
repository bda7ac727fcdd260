"""The same edit at all like sites is one more draft."""

from __future__ import annotations

from oppie.proposers.syntax.draft import apply, put
from oppie.proposers.syntax.likes import ALL, everywhere
from tests.proposers.syntax.at_hand import context

SOURCE = "def f(a):\n    b = [' ', ' ']\n    return a + ' '\n"


def changed(source: str, text: str, new: str, nth: int = 0) -> list[str]:
    ctx = context(source)
    node = [n for n in ctx.nodes if n.text == text][nth]
    return [apply(source.encode(), d.pieces).decode() for d in everywhere(put(node, new), ctx)]


def test_all_in_the_unit_and_all_in_the_statement() -> None:
    assert changed(SOURCE, "' '", "''") == ["def f(a):\n    b = ['', '']\n    return a + ' '\n"]
    both = "def f(a):\n    b = [' ', ' ', a]\n    c = [' ']\n"
    assert changed(both, "' '", "''") == [
        "def f(a):\n    b = ['', '', a]\n    c = ['']\n",
        "def f(a):\n    b = ['', '', a]\n    c = [' ']\n",
    ]


def test_like_sites_have_the_same_role() -> None:
    source = "def f(a, b):\n    return a < b and b < a or a < 3\n"
    (everywhere_,) = changed(source, "<", ">")
    assert everywhere_ == source.replace("<", ">")


def test_only_the_first_site_speaks_for_all() -> None:
    assert changed(SOURCE, "' '", "''", nth=1) == []


def test_one_site_is_no_crowd() -> None:
    assert changed("def f(a):\n    return a + 1\n", "1", "2") == []


def test_all_are_less_likely_than_one() -> None:
    ctx = context(SOURCE)
    node = next(n for n in ctx.nodes if n.text == "' '")
    assert all(d.factor == 0.5 * ALL for d in everywhere(put(node, "''", 0.5), ctx))


def test_insertions_are_not_repeated() -> None:
    ctx = context(SOURCE)
    node = next(n for n in ctx.nodes if n.text == "' '")
    draft = put(node, "x")
    moved = draft.__class__(node, (draft.pieces[0].__class__(node.start, node.start, "x"),))
    assert list(everywhere(moved, ctx)) == []
