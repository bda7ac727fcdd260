"""What a candidate makes of the statement that it changes."""

from __future__ import annotations

import ast

import pytest

from oppie.inside.judging.harmless import harmless
from oppie.inside.judging.roots import Edit, Meant, Place, Roots

SOURCE = """\
LIMIT = 3

def f(a, b):
    total = a + 1
    total += b
    if a < b and (
        total
    ):
        total.append(a, key=b)
    for each in range(a):
        each[0] = g(a, h(b + 1))
    while not a: raise ValueError(a)
    assert a, "é"
    return [x * a for x in b]
"""


def edit(old: str, new: str, at: int = 0) -> list[Edit]:
    start = -1
    for _ in range(at + 1):
        start = SOURCE.index(old, start + 1)
    start = len(SOURCE[:start].encode())
    return [(start, start + len(old.encode()), new.encode())]


def both(edits: list[Edit]) -> tuple[Place, Meant | None]:
    roots = Roots(SOURCE.encode())
    place = roots.place(edits)
    assert place is not None
    return place, roots.meant(place, edits)


@pytest.mark.parametrize(
    ("old", "new", "deed", "value"),
    [
        ("a + 1", "a", "set Name(id='total', ctx=Store())", "a"),
        ("total += b", "total -= b", "set Name(id='total', ctx=Store())", "total - b"),
        ("total += b", "total = total + b", "set Name(id='total', ctx=Store())", "total + b"),
        ("a < b", "a <= b", "truth", "a <= b and total"),
        ("range(a)", "range(b)", "each", "range(b)"),
        ("append(a", "append(b", "call .append key", "(total, b, b)"),
        ("not a", "a", "truth", "a"),
        ("ValueError(a)", "a", "raise", "a"),
        ("assert a", "assert b", "assert", "b"),
        ("return [", "return a or [", "return", "a or [x * a for x in b]"),
    ],
)
def test_deeds_and_values(old: str, new: str, deed: str, value: str) -> None:
    _, meant = both(edit(old, new))
    assert meant is not None
    assert meant.deed.strip() == deed
    assert ast.dump(meant.value) == ast.dump(ast.parse(value, mode="eval").body)


def test_a_statement_that_stays_means_the_same() -> None:
    place, meant = both(edit("total += b", "total = total + b"))
    before = Roots(SOURCE.encode()).meant(place, ())
    assert meant is not None
    assert before is not None
    assert (before.deed, ast.dump(before.value)) == (meant.deed, ast.dump(meant.value))


def test_lines_of_a_condition_are_its_own() -> None:
    assert both(edit("a < b", "a"))[0].lines == (6, 8)


@pytest.mark.parametrize(("old", "new"), [("total += b", ""), ("total += b", "a = (")])
def test_what_is_no_one_deed_means_nothing(old: str, new: str) -> None:
    assert both(edit(old, new))[1] is None


def test_what_stands_outside_of_functions_or_of_one_statement_has_no_place() -> None:
    roots = Roots(SOURCE.encode())
    assert roots.place(edit("3", "4")) is None
    assert roots.place([*edit("a + 1", "a"), *edit("a < b", "a")]) is None


def test_parts_from_the_outermost() -> None:
    roots, change = Roots(SOURCE.encode()), edit("b + 1", "b")
    place = roots.place(change)
    assert place is not None
    parts = [SOURCE.encode()[p.start : p.end].decode() for p in roots.parts(place, change)]
    assert parts == ["g(a, h(b + 1))", "h(b + 1)", "b + 1"]


def test_names_of_a_comprehension_are_no_part() -> None:
    roots, change = Roots(SOURCE.encode()), edit("x * a", "x")
    place = roots.place(change)
    assert place is not None
    parts = [SOURCE.encode()[p.start : p.end].decode() for p in roots.parts(place, change)]
    assert parts == ["[x * a for x in b]"]


@pytest.mark.parametrize("source", [b"def f(:", b"\xff", b"x = 1\0"])
def test_what_cannot_be_read_is_refused(source: bytes) -> None:
    with pytest.raises((SyntaxError, ValueError)):
        Roots(source)


@pytest.mark.parametrize("change", ["total.append(a, key=b)", "total += b", "not a"])
def test_what_is_meant_can_be_worked_out(change: str) -> None:
    _, meant = both(edit(change, change))
    assert meant is not None
    assert harmless(meant.value) is not None
