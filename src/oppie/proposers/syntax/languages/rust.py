"""Rust: its precedence, how it writes things, what its kinds of nodes are."""

from __future__ import annotations

import json
import re

from oppie.proposers.syntax.kinds import BINDERS, NEEDS, STATEMENTS, UNMADE, VALUES
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.languages.braces import spelling
from oppie.proposers.syntax.languages.rust_dialect import TYPES, UNREAD, grammar
from oppie.proposers.syntax.languages.rust_idioms import USAGE
from oppie.proposers.syntax.languages.rust_mending import MENDS
from oppie.proposers.syntax.languages.rust_sorts import LIBRARY, SORTS
from oppie.proposers.syntax.parsing import fault_of, no_probe, parses


def literal(value: object) -> str:
    """A value as Rust writes it; empty if it has no like."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
        return "" if "\\u" in text else f"{text}.to_string()"
    if isinstance(value, int):
        return str(value)
    return repr(value) if isinstance(value, float) and value == value else ""  # noqa: PLR0124 - not a number is not equal to itself


LEVELS = {
    "assignment": 0,
    "augmented_assignment": 0,
    "lambda": 0,
    "return_expression": 0,
    "break_expression": 0,
    "range_expression": 1,
    "||": 2,
    "&&": 3,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), 5),
    "|": 6,
    "^": 7,
    "&": 8,
    **dict.fromkeys(("<<", ">>"), 9),
    **dict.fromkeys(("+", "-"), 10),
    **dict.fromkeys(("*", "/", "%"), 11),
    **dict.fromkeys(("cast", "unary_operator", "not_operator", "dereference", "reference"), 12),
}
PRECEDENCE = {
    **NEEDS,
    ("not_operator", "argument"): 12,
    ("dereference", "argument"): 12,
    ("reference", "value"): 12,
    ("cast", "value"): 12,
    ("attribute", "scope"): 15,
    ("try_expression", ""): 15,
    ("range_expression", ""): 2,
}

SAYS = spelling(
    own="self",
    sets="let {0} = {1}",
    waits="{}.await",
    literal=literal,
    contains="{1}.contains(&{0})",
    lacks="!{1}.contains(&{0})",
    length="{}.len()",
    absolute="({}).abs()",
    tail="{0}[{1}..]",
    front="{0}[..{1}]",
    conditional="if {1} {{ {0} }} else {{ {2} }}",
    joined='format!("{{}}{{}}", {}, {})',
    ends=";",
    joins=" ",
    loop="while {}",
)

LEXEME = re.compile(
    rb"//[^\n]*|/\*.*?\*/|r#*\".*?\"#*|\"(?:[^\"\\]|\\.)*\"|'(?:\\.|[^'\\\n])'"
    rb"|\w+|(?:\n[ \t]*)+|[^\s\w]",
    re.DOTALL,
)
DEFINED = re.compile(
    r"^(?:pub(?:\([^)]*\))? )?(?:const |async |unsafe )*fn (\w+)"
    r"|^(?:pub(?:\([^)]*\))? )?(?:const|static|struct|enum|trait) (\w+)",
    re.MULTILINE,
)

RUST = Language(
    name="rust",
    suffixes=(".rs",),
    grammar=grammar,
    compiles=parses(grammar),
    fault=fault_of(grammar),
    probe=no_probe,
    within=(b"impl X {\n", b"\n}"),
    lexeme=LEXEME,
    defined=DEFINED,
    functions=frozenset({"function_definition"}),
    classes=frozenset({"class_definition"}),
    blocks=frozenset({"block", "module"}),
    statements=STATEMENTS,
    wrappers=frozenset(),
    alone=frozenset(),
    values=VALUES
    | {"reference", "dereference", "cast", "character", "self", "macro_invocation",
       "range_expression", "try_expression", "if_expression", "match_expression"},
    unmade=UNMADE
    | {
        ("declaration", "left"),
        ("attribute", "scope"),
        ("typed_parameter", "name"),
        ("macro_invocation", "macro"),
        *((kind, "") for kind in (
            "lambda_parameters", "reference_pattern", "tuple_struct_pattern", "struct_pattern",
            "or_pattern", "captured_pattern", "mut_pattern", "range_pattern", "slice_pattern",
            "field_pattern", "shorthand_field_initializer")),
    },
    opaque=frozenset(f"{TYPES} {UNREAD} comment import_statement".split()),
    binders=(BINDERS - {("assignment", "left"), ("typed_parameter", "")})
    | {
        ("declaration", "left"),
        ("typed_parameter", "name"),
        ("tuple_struct_pattern", "part"),
        ("reference_pattern", ""),
        ("mut_pattern", ""),
    },
    scopes=frozenset({"lambda", "function_definition", "class_definition", "block",
                      "for_statement", "case_clause", "if_statement"}),
    hoisted=frozenset(),
    levels=LEVELS,
    needs=PRECEDENCE,
    from_right=frozenset(),
    says=SAYS,
    usual=USAGE,
    sorts=SORTS,
    library=LIBRARY,
    mends=MENDS,
)  # fmt: skip
