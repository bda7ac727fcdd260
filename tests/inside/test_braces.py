"""Sources cut at the bodies of their functions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.inside.braces import Cut, cut
from oppie.inside.suites.go.dialect import GO

SOURCE = b"""package p

// func no() { }
type T struct{ f func(int) int }

var v = func() int { return 1 }

func (t *T) One(a struct{ b int }) interface{ M() } {
\tif a.b > 0 { // }
\t\treturn "}" + `{` + '{'
\t}
}

func two() int { return 2 }
func asm(x int)

/* func three() {
*/
func four[T interface{ ~int }](t T) (r struct{}) {}
"""


def joined(made: Cut) -> bytes:
    parts = [made.outside[0]]
    for body, piece in zip(made.bodies, made.outside[1:], strict=True):
        parts += [body, piece]
    return b"".join(parts)


def test_bodies_are_those_of_functions_at_the_top() -> None:
    first, second, third = cut(SOURCE, GO).bodies
    assert first.strip().startswith(b"if a.b > 0")
    assert first.endswith(b"\t}\n")
    assert second == b" return 2 "
    assert third == b""


def test_lines_are_those_of_the_opening_brace_and_of_what_follows() -> None:
    made = cut(SOURCE, GO)
    lines = SOURCE.split(b"\n")
    assert lines[made.body_line(0) - 1].startswith(b"func (t *T) One")
    assert lines[made.outside_line(1) - 1] == b"}"
    assert made.outside_line(0) == 1
    assert lines[made.body_line(1) - 1].startswith(b"func two")


def test_what_is_not_closed_stays_outside() -> None:
    source = b"func a() {}\nfunc b() { if x {\n}\n"
    assert cut(source, GO).bodies == (b"",)


@pytest.mark.parametrize("text", [b"", b"}", b"func", b"func f(", b'"', b"/*", b"func f() {'"])
def test_bits_of_sources_do_no_harm(text: bytes) -> None:
    assert joined(cut(text, GO)) == text


@given(st.text(alphabet="func f(){}[];\n\"'`/*x", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    assert joined(cut(text.encode(), GO)) == text.encode()
