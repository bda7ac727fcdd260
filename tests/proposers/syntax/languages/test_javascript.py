"""JavaScript: what its trees become, and what the operators make of its texts."""

from __future__ import annotations

from itertools import islice

import pytest

from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import SyntaxProposer
from oppie.proposers.syntax.draft import apply
from oppie.proposers.syntax.languages.javascript import JAVASCRIPT, literal
from tests.proposers.syntax.at_hand import contexts, drafts, request
from tests.proposers.syntax.languages.spoken import Spoken

PATH = "m.js"
SPOKEN = Spoken(JAVASCRIPT, PATH)
tree, found, made = SPOKEN.tree, SPOKEN.found, SPOKEN.made


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a === b", "comparison_operator"),
        ("a && b", "boolean_operator"),
        ("a ?? b", "boolean_operator"),
        ("a + b", "binary_operator"),
        ("!a", "not_operator"),
        ("-a", "unary_operator"),
        ("f(a)", "call"),
        ("new F(a)", "call"),
        ("a.b", "attribute"),
        ("a[0]", "subscript"),
        ("a ? b : c", "conditional_expression"),
        ("10", "integer"),
        ("0x1F", "integer"),
        ("1.5", "float"),
        ("1e3", "float"),
        ("null", "none"),
        ("undefined", "none"),
        ("`a${b}`", "string"),
        ("[1, 2]", "list"),
        ("x => x + 1", "lambda"),
        ("(x) => { return x; }", "function_value"),
        ("function (x) { return x; }", "function_value"),
    ],
)
def test_expressions_have_common_names(text: str, kind: str) -> None:
    node = found(f"x = {text};", text)[0]
    assert node.kind == kind
    assert JAVASCRIPT.is_value(node)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("let x = 1;", "declaration"),
        ("var x = 1;", "declaration"),
        ("x = 1;", "expression_statement"),
        ("throw x;", "raise_statement"),
        ("for (const x of y) { z(); }", "for_statement"),
        ("do { z(); } while (x);", "while_statement"),
        ("switch (x) { case 1: y(); }", "match_statement"),
        ("function f() { return 1; }", "function_definition"),
        ("class A { }", "class_definition"),
        ("export const x = 1;", "decorated_definition"),
    ],
)
def test_statements_have_common_names(text: str, kind: str) -> None:
    node = tree(text).parts[0]
    assert node.kind == kind
    assert kind in JAVASCRIPT.statements


def test_a_condition_is_seen_without_its_parentheses() -> None:
    statement = tree("if (a < b) { c(); }").parts[0]
    condition = statement.get("condition")
    assert condition is not None
    assert (condition.text, condition.kind) == ("a < b", "comparison_operator")


@pytest.mark.parametrize(
    "source",
    [
        "const f = (a) => { return a; };",
        "const f = function (a) { return a; };",
        "function f(a) { return a; }",
        "export function f(a) { return a; }",
        "module.exports.f = function (a) { return a; };",
        "class A { f(a) { return a; } }",
    ],
)
def test_a_function_is_a_unit_under_its_name(source: str) -> None:
    (context,) = contexts(request(source, path=PATH))
    assert context.unit.symbol in ("f", "A.f")
    assert context.function is not None
    assert [n.text for n in context.variables(context.statements[0])] == ["a"]


def test_names_of_let_end_with_their_block_and_those_of_var_do_not() -> None:
    source = "function f() { if (1) { let a = 1; var b = 2; } return c; }"
    (context,) = contexts(request(source, path=PATH))
    place = found(source, "c")[0]
    last = next(n for n in context.nodes if n.start == place.start and n.kind == "identifier")
    assert [n.text for n in context.variables(last)] == ["b"]


BODY = """\
const f = (xs, n) => {
  let s = 0;
  for (let i = 0; i < n; i++) {
    %s
  }
  return s;
};
"""


