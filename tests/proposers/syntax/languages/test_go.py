"""Go: what its trees become, and what the operators make of its texts."""

from __future__ import annotations

import pytest

from oppie.proposers.syntax.languages.go import GO, literal
from tests.proposers.syntax.at_hand import contexts, request
from tests.proposers.syntax.languages.spoken import Spoken

PATH = "m.go"
SPOKEN = Spoken(GO, PATH)
tree, found, made = SPOKEN.tree, SPOKEN.found, SPOKEN.made


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a == b", "comparison_operator"),
        ("a && b", "boolean_operator"),
        ("a &^ b", "binary_operator"),
        ("!a", "not_operator"),
        ("-a", "unary_operator"),
        ("&a", "word_operator"),
        ("f(a)", "call"),
        ("a.b", "attribute"),
        ("a[0]", "subscript"),
        ("10", "integer"),
        ("1e3", "float"),
        ("nil", "none"),
        ("'a'", "character"),
        ('"a"', "string"),
        ("`a`", "string"),
        ("a[1:]", "slice_expression"),
        ("[]int{1}", "composite_literal"),
        ("func() int { return 1 }", "function_value"),
    ],
)
def test_expressions_have_common_names(text: str, kind: str) -> None:
    node = found(f"package p\n\nfunc f() {{\n\tx = {text}\n}}\n", text)[-1]
    assert node.kind == kind
    assert GO.is_value(node)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x := 1", "expression_statement"),
        ("x, y = 1, 2", "expression_statement"),
        ("x++", "expression_statement"),
        ("var x int", "declaration"),
        ("return x", "return_statement"),
        ("for i := range xs {\n\t}", "for_statement"),
        ("for i := 0; i < 3; i++ {\n\t}", "for_statement"),
        ("for x {\n\t}", "while_statement"),
        ("switch x {\n\tcase 1:\n\t}", "match_statement"),
        ("if x := 1; x > 0 {\n\t}", "if_statement"),
    ],
)
def test_statements_have_common_names(text: str, kind: str) -> None:
    node = found(f"package p\n\nfunc f() {{\n\t{text}\n}}\n", text)[0]
    assert node.kind == kind
    assert kind in GO.statements
    assert node.up == "block"


def test_a_loop_is_seen_without_its_clause() -> None:
    loop = next(n for n in tree("func f() { for i, x := range xs { } }").walk() if n.get("right"))
    assert loop.kind == "for_statement"
    left = loop.get("left")
    assert left is not None
    assert [n.text for n in left.parts] == ["i", "x"]


@pytest.mark.parametrize(
    "source", ["func f(a, b int) {\n\tc()\n}", "func (p *P) f(a, b int) {\n\tc()\n}"]
)
def test_a_function_is_a_unit_under_its_name(source: str) -> None:
    (context,) = contexts(request(f"package p\n\n{source}\n", path=PATH))
    assert context.unit.symbol == "f"
    assert context.function is not None
    names = {n.text for n in context.variables(context.statements[0])}
    assert {"a", "b"} <= names


@pytest.mark.parametrize(
    ("before", "base", "item"),
    [
        ("var x []string", "list", "str"),
        ("x := make([]int, 0)", "list", "int"),
        ("x := map[string]int{}", "dict", "str"),
        ('x := strings.Split("a", "b")', "list", "str"),
        ("x := math.Abs(1)", "float", ""),
        ("x := len(y)", "int", ""),
        ("x := 'a'", "int", ""),
        ("x := []rune(y)", "list", "int"),
    ],
)
def test_declarations_tell_the_sort_of_a_value(before: str, base: str, item: str) -> None:
    (context,) = contexts(request(f"package p\n\nfunc f() {{\n\t{before}\n}}\n", path=PATH))
    assert (context.shapes.named("x").base, context.shapes.named("x").item) == (base, item)


BODY = """\
package p

func f(xs []int, n int) int {
\ts := 0
\tfor i := 0; i < n; i++ {
\t\t%s
\t}
\treturn s
}
"""


