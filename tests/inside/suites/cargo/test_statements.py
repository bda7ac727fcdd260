"""Where statements of Rust begin."""

from __future__ import annotations

import pytest

from oppie.inside.suites.cargo.statements import lines_of, starts


def marked(source: str) -> str:
    out = source.encode()
    for place in reversed(list(starts(out))):
        out = out[:place] + b"@" + out[place:]
    return out.decode()


@pytest.mark.parametrize(
    "source",
    [
        "fn f() { @a(); @b }",
        "fn f() -> impl Fn() { @a() }",
        "fn f<'a>(x: &'a str) where T: for<'b> F<'b> { @let c = '{'; @c }",
        "impl<T> A for B where T: C { fn f(&self) { @a(); } }",
        "fn f() { @if a == b { @c(); } else if d { @e } else { @1 } @g() }",
        "fn f() { @for i in 0..n { @a(); } @while let Some(x) = y { @b(); } @loop { @break; } }",
        "fn f() { @match a { A { x } => { @b(); } B => c(), _ => {} } @d() }",
        "fn f() { @let s = S { a: 1, b: { 2 } }; @let g = |x| { @h(); @x }; @s }",
        "fn f() { @'o: loop { @unsafe { @a(); } } }",
        "fn f() { @let x = if a { @1 } else { @2 }; @let Some(y) = z else { @return; }; }",
        "fn f() { @m! { a; b } @n!(|x| { y; z }); @o(); }",
        "fn f() { @let x = { @a(); @b }.c(); @d() }",
        "fn f() { #![allow(dead_code)] a(); @b(); }",
        "const fn f() { a(); }",
        "const A: usize = { 1; 2 };",
        "static A: fn() = || { @b(); };",
        "struct A { b: u8 } enum C { D { e: u8 } } use f::{g, h};",
        "macro_rules! m { ($x:expr) => { $x; $x }; }",
        'fn f() { @let s = "{;"; /* { ; */ @a(r#"};"#); // ;\n}',
        "}} fn f() { @a();",
    ],
)
def test_statements_begin_where_a_reader_would_say(source: str) -> None:
    assert marked(source.replace("@", "")) == source


def test_lines_are_counted_from_one() -> None:
    assert lines_of(b"a\nb\n\nc", [0, 2, 5]) == [1, 2, 4]
