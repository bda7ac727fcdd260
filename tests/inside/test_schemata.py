"""Many candidates in one source."""

from __future__ import annotations

import pytest

from oppie.inside.braces import Cut, cut
from oppie.inside.schemata import Dialect, Schema, combine, fits
from oppie.inside.suites.go.dialect import GO

BASE = b"""package p

func one(a int) int {
\tif a > 0 {
\t\treturn a
\t}
\treturn 1
}

func two() int { return 2 }

var last = 3
"""
DIALECT = Dialect(
    less=lambda number, limit: b"pick%d < %d" % (number, limit),
    ending=lambda head: b'panic("end")' if head.endswith(b"int {") else b"",
)


def changed(old: bytes, new: bytes) -> Cut:
    assert old in BASE
    return cut(BASE.replace(old, new), GO)


OTHERS = (
    cut(BASE, GO),
    changed(b"a > 0", b"a >= 0"),
    changed(b"return a\n", b"a++\n\t\treturn a\n"),
    changed(b"return 2", b"return 4"),
)


@pytest.fixture
def schema() -> Schema:
    return combine(OTHERS, DIALECT)


def line_of(schema: Schema, text: bytes) -> int:
    (found,) = [n for n, each in enumerate(schema.content.split(b"\n"), 1) if text in each]
    return found


def test_each_body_that_differs_becomes_a_choice(schema: Schema) -> None:
    assert schema.picks == {0: (0, 1, 2, 0), 1: (0, 0, 0, 1)}
    assert schema.content.count(b"if pick0 < ") == 2
    assert schema.content.count(b"if pick1 < ") == 1
    assert schema.content.count(b'panic("end")') == 5


def test_a_single_candidate_is_itself() -> None:
    assert combine(OTHERS[:1], DIALECT).content == BASE


def test_the_candidates_of_a_line_are_known(schema: Schema) -> None:
    assert schema.blamed(line_of(schema, b"a >= 0")) == (1,)
    assert schema.blamed(line_of(schema, b"a++")) == (2,)
    assert schema.blamed(line_of(schema, b"return 2")) == (0, 1, 2)
    assert schema.blamed(line_of(schema, b"func two")) == (0, 1, 2, 3)


def test_the_brace_before_a_text_is_its_own_and_what_is_between_nobodys(schema: Schema) -> None:
    lines = schema.content.split(b"\n")
    first = line_of(schema, b"a >= 0") - 1
    assert lines[first - 1].startswith((b"if pick0 < ", b"} else {"))
    assert schema.blamed(first) == (1,)
    closing = max(n for n, each in enumerate(lines, 1) if each == b"}" and n < len(lines) - 3)
    assert schema.blamed(closing) == (0, 1, 2, 3)


def test_lines_are_told_as_the_candidate_has_them(schema: Schema) -> None:
    assert schema.line(1, line_of(schema, b"a >= 0")) == 4
    assert schema.line(2, line_of(schema, b"a++")) == 5
    last = line_of(schema, b"last")
    assert [schema.line(each, last) for each in range(4)] == [12, 12, 13, 12]
    assert schema.line(3, line_of(schema, b"return 4")) == 10


def test_what_differs_outside_of_bodies_does_not_fit() -> None:
    assert fits(OTHERS[0], OTHERS[1])
    assert not fits(OTHERS[0], changed(b"last = 3", b"last = 4"))
    assert not fits(OTHERS[0], changed(b"one(a int)", b"one(a int64)"))