@pytest.mark.parametrize(
    ("operator", "old", "new"),
    [
        ("compare-operator", "if (i < n) s++;", "if (i <= n) s++;"),
        ("compare-operator", "if (i === n) s++;", "if (i !== n) s++;"),
        ("compare-operator", "xs.map(x > x + 1);", "xs.map(x => x + 1);"),
        ("boolean-operator", "if (i && n) s++;", "if (i || n) s++;"),
        ("augmented-operator", "s++;", "s--;"),
        ("paired-name", "s = Math.min(s, i);", "s = Math.max(s, i);"),
        ("paired-name", "xs.push(i);", "xs.unshift(i);"),
        ("negate", "if (xs.includes(i)) s++;", "if (!xs.includes(i)) s++;"),
        ("negate", "if (!s) s++;", "if (s) s++;"),
        ("truth", "s = true;", "s = false;"),
        ("put-call", "s = s + (i - n);", "s = s + Math.abs(i - n);"),
        ("off-by-one", "s += xs[i];", "s += xs[i + 1];"),
        ("variable", "s += i;", "s += n;"),
        ("delete", "if (i) s++;", "if (i) {}"),
        ("unwrap", "if (i) s++;", "s++;"),
        ("unwrap", "if (i) {\n      s++;\n    }", "s++;"),
        ("under-condition", "s += n;", "if (i === 0) {\n      s += n;\n    }"),
        ("inner-guard", "s += n;", "if (i === 0) {\n      continue;\n    }\n    s += n;"),
        ("put-update", "s += n;", "i++;\n    s += n;"),
        ("put-exit", "s += n;", "s += n;\n    break;"),
        ("put-else", "if (i) { s++; }", "if (i) { s++; } else {\n      s--;\n    }"),
        ("branches", "if (i) s++; else s--;", "if (i) s--; else s++;"),
        ("conditional", "s += i ? 1 : 2;", "s += i ? 2 : 1;"),
        ("constant-condition", "if (i) s++;", "if (true) s++;"),
        ("widen-condition", "if (i) s++;", "if (i && n > 0) s++;"),
        ("string", "s += 'a';", "s += '';"),
        ("drop-call", "s += Math.abs(i);", "s += i;"),
        ("other-end", "s += xs[0];", "s += xs[xs.length - 1];"),
        ("other-end", "s += xs[xs.length - 1];", "s += xs[0];"),
        ("drop-subscript", "s += xs[i];", "s += xs.length;"),
        ("accumulate", "s = i;", "s += i;"),
        ("raised", "throw new Error('a');", "throw new TypeError('a');"),
    ],
)  # fmt: skip
def test_edits(operator: str, old: str, new: str) -> None:
    assert BODY % new in made(operator, BODY % old)


def test_what_is_true_or_false_is_never_missing() -> None:
    asked = request("x = (a && b) - (a > 1 && b);", path=PATH)
    factors = [d.factor for d in drafts("boolean-operator", asked) if d.pieces[0].text == "??"]
    assert max(factors) > 5 * min(factors)


def test_a_guard_begins_a_function() -> None:
    guard = "  if (xs.length === 0) {\n    return 0;\n  }\n"
    source = BODY % "s++;"
    assert source.replace("  let s", f"{guard}  let s") in made("base-case", source)


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (None, "null"), ("a", '"a"'), ([1, 2.5], "[1, 2.5]"), ({1, 2}, "")],
)
def test_values_are_spelt(value: object, text: str) -> None:
    assert literal(value) == text


def test_all_that_is_proposed_parses() -> None:
    source = BODY % "if (i) s += xs[i]; else { s--; }"
    for text in SPOKEN.proposed(source, 2000):
        assert not tree(text).broken, text


def test_a_token_is_missing_in_a_file_that_does_not_parse() -> None:
    asked = ProposalRequest(sources={PATH: b"const f = (x) => {\n  return (x + 1;\n};\n"})
    first = [c.edits[0].text for c, _ in islice(SyntaxProposer().propose(asked), 40)]
    assert b")" in first


