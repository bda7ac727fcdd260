"""Reading the text of an expression: words in capitals, what may stand in it, places."""

from __future__ import annotations

import ast
import difflib
import io
import tokenize
import warnings
from collections.abc import Iterable

from oppie.errors import ConfigError

_CAPITALS = {"AND": "and", "OR": "or", "NOT": "not"}

_ALLOWED = (
    *(ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.UAdd),
    *(ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow),
    *(ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE),
    *(ast.IfExp, ast.Name, ast.Load),
)

_HINT = "Use numbers, names, + - * / % **, comparisons, and, or, not."


def read(text: str, where: str, functions: frozenset[str]) -> ast.expr:
    """The tree of an expression in which nothing stands but what may.

    Raises:
        ConfigError: bad syntax, or a construct that is no arithmetic; names the column.
    """
    lowered = _lower_words(text, where)
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(lowered, mode="eval").body
    except SyntaxError as error:
        column = max(1, error.offset or 1)
        raise _unreadable(text, f"{where}, column {column}", error.msg) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise _unreadable(text, where, "it is nested too deep") from error
    for node in ast.walk(tree):
        if not _may_stand(node, functions):
            construct = type(node).__name__.lower()
            raise ConfigError(
                f"'{text}' holds what cannot be used here ({construct})",
                where=at(where, text, node),
                hint=_HINT,
            )
    return tree


def at(where: str, text: str, node: ast.AST) -> str:
    """``where`` with the column, from 1, at which a node begins."""
    if not isinstance(node, ast.expr):
        return where
    before = text.encode()[: node.col_offset].decode(errors="replace")
    return f"{where}, column {len(before) + 1}"


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint that names the nearest valid name, or all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(name.lower(), names, n=1)
    if close:
        return f"Did you mean {close[0]}?"
    return f"Names: {', '.join(names)}."


def _lower_words(text: str, where: str) -> str:
    """``AND``, ``OR`` and ``NOT`` as Python spells them; every column stays where it was."""
    try:
        found = [
            (token.start[1], token.string)
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.NAME and token.string in _CAPITALS
        ]
    except (tokenize.TokenError, SyntaxError) as error:
        raise _unreadable(text, where, str(error.args[0])) from error
    for start, word in found:
        text = text[:start] + _CAPITALS[word] + text[start + len(word) :]
    return text


def _may_stand(node: ast.AST, functions: frozenset[str]) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float)
    if isinstance(node, ast.Call):
        named = isinstance(node.func, ast.Name) and node.func.id in functions
        return named and not node.keywords
    return isinstance(node, _ALLOWED)


def _unreadable(text: str, where: str, why: str) -> ConfigError:
    return ConfigError(f"'{text}' cannot be read: {why}", where=where, hint=_HINT)
