"""Kinds of nodes that most languages have, in common names, for their descriptions."""

COMPREHENSIONS = frozenset(
    {
        "list_comprehension",
        "set_comprehension",
        "dictionary_comprehension",
        "generator_expression",
    }
)
COMPOUND = frozenset(
    {
        "if_statement",
        "for_statement",
        "while_statement",
        "try_statement",
        "with_statement",
        "match_statement",
        "function_definition",
        "class_definition",
        "decorated_definition",
    }
)
SIMPLE = frozenset(
    {
        "expression_statement",
        "return_statement",
        "raise_statement",
        "assert_statement",
        "pass_statement",
        "break_statement",
        "continue_statement",
        "delete_statement",
        "global_statement",
        "nonlocal_statement",
        "import_statement",
        "import_from_statement",
        "future_import_statement",
        "declaration",
    }
)
STATEMENTS = SIMPLE | COMPOUND
LEAVING = frozenset({"return_statement", "break_statement", "continue_statement"})
LOOPS = frozenset({"for_statement", "while_statement"})
TOGETHER = frozenset({"pattern_list", "tuple_pattern", "list_pattern", "tuple"})
"""What holds several names that get their values together."""
VALUES = COMPREHENSIONS | {
    "identifier",
    "attribute",
    "subscript",
    "call",
    "binary_operator",
    "boolean_operator",
    "not_operator",
    "unary_operator",
    "comparison_operator",
    "conditional_expression",
    "parenthesized_expression",
    "lambda",
    "integer",
    "float",
    "string",
    "concatenated_string",
    "true",
    "false",
    "none",
    "list",
    "tuple",
    "dictionary",
    "set",
    "await",
    "expression_list",
}
UNMADE = frozenset(
    {
        ("assignment", "left"),
        ("augmented_assignment", "left"),
        ("for_statement", "left"),
        ("for_in_clause", "left"),
        ("function_definition", "name"),
        ("class_definition", "name"),
        ("keyword_argument", "name"),
        ("attribute", "attribute"),
        ("default_parameter", "name"),
        ("typed_default_parameter", "name"),
        ("named_expression", "name"),
        *(
            (kind, "")
            for kind in (
                "pattern_list",
                "tuple_pattern",
                "list_pattern",
                "parameters",
                "lambda_parameters",
                "typed_parameter",
                "list_splat_pattern",
                "dictionary_splat_pattern",
                "dotted_name",
                "aliased_import",
                "as_pattern_target",
                "global_statement",
                "nonlocal_statement",
                "delete_statement",
                "type",
                "decorator",
                "case_pattern",
                "concatenated_string",
            )
        ),
    }
)
BINDERS = frozenset(
    {
        ("assignment", "left"),
        ("for_statement", "left"),
        ("for_in_clause", "left"),
        ("function_definition", "name"),
        ("class_definition", "name"),
        ("default_parameter", "name"),
        ("typed_default_parameter", "name"),
        ("named_expression", "name"),
        *(
            (kind, "")
            for kind in (
                "parameters",
                "lambda_parameters",
                "typed_parameter",
                "list_splat_pattern",
                "dictionary_splat_pattern",
                "as_pattern_target",
            )
        ),
    }
)
NEEDS = {
    ("attribute", "object"): 15,
    ("call", "function"): 15,
    ("subscript", "value"): 15,
    ("await", ""): 15,
    ("not_operator", "argument"): 4,
    ("unary_operator", "argument"): 12,
    ("comparison_operator", ""): 6,
    ("conditional_expression", ""): 2,
    ("return_statement", ""): 0,
    ("assignment", "right"): 0,
    ("augmented_assignment", "right"): 0,
    ("parenthesized_expression", ""): 0,
}
"""(parent's kind, role) → how strongly what stands there has to bind."""
