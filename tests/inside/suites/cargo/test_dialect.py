"""Rust's sources, cut at bodies and put together."""

from __future__ import annotations

import pytest

from oppie.inside.braces import cut
from oppie.inside.suites.cargo.dialect import RUST, selectors, unite


@pytest.mark.parametrize(
    ("source", "bodies"),
    [
        (b"fn f() { 1 }", [b" 1 "]),
        (b"impl T { pub async fn f<'a>(x: &'a str) -> R { g() } }", [b" g() "]),
        (b'mod m { unsafe extern "C" fn f() {} }', [b""]),
        (b"fn f() { fn g() { 1 } g() }", [b" fn g() { 1 } g() "]),
        (b"fn f() { '{'; b'}'; '\\''; \"}\"; r#\"}\"}\"#; /* } /* } */ } */ // }\n }", None),
        (b"fn f<'a>(x: &'a [u8; 3]) where T: F<'a> { 'a: loop { break 'a } }", None),
        ("fn f() { '→'; '\\u{7d}' }".encode(), None),
        (b"trait T { fn f(); fn g() {} }", [b""]),
        (b"const fn f() -> u8 { 1 }\nfn g() {}", [b""]),
        (b"fn f() -> impl Iterator<Item = u8> { g() }", []),
        (b"struct S { f: fn(u8) -> u8 }", []),
        (b'// fn f() {}\n/* fn g() {} */ const S: &str = "fn h() {}";', []),
        (b"fn f() {", []),
    ],
)
def test_bodies_of_functions_are_found(source: bytes, bodies: list[bytes] | None) -> None:
    found = cut(source, RUST)
    begin = source.find(b"{") + 1
    assert list(found.bodies) == ([source[begin:-1]] if bodies is None else bodies)


def test_several_sources_become_one_with_a_selector_each() -> None:
    sources = (b"fn f() { 1 }\nfn g() {}\n", b"fn f() { 2 }\nfn g() {}\n")
    schema = unite((*sources, sources[0]), 3)
    assert b"if crate::__oppie::pick_3_0(1) {" in schema.content
    assert schema.picks == {0: (0, 1, 0)}
    module = selectors([(3, schema.picks)])
    assert b"pub fn pick_3_0(limit: u16) -> bool {" in module
    assert b"static PICKS: [u16; 3] = [0, 1, 0];" in module
