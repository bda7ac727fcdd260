"""TypeScript, and TSX: JavaScript with types, which are read and not changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import tree_sitter_typescript

from oppie.proposers.syntax.dialect import Dialect
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.languages.javascript import DIALECT, JAVASCRIPT
from oppie.proposers.syntax.parsing import fault_of, parses
from oppie.proposers.syntax.tree import Grammar

_TYPES = (
    "array_type function_type generic_type intersection_type literal_type lookup_type object_type"
    " predefined_type tuple_type type_identifier type_query union_type conditional_type"
)
_DECLARATIONS = (
    "interface_declaration type_alias_declaration ambient_declaration enum_declaration"
    " function_signature abstract_method_signature method_signature import_alias"
)
_DIALECT = Dialect(
    kinds={
        **DIALECT.kinds,
        **dict.fromkeys(("type_annotation", "type_arguments", "type_parameters"), "type"),
        **dict.fromkeys(("required_parameter", "optional_parameter"), "typed_parameter"),
        "abstract_class_declaration": "class_definition",
        "public_field_definition": "assignment",
    },
    roles={
        **DIALECT.roles,
        ("required_parameter", "pattern"): "name",
        ("optional_parameter", "pattern"): "name",
        ("public_field_definition", "name"): "left",
        ("public_field_definition", "value"): "right",
    },
    order={
        **DIALECT.order,
        **dict.fromkeys(("as_expression", "satisfies_expression"), ("value", "as")),
        "non_null_expression": ("value",),
    },
    hollow=DIALECT.hollow,
)
_ANY_PART, _NAME = frozenset({("typed_parameter", "")}), frozenset({("typed_parameter", "name")})


@cache
def typescript() -> Grammar:
    """The grammar of TypeScript, loaded once."""
    return Grammar(tree_sitter_typescript.language_typescript(), _DIALECT)


@cache
def tsx() -> Grammar:
    """The grammar of TSX, loaded once."""
    return Grammar(tree_sitter_typescript.language_tsx(), _DIALECT)


def _language(name: str, suffixes: tuple[str, ...], grammar: Callable[[], Grammar]) -> Language:
    return replace(
        JAVASCRIPT,
        name=name,
        suffixes=suffixes,
        grammar=grammar,
        compiles=parses(grammar),
        fault=fault_of(grammar),
        statements=JAVASCRIPT.statements | frozenset(_DECLARATIONS.split()),
        values=JAVASCRIPT.values | {"as_expression", "non_null_expression"},
        unmade=(JAVASCRIPT.unmade - _ANY_PART) | _NAME,
        opaque=JAVASCRIPT.opaque | frozenset((_TYPES + " " + _DECLARATIONS).split()) | {"type"},
        binders=(JAVASCRIPT.binders - _ANY_PART) | _NAME,
        levels={**JAVASCRIPT.levels, "as_expression": 6, "satisfies_expression": 6},
        needs={**JAVASCRIPT.needs, ("non_null_expression", ""): 15, ("as_expression", "value"): 6},
    )


TYPESCRIPT = _language("typescript", (".ts", ".mts", ".cts"), typescript)
TSX = _language("tsx", (".tsx",), tsx)