MENDED = """\
const f = (xs, n) => {
  let out = [];
  for (const x of xs) {
    if (x > n && x !== 3) {
      out.push({ a: x, b: "c" });
    } else {
      out = [...out, n];
    }
  }
  return out;
};
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("(xs, n) =>", "(xs, n =>"),
        ("(xs, n) =>", "(xs n) =>"),
        ("=> {", "=>"),
        ("=> {", "-> {"),
        ("const x of xs) {", "const x of xs {"),
        ("const x of", "const x fo"),
        ("const f", "cosnt f"),
        ("x > n &&", "x > n and"),
        ("if (x", "if x"),
        ("3) {", "3) "),
        ('"c" });', '"c" );'),
        ('"c" });', '"c });'),
        ("a: x, b", "a: x b"),
        ("} else {", "} esle {"),
        ("[...out, n]", "[...out, n"),
        ("    }\n  }\n", "    }\n"),
        ("  return out;\n};", "  return out;\n"),
    ],
)
def test_what_does_not_parse_is_mended(right: str, wrong: str) -> None:
    source = MENDED.replace(right, wrong, 1)
    assert tree(source).broken
    texts = ["".join(text.split()) for text in SPOKEN.proposed(source, 60)]
    assert "".join(MENDED.split()) in texts


@pytest.mark.parametrize(
    ("operator", "old", "new"),
    [
        ("declaring-word", "const t = s; t = i;", "let t = s; t = i;"),
        ("put-guarded", "xs[i] = n;", "xs[i] = n;\n    if (i === 0) {\n      s++;\n    }"),
        ("put-branch", "if (i) s++;", "if (i) s++; else if (i < n) {\n      s++;\n    }"),
        ("put-assignment", "s += i % n;", "i = i % n;\n    s += i % n;"),
        ("put-statement", "if (i) { s++; }", "if (i) { s = 0; s++; }"),
        ("exchange-assigned", "s = 1; s = 2;", "s = 2; s = 1;"),
        ("wrap-both", "if (f(xs) === f(n)) s++;", "if (f([...xs]) === f([...n])) s++;"),
        ("widen-condition", "if (s && (i || n)) s++;", "if (s && (i || n || n > 0)) s++;"),
        ("off-by-one", "s += xs.at(-i);", "s += xs.at(-i - 1);"),
    ],
)
def test_more_edits(operator: str, old: str, new: str) -> None:
    assert BODY % new in made(operator, BODY % old)


TEST = """\
const { f } = require("./m");
test("f", () => {
  assert.deepStrictEqual(f([1, 2], "ab"), 3);
  expect(f([], "b")).toBe(41);
});
"""


def test_calls_in_tests_tell_the_parameters_and_what_is_expected() -> None:
    source = "const f = (xs, s) => xs.length;\n"
    (context,) = contexts(request(source, test=TEST, path=PATH))
    calls = context.examples.calls("f")
    assert [c.expected.text for c in calls if c.expected] == ["3", "41"]
    assert context.shapes.named("xs").item == "int"
    assert context.shapes.named("s").base == "str"


@pytest.mark.parametrize(
    ("operator", "old", "new"),
    [
        ("declaring-word", "var t = s;", "let t = s;"),
        ("compared", "if (s = n) i++;", "if (s === n) i++;"),
        ("careful", "s += xs.a;", "s += xs?.a;"),
        ("closure", "xs.map(function (x) { return x; });", "xs.map((x) => { return x; });"),
        ("holes", "s += 'a ${i}';", "s += `a ${i}`;"),
        ("pattern", "s = s.replace(/a/, '');", "s = s.replace(/a/g, '');"),
        ("put-exit", "switch (i) { case 1: s++; }", "switch (i) { case 1: s++; break; }"),
        ("put-argument", "xs.sort();", "xs.sort((a, b) => a - b);"),
        ("elements", "s = { ...xs, ...n };", "s = { ...n, ...xs };"),
        ("swap-operands", "xs.sort((a, b) => a - b);", "xs.sort((a, b) => b - a);"),
        ("into-return", "xs.map((x) => { x; });", "xs.map((x) => { return x; });"),
        ("conditional", "s = i ? s : n;", "s = i ? n : s;"),
        ("fallback", "s = xs[i];", "s = xs[i] || 0;"),
    ],
)
def test_idioms(operator: str, old: str, new: str) -> None:
    assert BODY % new in made(operator, BODY % old)


@pytest.mark.parametrize(
    ("operator", "said", "old", "new"),
    [
        ("unknown-name", "ReferenceError: x is not defined", "s += x;", "s += xs;"),
        ("unknown-attribute", "TypeError: xs.psuh is not a function", "xs.psuh(i);", "xs.push(i);"),
        ("module-path", "Error: Cannot find module './hlep'", "require('./hlep');",
         "require('./help');"),
    ],
)  # fmt: skip
def test_what_an_error_names_is_put_right(operator: str, said: str, old: str, new: str) -> None:
    asked = request(BODY % old, said, path=PATH)
    asked.sources["help.js"] = b"exports.a = 1;\nconst b = 2;\n"
    texts = [apply((BODY % old).encode(), d.pieces).decode() for d in drafts(operator, asked)]
    assert BODY % new in texts


def test_a_module_of_node_is_imported() -> None:
    source = "function f(p) {\n  return path.join(p, 'a');\n}\n"
    asked = request(source, "ReferenceError: path is not defined", path=PATH)
    texts = [apply(source.encode(), d.pieces).decode() for d in drafts("missing-import", asked)]
    assert "const path = require('path');\n" + source in texts


def test_names_of_imports_are_known() -> None:
    source = "import a, { b, c as d } from './m.js';\nimport * as e from 'x';\nf(a);\n"
    (*_, context) = contexts(request(source, path=PATH))
    assert {"a", "b", "d", "e"} <= {n.text for n in context.scope.shared}
