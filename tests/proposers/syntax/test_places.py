"""Statements weigh what their lines weigh."""

from __future__ import annotations

import pytest

from oppie.model.likelihood import UNSEEN, likely
from oppie.model.observation import Failure, Frame, Suspicion
from oppie.proposers.syntax import clues
from oppie.proposers.syntax.context import Context, Unit
from oppie.proposers.syntax.languages.python import PYTHON, grammar
from oppie.proposers.syntax.places import (
    ESCAPED,
    HEAD,
    INNERMOST,
    REFERENCE,
    Places,
    crowd,
    escaped,
    place,
    with_shared,
)
from oppie.proposers.syntax.surroundings import Surroundings
from tests.proposers.syntax.at_hand import context, contexts, request

SOURCE = """\
LIMIT = 3
OTHER = 4


def f(a=1):
    if (a >
            LIMIT):
        return a
    return g(a)


class A:
    size = 2

    def g(self):
        return 1
"""
NONE = clues.read((), ())


def weighed(*suspicions: Suspicion, said: clues.Clues = NONE) -> Places:
    return Places("m.py", suspicions, said)


def by_symbol(places: Places) -> dict[str, Unit]:
    root = grammar().parse(SOURCE.encode())
    return {u.symbol or u.node.text: u for u in with_shared(PYTHON, root, places)}


def test_without_suspicions_all_lines_are_equal() -> None:
    places = weighed()
    assert places.weight(1, 1) == places.weight(5, 9) == 1.0


def test_the_most_suspicious_line_weighs_one() -> None:
    places = weighed(Suspicion("m.py", 9, 0.5), Suspicion("m.py", 6, 0.25))
    assert places.weight(9, 9) == 1.0
    assert places.weight(6, 6) == pytest.approx(likely(0.5, 1.0))
    assert places.weight(6, 9) == 1.0


def test_lines_that_no_failing_test_reached_weigh_little() -> None:
    assert weighed(Suspicion("m.py", 9, 0.5)).weight(1, 1) == UNSEEN
    assert weighed(Suspicion("other.py", 9, 0.5)).weight(1, 1) == UNSEEN


def test_the_end_of_a_traceback_weighs_more() -> None:
    failure = Failure("ValueError", "no", (Frame("m.py", 9, "f"),))
    places = weighed(said=clues.read((failure,), ("m.py",)))
    assert places.weight(9, 9) == pytest.approx(INNERMOST * places.weight(8, 8))


def test_units_are_functions_and_loose_statements() -> None:
    assert list(by_symbol(weighed())) == ["LIMIT = 3", "OTHER = 4", "f", "A", "A.g"]


def test_a_value_weighs_by_who_reads_it() -> None:
    found = by_symbol(weighed(Suspicion("m.py", 8, 1.0)))
    assert found["f"].weight == 1.0
    assert found["LIMIT = 3"].weight == REFERENCE
    assert found["OTHER = 4"].weight == UNSEEN


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("a >\n            LIMIT", likely(0.5, 1.0)),
        ("return a", 1.0),
        ("return g(a)", UNSEEN),
        ("1", HEAD),
    ],
)
def test_a_header_does_not_weigh_what_its_block_does(text: str, weight: float) -> None:
    places = weighed(Suspicion("m.py", 8, 1.0), Suspicion("m.py", 7, 0.5))
    unit = by_symbol(places)["f"]
    root = unit.node.parent
    assert root is not None
    context = Context(PYTHON, "m.py", root, unit, NONE, Surroundings(request(SOURCE)))
    node = next(n for n in context.nodes if n.text == text and n.kind != "block")
    assert place(node, context, places) == weight


@pytest.mark.parametrize(
    ("source", "text", "share"),
    [
        ("x = [1, 2, 3, 4, 5, 6, 7, 8]", "3", 0.5),
        ("x = ['a', 'b', 'c']", "'b'", 1.0),
        ("x = {1: 'a', 2: 'b', 3: 'c', 4: 'd', 5: 'e', 6: 'f', 7: 'g', 8: 'h'}", "'b'", 0.5),
        ("x = {-1: 'a', 2: 'b', 3: 'c', 4: 'd', 5: 'e', 6: 'f', 7: 'g', 8: 'h'}", "-1", 0.5),
        ("x = 7", "7", 1.0),
        ("x = a or b or c or d or e or f or g or (h and i)", "c", 0.5),
        ("x = a or b or c or d or e or f or g or (h and i)", "i", 1.0),
        ("x = [a, b, c, d, e, f, g, h]", "c", 1.0),
    ],
)
def test_what_stands_in_a_long_list_or_chain_shares_a_weight(
    source: str, text: str, share: float
) -> None:
    assert share_of(f"def f():\n    {source}\n", text) == share


def share_of(source: str, text: str) -> float:
    here = context(source)
    return crowd(next(n for n in here.nodes if n.text == text), here)


RAISING = "def f(a):\n    if a:\n        raise ValueError('bad')\n    return a\n"


@pytest.mark.parametrize(
    ("line", "text", "share"),
    [(3, "'bad'", ESCAPED), (3, "raise ValueError('bad')", 1.0), (2, "'bad'", 1.0)],
)
def test_what_an_exception_says_is_seldom_why_it_was_raised(
    line: int, text: str, share: float
) -> None:
    here = next(iter(contexts(request(RAISING, "ValueError: bad", line=line))))
    assert escaped(next(n for n in here.nodes if n.text == text), here) == share


TABLE = "x = {" + ", ".join(f"'{n}': D(begin={n}, end=None)" for n in range(8)) + "}"


def test_what_stands_in_a_table_shares_a_weight() -> None:
    assert share_of(TABLE, "3") == 4 / 8
    assert share_of(TABLE, "D") < 4 / 8


def test_in_a_block_outside_of_functions_it_does_not() -> None:
    inner = "; ".join(f"y = D({n})" for n in range(8))
    assert share_of(f"for x in z:\n    {inner}\n", "D") == 1.0
    assert share_of(f"x = {inner.partition(';')[0][4:]}\n", "D") == 1.0


def test_a_value_by_itself_is_no_table() -> None:
    assert share_of("x = 7", "7") == 1.0
