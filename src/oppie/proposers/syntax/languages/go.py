"""Go: its grammar in common names, its precedence, how it writes things."""

from __future__ import annotations

import json
import re
from functools import cache

import tree_sitter
import tree_sitter_go

from oppie.proposers.syntax.dialect import Dialect, Kind, by_operator
from oppie.proposers.syntax.kinds import BINDERS, NEEDS, STATEMENTS, UNMADE, VALUES
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.languages.braces import spelling
from oppie.proposers.syntax.languages.go_idioms import USAGE
from oppie.proposers.syntax.languages.go_imports import completed
from oppie.proposers.syntax.languages.go_mending import MENDS
from oppie.proposers.syntax.languages.go_sorts import LIBRARY, SORTS
from oppie.proposers.syntax.parsing import fault_of, no_probe, parses
from oppie.proposers.syntax.tree import Grammar


def _list(raw: tree_sitter.Node) -> str:
    left = raw.parent.child_by_field_name("left") if raw.parent is not None else None
    return "pattern_list" if left == raw else "expression_list"


def _loop(raw: tree_sitter.Node) -> str:
    """A ``for`` with a condition alone is what others call ``while``."""
    first = raw.named_children[0] if raw.named_children else None
    clause = first is None or first.type in ("for_clause", "range_clause", "block")
    return "for_statement" if clause else "while_statement"


def _update(raw: tree_sitter.Node) -> str:
    operator = raw.child_by_field_name("operator")
    plain = operator is None or operator.type == "="
    return "assignment" if plain else "augmented_assignment"


KINDS: dict[str, Kind] = {
    "source_file": "module",
    "function_declaration": "function_definition",
    "method_declaration": "function_definition",
    "func_literal": "function_value",
    "type_declaration": "class_definition",
    "parameter_list": "parameters",
    "parameter_declaration": "typed_parameter",
    "variadic_parameter_declaration": "typed_parameter",
    "var_declaration": "declaration",
    "const_declaration": "declaration",
    "var_spec": "assignment",
    "const_spec": "assignment",
    "short_var_declaration": "assignment",
    "assignment_statement": _update,
    "inc_statement": "update_expression",
    "dec_statement": "update_expression",
    "expression_list": _list,
    "for_statement": _loop,
    "expression_switch_statement": "match_statement",
    "type_switch_statement": "match_statement",
    "expression_case": "case_clause",
    "default_case": "case_clause",
    "type_case": "case_clause",
    "import_declaration": "import_statement",
    "call_expression": "call",
    "selector_expression": "attribute",
    "index_expression": "subscript",
    "field_identifier": "identifier",
    "binary_expression": by_operator(
        "binary_operator",
        comparison_operator="< <= > >= == !=",
        boolean_operator="&& ||",
    ),
    "unary_expression": by_operator("word_operator", not_operator="!", unary_operator="- + ^"),
    "int_literal": "integer",
    "float_literal": "float",
    "interpreted_string_literal": "string",
    "raw_string_literal": "string",
    "rune_literal": "character",
    "nil": "none",
    "variadic_argument": "list_splat",
    "keyed_element": "pair",
}
ROLES = {
    ("var_spec", "name"): "left",
    ("var_spec", "value"): "right",
    ("const_spec", "name"): "left",
    ("const_spec", "value"): "right",
    ("for_clause", "update"): "increment",
    ("selector_expression", "operand"): "object",
    ("selector_expression", "field"): "attribute",
    ("index_expression", "operand"): "value",
    ("index_expression", "index"): "subscript",
    ("unary_expression", "operand"): "argument",
    ("function_declaration", "result"): "return_type",
    ("method_declaration", "result"): "return_type",
    ("inc_statement", "++"): "operator",
    ("dec_statement", "--"): "operator",
    ("short_var_declaration", ":="): "operator",
}
_LISTS = ("left", "right", "value", "")
DIALECT = Dialect(
    kinds=KINDS,
    roles=ROLES,
    order={"for_statement": ("condition",), "inc_statement": ("argument",),
           "dec_statement": ("argument",)},
    hollow=frozenset(
        {*(("expression_list", role) for role in _LISTS),
         *(("literal_element", role) for role in ("key", "value", ""))}
    ),
    inlined=frozenset({"statement_list", "for_clause", "range_clause"}),
    bare=frozenset(
        {"short_var_declaration", "assignment_statement", "inc_statement", "dec_statement",
         "send_statement"}
    ),
)  # fmt: skip


