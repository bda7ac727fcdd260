"""Python: kinds of nodes of its grammar, binding strengths, what is mistaken for what."""

from __future__ import annotations

import keyword
import re
import warnings
from functools import cache

import tree_sitter_python

from oppie.proposers.syntax.language import Fault, Language
from oppie.proposers.syntax.languages.python_words import FOREIGN, OPERATORS, PAIRED
from oppie.proposers.syntax.languages.python_wraps import WRAPS
from oppie.proposers.syntax.tree import Grammar


@cache
def grammar() -> Grammar:
    """The grammar, loaded once."""
    return Grammar(tree_sitter_python.language())


def compiles(data: bytes) -> bool:
    """Whether Python takes a text, without a warning such as ``is`` with a literal."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(data, "<candidate>", "exec", dont_inherit=True)
        except (SyntaxError, SyntaxWarning, ValueError, MemoryError, RecursionError):
            return False
    return True


def probe(statement: bytes) -> bytes:
    """A statement, or a header, where ``return`` may stand; nothing if names decide."""
    if statement.lstrip().startswith((b"global", b"nonlocal")):
        return b""
    if statement[:1].isspace():
        return b"def _():\n while _:\n" + statement
    whole = statement.removeprefix(b"el") + b"pass" if statement[-1:] == b":" else statement
    head = b"async def" if b"await" in whole else b"def"
    return head + b" _():\n while _:\n  " + whole


def fault(data: bytes) -> Fault | None:
    """Where Python stops reading; bad indentation is bad in every version."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(data, "<candidate>", "exec", dont_inherit=True)
        except SyntaxError as error:
            return Fault(error.lineno or 0, sure=isinstance(error, IndentationError))
        except (ValueError, MemoryError, RecursionError):
            return Fault(0, sure=False)
    return None


COMPREHENSIONS = frozenset(
    {
        "list_comprehension",
        "set_comprehension",
        "dictionary_comprehension",
        "generator_expression",
    }
)
_COMPOUND = frozenset(
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
_SIMPLE = frozenset(
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
    }
)
_ALONE = frozenset(
    {
        "expression_statement",
        "return_statement",
        "raise_statement",
        "if_statement",
        "elif_clause",
        "while_statement",
        "for_statement",
    }
)
_VALUES = COMPREHENSIONS | {
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
_UNMADE = frozenset(
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
_BINDERS = frozenset(
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
_LEVELS = {
    "expression_list": 0,
    "lambda": 0,
    "named_expression": 0,
    "yield": 0,
    "conditional_expression": 1,
    "or": 2,
    "and": 3,
    "not_operator": 4,
    "comparison_operator": 5,
    "|": 6,
    "^": 7,
    "&": 8,
    "<<": 9,
    ">>": 9,
    "+": 10,
    "-": 10,
    "*": 11,
    "/": 11,
    "//": 11,
    "%": 11,
    "@": 11,
    "unary_operator": 12,
    "**": 13,
    "await": 14,
}
_NEEDS = {
    ("attribute", "object"): 15,
    ("call", "function"): 15,
    ("subscript", "value"): 15,
    ("await", ""): 15,
    ("not_operator", "argument"): 4,
    ("unary_operator", "argument"): 12,
    ("comparison_operator", ""): 6,
    ("conditional_expression", ""): 2,
    ("for_in_clause", "right"): 2,
    ("if_clause", ""): 2,
    ("list_splat", ""): 6,
    ("return_statement", ""): 0,
    ("assignment", "right"): 0,
    ("parenthesized_expression", ""): 0,
}

PYTHON = Language(
    name="python",
    suffixes=(".py", ".pyi"),
    grammar=grammar,
    compiles=compiles,
    fault=fault,
    probe=probe,
    lexeme=re.compile(
        rb"[\w.]*(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\""
        rb"|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")"
        rb"|\w+|(?:\n[ \t]*)+|[^\s\w]",
        re.DOTALL,
    ),
    functions=frozenset({"function_definition"}),
    classes=frozenset({"class_definition"}),
    blocks=frozenset({"block", "module"}),
    statements=_SIMPLE | _COMPOUND,
    alone=_ALONE,
    values=_VALUES,
    unmade=_UNMADE,
    opaque=frozenset({"type", "comment"}),
    binders=_BINDERS,
    scopes=COMPREHENSIONS | {"lambda", "function_definition", "class_definition"},
    levels=_LEVELS,
    needs=_NEEDS,
    from_right=frozenset({"**"}),
    operators=OPERATORS,
    paired=PAIRED,
    wraps=WRAPS,
    keywords=tuple(keyword.kwlist),
    foreign=FOREIGN,
)
