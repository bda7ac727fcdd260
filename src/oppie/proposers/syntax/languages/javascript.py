"""JavaScript: its grammar in common names, its precedence, how it writes things."""

from __future__ import annotations

import json
import re
from functools import cache

import tree_sitter
import tree_sitter_javascript

from oppie.proposers.syntax.dialect import Dialect, Kind, by_operator, number
from oppie.proposers.syntax.kinds import BINDERS, NEEDS, STATEMENTS, UNMADE, VALUES
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.languages.braces import spelling
from oppie.proposers.syntax.languages.javascript_idioms import USAGE
from oppie.proposers.syntax.languages.javascript_library import LIBRARY
from oppie.proposers.syntax.languages.javascript_mending import MENDS
from oppie.proposers.syntax.languages.javascript_sorts import SORTS
from oppie.proposers.syntax.parsing import fault_of, no_probe, parses
from oppie.proposers.syntax.tree import Grammar


def _function(raw: tree_sitter.Node) -> str:
    body = raw.child_by_field_name("body")
    return "lambda" if body is None or body.type != "statement_block" else "function_value"


KINDS: dict[str, Kind] = {
    "program": "module",
    "statement_block": "block",
    "lexical_declaration": "declaration",
    "variable_declaration": "declaration",
    "variable_declarator": "assignment",
    "assignment_expression": "assignment",
    "augmented_assignment_expression": "augmented_assignment",
    "field_definition": "assignment",
    "arrow_function": _function,
    "function_expression": "function_value",
    "generator_function": "function_value",
    "function_declaration": "function_definition",
    "generator_function_declaration": "function_definition",
    "method_definition": "function_definition",
    "class_declaration": "class_definition",
    "class": "class_definition",
    "export_statement": "decorated_definition",
    "formal_parameters": "parameters",
    "assignment_pattern": "default_parameter",
    "rest_pattern": "list_splat_pattern",
    "object_pattern": "tuple_pattern",
    "array_pattern": "list_pattern",
    "for_in_statement": "for_statement",
    "do_statement": "while_statement",
    "switch_statement": "match_statement",
    "switch_case": "case_clause",
    "switch_default": "case_clause",
    "catch_clause": "except_clause",
    "throw_statement": "raise_statement",
    "empty_statement": "pass_statement",
    "call_expression": "call",
    "new_expression": "call",
    "arguments": "argument_list",
    "member_expression": "attribute",
    "subscript_expression": "subscript",
    "property_identifier": "identifier",
    "private_property_identifier": "identifier",
    "shorthand_property_identifier": "identifier",
    "shorthand_property_identifier_pattern": "identifier",
    "binary_expression": by_operator(
        "binary_operator",
        comparison_operator="< <= > >= == != === !== in instanceof",
        boolean_operator="&& || ??",
    ),
    "unary_expression": by_operator("word_operator", not_operator="!", unary_operator="- + ~"),
    "ternary_expression": "conditional_expression",
    "number": number,
    "template_string": "string",
    "template_substitution": "interpolation",
    "null": "none",
    "undefined": "none",
    "array": "list",
    "object": "dictionary",
    "spread_element": "list_splat",
    "await_expression": "await",
}
ROLES = {
    ("variable_declarator", "name"): "left",
    ("variable_declarator", "value"): "right",
    ("field_definition", "property"): "left",
    ("field_definition", "value"): "right",
    ("arrow_function", "parameter"): "parameters",
    ("export_statement", "declaration"): "definition",
    ("export_statement", "value"): "definition",
    ("assignment_pattern", "left"): "name",
    ("assignment_pattern", "right"): "value",
    ("lexical_declaration", "kind"): "operator",
    ("variable_declaration", "var"): "operator",
    ("new_expression", "constructor"): "function",
    ("member_expression", "property"): "attribute",
    ("subscript_expression", "object"): "value",
    ("subscript_expression", "index"): "subscript",
}
DIALECT = Dialect(
    kinds=KINDS,
    roles=ROLES,
    order={"else_clause": ("body",), "template_substitution": ("expression",)},
    hollow=frozenset({("parenthesized_expression", "condition")}),
)


@cache
def grammar() -> Grammar:
    """The grammar, loaded once."""
    return Grammar(tree_sitter_javascript.language(), DIALECT)


