"""Rust: its grammar in common names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import tree_sitter
import tree_sitter_rust

from oppie.proposers.syntax.dialect import Dialect, Kind, by_operator
from oppie.proposers.syntax.tree import Grammar

STATEMENT_OF = {
    "if_expression": "if_statement",
    "for_expression": "for_statement",
    "while_expression": "while_statement",
    "loop_expression": "while_statement",
    "match_expression": "match_statement",
    "return_expression": "return_statement",
    "break_expression": "break_statement",
    "continue_expression": "continue_statement",
}
"""What an expression is where it is a statement."""
_TEST = re.compile(rb"\bcfg\s*\(\s*(?:test\b|all\s*\(\s*test\b)|^#\[\s*(?:\w+::)*test\b")


def _statement(raw: tree_sitter.Node) -> str:
    inner = raw.named_child(0)
    return STATEMENT_OF.get(inner.type if inner else "", "expression_statement")


def _standing(raw: tree_sitter.Node) -> str:
    """An expression that may stand as the last thing in a block, or be a value."""
    parent = raw.parent
    alone = parent is not None and parent.type in ("block", "else_clause", "expression_statement")
    return STATEMENT_OF[raw.type] if alone else raw.type


def _item(kind: str) -> Kind:
    """An item, unless it is there for tests only."""

    def tell(raw: tree_sitter.Node) -> str:
        before = raw.prev_sibling
        while before is not None and before.type in ("attribute_item", "line_comment"):
            if before.type == "attribute_item" and _TEST.search(before.text or b""):
                return "test_item"
            before = before.prev_sibling
        return kind

    return tell


def _truth(raw: tree_sitter.Node) -> str:
    return "true" if raw.text == b"true" else "false"


def _unary(raw: tree_sitter.Node) -> str:
    signs = {"!": "not_operator", "-": "unary_operator"}
    return signs.get(raw.children[0].type, "dereference")


TYPES = (
    "abstract_type array_type bounded_type dynamic_type function_type generic_type lifetime"
    " never_type pointer_type primitive_type reference_type scoped_type_identifier trait_bounds"
    " tuple_type type_arguments type_identifier type_parameters unit_type where_clause"
)
UNREAD = (
    "attribute_item enum_item extern_crate_declaration foreign_mod_item inner_attribute_item"
    " macro_definition struct_item test_item type_item union_item visibility_modifier"
    " associated_type function_signature_item mutable_specifier label self_parameter"
)
KINDS: Mapping[str, Kind] = {
    "source_file": "module",
    "expression_statement": _statement,
    **dict.fromkeys(STATEMENT_OF, _standing),
    "let_declaration": "declaration",
    "const_item": "declaration",
    "static_item": "declaration",
    "assignment_expression": "assignment",
    "compound_assignment_expr": "augmented_assignment",
    "function_item": _item("function_definition"),
    "impl_item": _item("class_definition"),
    "trait_item": _item("class_definition"),
    "mod_item": _item("class_definition"),
    "use_declaration": "import_statement",
    "closure_expression": "lambda",
    "closure_parameters": "lambda_parameters",
    "parameter": "typed_parameter",
    "match_arm": "case_clause",
    "match_pattern": "case_pattern",
    "call_expression": "call",
    "arguments": "argument_list",
    "field_expression": "attribute",
    "scoped_identifier": "attribute",
    "index_expression": "subscript",
    "field_identifier": "identifier",
    "shorthand_field_identifier": "identifier",
    "binary_expression": by_operator(
        "binary_operator",
        comparison_operator="< <= > >= == !=",
        boolean_operator="&& ||",
    ),
    "unary_expression": _unary,
    "reference_expression": "reference",
    "type_cast_expression": "cast",
    "integer_literal": "integer",
    "float_literal": "float",
    "boolean_literal": _truth,
    "char_literal": "character",
    "string_literal": "string",
    "raw_string_literal": "string",
    "array_expression": "list",
    "tuple_expression": "tuple",
    "await_expression": "await",
    "line_comment": "comment",
    "block_comment": "comment",
}
ROLES = {
    ("let_declaration", "pattern"): "left",
    ("let_declaration", "value"): "right",
    ("const_item", "name"): "left",
    ("const_item", "value"): "right",
    ("static_item", "name"): "left",
    ("static_item", "value"): "right",
    ("for_expression", "pattern"): "left",
    ("for_expression", "value"): "right",
    ("impl_item", "type"): "name",
    ("parameter", "pattern"): "name",
    ("field_expression", "value"): "object",
    ("field_expression", "field"): "attribute",
    ("scoped_identifier", "path"): "scope",
    ("scoped_identifier", "name"): "attribute",
}
DIALECT = Dialect(
    kinds=KINDS,
    roles=ROLES,
    order={
        "else_clause": ("body",),
        "index_expression": ("value", "subscript"),
        "unary_expression": ("argument",),
        "tuple_struct_pattern": ("part",) * 8,
        "range_expression": ("low", "high"),
    },
    lifted=frozenset({("expression_statement", kind) for kind in STATEMENT_OF})
    | {("call_expression", "generic_function")},
    leaves=frozenset({"boolean_literal"}),
)


@cache
def grammar() -> Grammar:
    """The grammar, loaded once."""
    return Grammar(tree_sitter_rust.language(), DIALECT)
