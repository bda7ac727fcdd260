"""Rust: what its trees become, and what the operators make of its texts."""

from __future__ import annotations

from itertools import islice

import pytest

from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import SyntaxProposer
from oppie.proposers.syntax.languages.rust import RUST, literal
from tests.proposers.syntax.at_hand import contexts, request
from tests.proposers.syntax.languages.spoken import Spoken

PATH = "src/lib.rs"
SPOKEN = Spoken(RUST, PATH)
tree, found, made = SPOKEN.tree, SPOKEN.found, SPOKEN.made


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a == b", "comparison_operator"),
        ("a && b", "boolean_operator"),
        ("a + b", "binary_operator"),
        ("!a", "not_operator"),
        ("-a", "unary_operator"),
        ("*a", "dereference"),
        ("&a", "reference"),
        ("a as i32", "cast"),
        ("f(a)", "call"),
        ("a.b", "attribute"),
        ("i32::MAX", "attribute"),
        ("a[0]", "subscript"),
        ("a..b", "range_expression"),
        ("10", "integer"),
        ("1.5", "float"),
        ("true", "true"),
        ("false", "false"),
        ('"x"', "string"),
        ("[1, 2]", "list"),
        ("|x| x + 1", "lambda"),
        ("a.collect::<Vec<_>>()", "call"),
    ],
)
def test_expressions_have_common_names(text: str, kind: str) -> None:
    node = found(f"fn f() {{ let x = {text}; }}", text)[0]
    assert node.kind == kind
    assert RUST.is_value(node)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("let x = 1;", "declaration"),
        ("x = 1;", "expression_statement"),
        ("x += 1;", "expression_statement"),
        ("return x;", "return_statement"),
        ("return x", "return_statement"),
        ("break;", "break_statement"),
        ("for x in y { z(); }", "for_statement"),
        ("while x { z(); }", "while_statement"),
        ("loop { z(); }", "while_statement"),
        ("if x { z(); }", "if_statement"),
        ("match x { 1 => y(), _ => {} }", "match_statement"),
    ],
)
def test_statements_have_common_names(text: str, kind: str) -> None:
    body = tree(f"fn f() {{ {text} }}").parts[0].get("body")
    assert body is not None
    assert body.parts[0].kind == kind
    assert kind in RUST.statements


def test_a_returned_value_is_the_statements_own_part() -> None:
    statement = next(
        n for n in tree("fn f() { return a + b; }").walk() if n.text == "return a + b;"
    )
    assert [part.text for part in statement.parts] == ["a + b"]


def test_a_method_called_with_types_is_an_attribute() -> None:
    call = found("fn f() { x.collect::<Vec<_>>(); }", "x.collect::<Vec<_>>()")[0]
    function = call.get("function")
    assert function is not None
    assert (function.kind, function.text) == ("attribute", "x.collect")


@pytest.mark.parametrize(
    "source",
    [
        "fn f(a: i32) -> i32 { return a; }",
        "pub async fn f(a: i32) -> i32 { return a; }",
        "impl A { fn f(&self, a: i32) -> i32 { return a; } }",
        "mod m { pub fn f(a: i32) -> i32 { return a; } }",
    ],
)
def test_a_function_is_a_unit_under_its_name(source: str) -> None:
    (context,) = contexts(request(source, path=PATH))
    assert context.unit.symbol in ("f", "A.f", "m.f")
    assert context.function is not None
    assert [n.text for n in context.variables(context.statements[0])] == ["a"]


@pytest.mark.parametrize(
    "test",
    [
        "#[cfg(test)]\nmod tests { fn g() { h(1 + 2); } }",
        "#[test]\nfn g() { h(1 + 2); }",
        "#[tokio::test]\n// why\n#[ignore]\nasync fn g() { h(1 + 2); }",
    ],
)
def test_tests_in_a_source_are_left_alone(test: str) -> None:
    source = f"fn f(a: i32) -> i32 {{ return a + 1; }}\n{test}\n"
    changes = SyntaxProposer().propose(ProposalRequest(sources={PATH: source.encode()}))
    assert all(e.end <= source.index("#[") for c, _ in islice(changes, 500) for e in c.edits)


def test_names_of_let_end_with_their_block() -> None:
    source = "fn f(v: Vec<i32>) { if x { let a = 1; } let (b, d) = y; for i in v { } c; }"
    (context,) = contexts(request(source, path=PATH))
    last = next(n for n in context.nodes if n.text == "c" and n.kind == "identifier")
    assert {n.text for n in context.variables(last)} == {"b", "d", "v"}


@pytest.mark.parametrize(
    ("operator", "source", "wanted"),
    [
        ("range-operator", "fn f(n: i32) { for i in 0..n { g(i); } }", "0..=n"),
        ("compare-operator", "fn f(n: i32) { if n < 3 { g(); } }", "n <= 3"),
        ("boolean-operator", "fn f(a: bool, b: bool) -> bool { a && b }", "a || b"),
        ("put-call", "fn f(n: f32) -> bool { n < 3.0 }", "n.abs() < 3.0"),
        ("put-call", "fn f(n: i32, m: i32) -> u8 { n + m }", "(n + m).abs()"),
        ("put-call", "fn f(n: i32, m: i32) -> u8 { n + m }", "((n + m) as usize)"),
        ("paired-name", "fn f(s: &str) -> String { s.to_lowercase() }", "s.to_uppercase()"),
        ("paired-name", "fn f() -> i32 { i32::MIN }", "i32::MAX"),
        ("off-by-one", "fn f(n: usize) { for i in 0..n { g(i); } }", "0..n + 1"),
        ("negate", "fn f(a: bool) { if a { g(); } }", "if !a {"),
        ("truth", "fn f() -> bool { return true; }", "return false;"),
        (
            "base-case",
            "fn f(v: Vec<i32>) -> bool { let x = 1; g(x) }",
            "if v.is_empty() { return false;",
        ),
        ("delete", "fn f() {\n    g();\n    h();\n}", "fn f() {\n    h();\n}"),
        ("initial", "fn f() { let mut x = 0; g(x); }", "let mut x = 1;"),
        ("augmented-operator", "fn f(mut x: i32) { x += 2; }", "x -= 2;"),
    ],
)
def test_operators_speak_rust(operator: str, source: str, wanted: str) -> None:
    texts = made(operator, source)
    flat = [" ".join(text.split()) for text in texts]
    assert any(" ".join(wanted.split()) in text for text in flat)
    assert all(RUST.compiles(text.encode()) for text in texts if wanted in text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (3, "3"),
        (1.5, "1.5"),
        ("a", '"a".to_string()'),
        ([1], ""),
        (float("nan"), ""),
    ],
)
def test_values_are_written_as_rust_does(value: object, text: str) -> None:
    assert literal(value) == text
