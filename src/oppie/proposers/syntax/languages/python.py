"""Python: kinds of nodes of its grammar, binding strengths, what is mistaken for what."""

from __future__ import annotations

import re
import warnings
from functools import cache

import tree_sitter_python

from oppie.proposers.syntax.dialect import Dialect
from oppie.proposers.syntax.kinds import BINDERS, COMPREHENSIONS, NEEDS, STATEMENTS, UNMADE, VALUES
from oppie.proposers.syntax.language import Fault, Language
from oppie.proposers.syntax.languages.python_idioms import USAGE
from oppie.proposers.syntax.languages.python_library import LIBRARY
from oppie.proposers.syntax.languages.python_mending import MENDS
from oppie.proposers.syntax.languages.python_sorts import SORTS
from oppie.proposers.syntax.levels import NOT
from oppie.proposers.syntax.spelling import Spelling
from oppie.proposers.syntax.tree import Grammar

_DIALECT = Dialect(
    order={"conditional_expression": ("consequence", "condition", "alternative")},
)


@cache
def grammar() -> Grammar:
    """The grammar, loaded once."""
    return Grammar(tree_sitter_python.language(), _DIALECT)


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
    ("for_in_clause", "right"): 2,
    ("if_clause", ""): 2,
    ("list_splat", ""): 6,
}

SAYS = Spelling(
    true="True",
    false="False",
    none="None",
    own="self",
    constructor="__init__",
    parent="super().__init__({})",
    keyword="{0}={1}",
    sets="{0} = {1}",
    shared="global {}",
    outer="nonlocal {}",
    waits="await {}",
    literal=repr,
    both="{} and {}",
    either="{} or {}",
    negation="not {}",
    negation_level=NOT,
    equal="==",
    unequal="!=",
    is_none="{} is None",
    is_some="{} is not None",
    contains="{0} in {1}",
    lacks="{0} not in {1}",
    length="len({})",
    absolute="abs({})",
    whole="{} // {}",
    item="{0}[{1}]",
    tail="{0}[{1}:]",
    front="{0}[:{1}]",
    conditional="{0} if {1} else {2}",
    joins="; ",
    opens=":",
    when="if {}",
    loop="while {}",
    otherwise="else",
    chained="elif",
    gives="return {}",
    raises="raise {}",
    error="{}",
    nothing="pass",
    tries="try",
    handles="except {}",
    comment="#",
)

PYTHON = Language(
    name="python",
    suffixes=(".py", ".pyi"),
    grammar=grammar,
    compiles=compiles,
    fault=fault,
    probe=probe,
    within=(b"class _:\n", b""),
    lexeme=re.compile(
        rb"[\w.]*(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\""
        rb"|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")"
        rb"|\w+|(?:\n[ \t]*)+|[^\s\w]",
        re.DOTALL,
    ),
    defined=re.compile(
        r"^(?:async def|def|class) (\w+)|^([A-Za-z]\w*)\s*(?::[^=\n]+)?=[^=]", re.MULTILINE
    ),
    functions=frozenset({"function_definition"}),
    classes=frozenset({"class_definition"}),
    blocks=frozenset({"block", "module"}),
    statements=STATEMENTS,
    wrappers=frozenset({"decorated_definition"}),
    alone=_ALONE,
    values=VALUES,
    unmade=UNMADE,
    opaque=frozenset({"type", "comment"}),
    binders=BINDERS,
    scopes=COMPREHENSIONS | {"lambda", "function_definition", "class_definition"},
    hoisted=frozenset(),
    levels=_LEVELS,
    needs={**NEEDS, **_NEEDS},
    from_right=frozenset({"**"}),
    says=SAYS,
    usual=USAGE,
    sorts=SORTS,
    library=LIBRARY,
    mends=MENDS,
)