@cache
def grammar() -> Grammar:
    """The grammar, loaded once."""
    return Grammar(tree_sitter_go.language(), DIALECT)


def literal(value: object) -> str:
    """A value as Go writes it; empty if its type would have to be known."""
    if value is None:
        return "nil"
    plain = isinstance(value, (bool, int, float, str))
    return json.dumps(value, ensure_ascii=False) if plain else ""


_ONE_OPERAND = 12
LEVELS = {
    "function_value": 0,
    "||": 2,
    "&&": 3,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), 6),
    **dict.fromkeys(("+", "-", "|", "^"), 10),
    **dict.fromkeys(("*", "/", "%", "<<", ">>", "&", "&^"), 11),
    "not_operator": _ONE_OPERAND,
    "unary_operator": _ONE_OPERAND,
    "word_operator": _ONE_OPERAND,
}
PRECEDENCE = {
    **NEEDS,
    ("not_operator", "argument"): _ONE_OPERAND,
    ("word_operator", ""): _ONE_OPERAND,
    ("comparison_operator", ""): 7,
    ("slice_expression", "operand"): 15,
    ("slice_expression", ""): 0,
}

SAYS = spelling(
    none="nil",
    sets="{0} := {1}",
    literal=literal,
    is_none="{} == nil",
    is_some="{} != nil",
    length="len({})",
    tail="{0}[{1}:]",
    front="{0}[:{1}]",
    joins="; ",
    loop="for {}",
)

LEXEME = re.compile(
    rb"//[^\n]*|/\*.*?\*/|`[^`]*`|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)+'"
    rb"|\w+|(?:\n[ \t]*)+|[^\s\w]",
    re.DOTALL,
)
DEFINED = re.compile(
    r"^func (?:\([^)]*\) )?(\w+)|^(?:type|var|const) (\w+)|^\t(\w+)[ \t]*=", re.MULTILINE
)
_TYPES = frozenset(
    {"slice_type", "array_type", "map_type", "pointer_type", "channel_type", "function_type",
     "struct_type", "interface_type", "qualified_type", "generic_type", "type_identifier",
     "type_arguments", "type_parameter_list", "parenthesized_type"}
)  # fmt: skip

GO = Language(
    name="go",
    suffixes=(".go",),
    grammar=grammar,
    compiles=parses(grammar),
    fault=fault_of(grammar),
    probe=no_probe,
    within=(b"", b""),
    lexeme=LEXEME,
    defined=DEFINED,
    functions=frozenset({"function_definition", "function_value"}),
    classes=frozenset({"class_definition"}),
    blocks=frozenset({"block", "module", "case_clause"}),
    statements=STATEMENTS | {"defer_statement", "go_statement", "labeled_statement"},
    wrappers=frozenset(),
    alone=frozenset(),
    values=VALUES
    | {"function_value", "word_operator", "slice_expression", "composite_literal", "character",
       "type_conversion_expression", "type_assertion_expression"},
    unmade=(UNMADE - {("typed_parameter", "")})
    | {
        ("typed_parameter", "name"),
        ("update_expression", "argument"),
        ("pair", "key"),
        ("labeled_statement", ""),
        ("break_statement", ""),
        ("continue_statement", ""),
    },
    opaque=_TYPES | {"comment", "import_statement", "package_clause", "class_definition"},
    binders=(BINDERS - {("assignment", "left"), ("typed_parameter", "")})
    | {
        ("short_var_declaration", "left"),
        ("var_spec", "left"),
        ("const_spec", "left"),
        ("typed_parameter", "name"),
        ("type_switch_statement", "alias"),
    },
    scopes=frozenset(
        {"function_definition", "function_value", "block", "for_statement", "if_statement",
         "case_clause", "match_statement"}
    ),
    hoisted=frozenset(),
    levels=LEVELS,
    needs=PRECEDENCE,
    from_right=frozenset(),
    says=SAYS,
    usual=USAGE,
    sorts=SORTS,
    library=LIBRARY,
    mends=MENDS,
    completed=completed,
)  # fmt: skip