@pytest.mark.parametrize(
    ("operator", "old", "new"),
    [
        ("compare-operator", "s = g(i < n)", "s = g(i <= n)"),
        ("boolean-operator", "s = g(i && n)", "s = g(i || n)"),
        ("augmented-operator", "s++", "s--"),
        ("augmented-operator", "s += i", "s -= i"),
        ("augmented-operator", "s := i", "s = i"),
        ("paired-name", "s = min(s, i)", "s = max(s, i)"),
        ("paired-name", "s = strings.ToLower(i)", "s = strings.ToUpper(i)"),
        ("off-by-one", "s += xs[i]", "s += xs[i + 1]"),
        ("variable", "s += i", "s += n"),
        ("variable-throughout", "s = g(s, i)", "n = g(n, i)"),
        ("put-call", "s = g(xs)", "s = g(len(xs))"),
        ("under-condition", "s += n", "if i == 0 {\n\t\t\ts += n\n\t\t}"),
        ("inner-guard", "s += n", "if i == 0 {\n\t\t\tcontinue\n\t\t}\n\t\ts += n"),
        ("put-update", "s += n", "i++\n\t\ts += n"),
        ("put-update", "s += n", "s += n\n\t\tsort.Ints(xs)"),
        ("put-exit", "s += n", "s += n\n\t\tbreak"),
        ("character", "s = g('a')", "s = g('A')"),
        ("character", "s = g('(')", "s = g(')')"),
        ("character", "s = g('(')", "s = g('[')"),
        ("character-range", "s = g('a' <= i && i <= 'z')", "s = g('A' <= i && i <= 'Z')"),
        ("character-range", "s = g('9' >= i && i >= '0')", "s = g('z' >= i && i >= 'a')"),
        ("string", 's = g("a")', 's = g("")'),
        ("accumulate", "s = i", "s += i"),
        ("exchange-statements", "s++\n\t\tn++", "n++\n\t\ts++"),
    ],
)
def test_edits(operator: str, old: str, new: str) -> None:
    assert BODY % new in made(operator, BODY % old)


def test_brackets_of_another_sort_are_meant_together() -> None:
    source = BODY % "s = g('(', n, ')')"
    assert BODY % "s = g('[', n, ']')" in made("brackets", source)


def test_a_guard_begins_a_function() -> None:
    guard = "\tif len(xs) == 0 {\n\t\treturn 0\n\t}\n"
    source = BODY % "s++"
    assert source.replace("\ts := 0", f"{guard}\ts := 0") in made("base-case", source)


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (None, "nil"), ("a", '"a"'), (2.5, "2.5"), ([1], ""), ({1, 2}, "")],
)
def test_values_are_spelt(value: object, text: str) -> None:
    assert literal(value) == text


def test_all_that_is_proposed_parses() -> None:
    source = BODY % "if i > 1 {\n\t\t\ts += xs[i]\n\t\t} else {\n\t\t\ts--\n\t\t}"
    for text in SPOKEN.proposed(source, 1500):
        assert not tree(text).broken, text


def test_a_package_that_an_edit_uses_is_imported() -> None:
    source = "package p\n\nfunc f(a, b float64) float64 {\n\treturn a - b\n}\n"
    wanted = source.replace("a - b", "math.Abs(a - b)")
    wanted = wanted.replace("package p\n", 'package p\n\nimport (\n\t"math"\n)\n', 1)
    assert wanted in SPOKEN.proposed(source, 400)


def test_what_a_file_asks_of_its_imports_is_proposed() -> None:
    source = 'package p\n\nimport "os"\n\nfunc f(a string) string {\n\treturn a\n}\n'
    assert made("complete", source) == [source.replace('import "os"\n', "", 1)]


def test_a_package_that_the_compiler_misses_is_imported() -> None:
    source = "package p\n\nfunc f(a string) string {\n\treturn strings.ToLower(a)\n}\n"
    first, *_ = made("missing-import", source, "BuildError: undefined: strings")
    assert first == source.replace("p\n", 'p\nimport "strings"\n', 1)


MENDED = """\
package p

func g(a int) int {
\tif a > 0 && a < 9 {
\t\th("x")
\t}
\treturn f(a, 1)
}
"""


def test_one_of_the_letters_of_a_character_is_meant() -> None:
    source = BODY % "s = g('_')"
    assert source in SPOKEN.proposed(source.replace("'_'", "'__'"), 20)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("(a int)", "(a int"),
        ("a < 9 {", "a < 9"),
        ("f(a, 1)", "f(a 1)"),
        ("a > 0 &&", "a > 0 and"),
        ("func g", "fn g"),
        ("\t}\n", ""),
        ('"x")', '"x)'),
    ],
)
def test_what_does_not_parse_is_mended(right: str, wrong: str) -> None:
    whole = MENDED
    source = whole.replace(right, wrong, 1)
    assert tree(source).broken
    texts = ["".join(text.split()) for text in SPOKEN.proposed(source, 80)]
    assert "".join(whole.split()) in texts
