"""What languages with braces have in common: how they write, what is mistaken in them."""

from __future__ import annotations

from functools import partial

from oppie.proposers.syntax.idioms import Table
from oppie.proposers.syntax.levels import UNARY
from oppie.proposers.syntax.spelling import Spelling

spelling = partial(
    Spelling,
    true="true",
    false="false",
    both="{} && {}",
    either="{} || {}",
    negation="!{}",
    negation_level=UNARY,
    equal="==",
    unequal="!=",
    item="{0}[{1}]",
    opens=" {",
    closes="}",
    when="if {}",
    otherwise="else",
    chained="else if",
    gives="return {}",
    comment="//",
)
"""A Spelling of which only the language's own has to be said."""

COMPARISONS: Table = {
    "<": ("<=", ">", ">=", "==", "!="),
    "<=": ("<", ">=", ">", "==", "!="),
    ">": (">=", "<", "<=", "==", "!="),
    ">=": (">", "<=", "<", "==", "!="),
    "==": ("!=", "<=", ">=", "<", ">"),
    "!=": ("==", "<", ">", "<=", ">="),
}
ARITHMETIC: Table = {
    "+": ("-", "*", "%", "/"),
    "-": ("+", "*", "%", "/"),
    "*": ("/", "+", "-", "%"),
    "/": ("*", "%", "-", "+"),
    "%": ("/", "*", "-", "+"),
}
BOOLEAN: Table = {"&&": ("||",), "||": ("&&",)}
AUGMENTED: Table = {
    "+=": ("-=", "*=", "=", "/="),
    "-=": ("+=", "*=", "/=", "%=", "="),
    "*=": ("+=", "/=", "-=", "="),
    "/=": ("*=", "-=", "%=", "="),
    "%=": ("/=", "-=", "="),
    "&=": ("|=", "^="),
    "|=": ("&=", "^=", "+="),
    "^=": ("&=", "|=", "+="),
    "<<=": (">>=", "*="),
    ">>=": ("<<=", "/="),
}

FOREIGN: Table = {
    "and": ("&&",),
    "or": ("||",),
    "not": ("!",),
    "elif": ("else if",),
    "True": ("true",),
    "False": ("false",),
    "=<": ("<=",),
    "=>": (">=",),
    "=!": ("!=",),
    "= =": ("==",),
    "! =": ("!=",),
    "< =": ("<=",),
    "> =": (">=",),
    "<>": ("!=",),
}
"""Words and signs of other languages, and slips of the keyboard."""
