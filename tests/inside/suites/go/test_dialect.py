"""Go's sources in one another's place."""

from __future__ import annotations

import pytest

from oppie.inside.suites.go.dialect import Source, joins, read, unite

BASE = b"""// Package p.
package p // here

import (
\t"fmt"
\tm "math/rand/v2" // random
)

func One() (n int) { fmt.Println(m.Int()); return 1 }

func Two(
\ta int,
) int {
\treturn a
}

func Three(a func() int) {}
"""


def made(old: bytes = b"", new: bytes = b"") -> Source:
    assert old in BASE
    source = read(BASE.replace(old, new) if old else BASE)
    assert source is not None
    return source


def test_a_file_is_taken_apart() -> None:
    source = made()
    assert source.name == b"p"
    assert source.imports == (b'"fmt"', b'm "math/rand/v2"')
    assert len(source.rest.bodies) == 3
    assert (
        source.rest.body_line(1) + source.lines == BASE[: BASE.index(b") int {")].count(b"\n") + 1
    )


@pytest.mark.parametrize("text", [b"", b"func F() {}", b"// only words"])
def test_what_is_no_file_is_none(text: bytes) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("old", "new", "fits"),
    [
        (b"return 1", b"return 2", True),
        (b"return 1", b"x:\n\tfor { break x }", False),
        (b"a int,", b"b int,", False),
        (b'\t"fmt"\n', b'\t"fmt"\n\t"os"\n', False),
        (b"fmt.Println(m.Int()); ", b"fmt.Println(); ", False),
        (b"package p //", b"package q //", False),
    ],
)
def test_what_can_share_a_build_differs_in_bodies(old: bytes, new: bytes, *, fits: bool) -> None:
    assert joins(made(), made(old, new)) is fits


def test_imports_that_come_and_go_are_united() -> None:
    text = BASE.replace(b'\t"fmt"\n', b'\t"os"\n').replace(b"fmt.Println(m", b"os.Exit(m")
    other = read(text)
    assert other is not None
    assert joins(made(), other)
    united = unite([made(), other], b"pick")
    assert united.content.count(b"import ") == 3
    assert b'import "os"\n' in united.content


def test_functions_with_results_end_in_no_other_way() -> None:
    others = [
        made(b"return 1", b"n++"),
        made(b"return a", b"a++"),
        made(b"int) {}", b"int) { a() }"),
    ]
    content = unite([made(), *others], b"pick").content
    assert content.count(b'panic("missing return")') == 4


def test_lines_are_the_candidates_own() -> None:
    other = read(BASE.replace(b'\t"fmt"\n', b'\t"fmt"\n\n\n').replace(b"return a", b"return -a"))
    assert other is not None
    united = unite([made(), other], b"pick")
    lines = united.content.split(b"\n")
    number = next(n for n, line in enumerate(lines, 1) if b"return -a" in line)
    assert united.blamed(number) == (1,)
    assert united.line(1, number) == 16
    assert united.blamed(1) == (0, 1)