def literal(value: object) -> str:
    """A value as JavaScript writes it; empty if it has no like."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError):
        return ""


LEVELS = {
    "sequence_expression": 0,
    "assignment": 0,
    "augmented_assignment": 0,
    "lambda": 0,
    "function_value": 0,
    "yield_expression": 0,
    "conditional_expression": 1,
    "??": 2,
    "||": 2,
    "&&": 3,
    **dict.fromkeys(("==", "!=", "===", "!=="), 5),
    **dict.fromkeys(("<", "<=", ">", ">=", "in", "instanceof"), 6),
    "|": 4,
    "^": 4,
    "&": 4,
    **dict.fromkeys(("<<", ">>", ">>>"), 9),
    **dict.fromkeys(("+", "-"), 10),
    **dict.fromkeys(("*", "/", "%"), 11),
    "not_operator": 12,
    "unary_operator": 12,
    "word_operator": 12,
    "await": 12,
    "**": 13,
    "update_expression": 14,
}
PRECEDENCE = {
    **{key: level for key, level in NEEDS.items() if key[0] != "comparison_operator"},
    ("not_operator", "argument"): 12,
    ("word_operator", ""): 12,
    ("await", ""): 12,
}

SAYS = spelling(
    none="null",
    own="this",
    constructor="constructor",
    parent="super({})",
    sets="let {0} = {1}",
    waits="await {}",
    literal=literal,
    equal="===",
    unequal="!==",
    is_none="{} == null",
    is_some="{} != null",
    contains="{1}.includes({0})",
    lacks="!{1}.includes({0})",
    length="{}.length",
    absolute="Math.abs({})",
    whole="Math.floor({} / {})",
    tail="{0}.slice({1})",
    front="{0}.slice(0, {1})",
    careful="{0}?.{1}",
    closure="{0} => {1}",
    quote="`",
    hole="${",
    conditional="{1} ? {0} : {2}",
    ends=";",
    joins=" ",
    when="if ({})",
    loop="while ({})",
    raises="throw {}",
    error="new {}()",
    tries="try",
    handles="catch",
)

LEXEME = re.compile(
    rb"//[^\n]*|/\*.*?\*/|`(?:[^\\`]|\\.)*`|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
    rb"|[\w$]+|(?:\n[ \t]*)+|[^\s\w]",
    re.DOTALL,
)
DEFINED = re.compile(
    r"^(?:export )?(?:default )?(?:async )?(?:function\*?|class) (\w+)"
    r"|^(?:export )?(?:const|let|var) (\w+)",
    re.MULTILINE,
)

JAVASCRIPT = Language(
    name="javascript",
    suffixes=(".js", ".mjs", ".cjs", ".jsx"),
    grammar=grammar,
    compiles=parses(grammar),
    fault=fault_of(grammar),
    probe=no_probe,
    within=(b"class _ {\n", b"\n}"),
    lexeme=LEXEME,
    defined=DEFINED,
    functions=frozenset({"function_definition", "function_value"}),
    classes=frozenset({"class_definition"}),
    blocks=frozenset({"block", "module"}),
    statements=STATEMENTS,
    wrappers=frozenset({"decorated_definition"}),
    alone=frozenset(),
    values=VALUES | {"function_value", "regex", "word_operator"},
    unmade=UNMADE
    | {
        ("pair", "key"),
        ("except_clause", "parameter"),
        ("lambda", "parameters"),
        ("update_expression", "argument"),
        ("dictionary", ""),
        ("class_heritage", ""),
        ("import_clause", ""),
        ("import_statement", "source"),
        ("named_imports", ""),
        ("namespace_import", ""),
        ("import_specifier", ""),
        ("export_specifier", ""),
    },
    opaque=frozenset({"comment", "html_comment", "decorator"}),
    binders=(BINDERS - {("assignment", "left")})
    | {
        ("variable_declarator", "left"),
        ("import_clause", ""),
        ("namespace_import", ""),
        ("import_specifier", "alias"),
        ("import_specifier", "name"),
        ("lambda", "parameters"),
        ("except_clause", "parameter"),
    },
    scopes=frozenset(
        {"lambda", "function_definition", "function_value", "class_definition", "block",
         "for_statement", "except_clause"}
    ),
    hoisted=frozenset({"variable_declaration"}),
    levels=LEVELS,
    needs=PRECEDENCE,
    from_right=frozenset({"**"}),
    says=SAYS,
    usual=USAGE,
    sorts=SORTS,
    library=LIBRARY,
    mends=MENDS,
)  # fmt: skip
