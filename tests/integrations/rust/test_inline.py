"""Tests that stand in source files."""

from __future__ import annotations

import pytest

from oppie.integrations.rust.inline import lines, parts

SOURCE = b"""\
fn one<'a>(x: &'a str) -> char { '{' }

#[cfg(test)]
mod tests {
    #[test]
    fn braces() { let s = "}"; let r = r#"}"}"#; /* } /* } */ } */ let c = '}'; }
}

fn two() {}

#[cfg(test)]
use std::fmt;
// #[cfg(test)]
const S: &str = "#[test]";

#[tokio::test]
#[should_panic(expected = "}")]
async fn alone() -> Result<(), [u8; 2]> {
    panic!()
}
fn three() {}
"""


def test_items_for_tests_are_found_with_all_that_is_in_them() -> None:
    found = [SOURCE[begin:end] for begin, end in parts(SOURCE)]
    assert [text[:14] for text in found] == [
        b"#[cfg(test)]\nm",
        b"#[cfg(test)]\nu",
        b"#[tokio::test]",
    ]
    assert found[0].endswith(b"let c = '}'; }\n}")
    assert found[1].endswith(b"use std::fmt;")
    assert found[2].endswith(b"panic!()\n}")


def test_their_lines_are_told() -> None:
    assert lines(SOURCE) == frozenset((*range(3, 8), 11, 12, *range(16, 21)))


@pytest.mark.parametrize("source", [b"", b"#[test]", b"#[test] fn f() {", b"{ #[test] } fn g() {}"])
def test_what_is_cut_off_does_no_harm(source: bytes) -> None:
    assert all(0 <= begin < end <= len(source) for begin, end in parts(source))
