"""Two versions of a module's code: which functions differ, if nothing else does."""

from __future__ import annotations

import inspect
import sys
from types import CodeType
from typing import List, NamedTuple, Tuple

_HAS_DOCSTRING = 0x4000000
"""A code's first constant is its docstring (Python 3.13 and newer)."""


class UnlikeError(Exception):
    """More than the bodies of functions differs."""


class Pair(NamedTuple):
    """A function's code in both versions; ``changed`` is False where only its lines moved."""

    old: CodeType
    new: CodeType
    changed: bool


def pairs(old: CodeType, new: CodeType) -> List[Pair]:
    """The functions that differ, outer before inner. Raises UnlikeError."""
    found: List[Pair] = []
    _compare(old, new, found)
    return found


def _compare(old: CodeType, new: CodeType, found: List[Pair]) -> None:
    if old == new:  # in most of a file nothing has changed
        return
    inner_old, inner_new = _inner(old), _inner(new)
    names = [code.co_name for code in inner_old]
    alike = _shallow(old) == _shallow(new) and names == [code.co_name for code in inner_new]
    if not alike:
        if not old.co_flags & inspect.CO_OPTIMIZED or _outside(old) != _outside(new):
            raise UnlikeError(old.co_name)
        found.append(Pair(old, new, changed=True))
        return
    if old.co_flags & inspect.CO_OPTIMIZED:
        found.append(Pair(old, new, changed=False))
    for index, code in enumerate(inner_old):
        _compare(code, inner_new[index], found)


def _inner(code: CodeType) -> List[CodeType]:
    return [const for const in code.co_consts if isinstance(const, CodeType)]


def _outside(code: CodeType) -> Tuple[object, ...]:
    """What others see of a function: name, parameters, free variables, docstring."""
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    return (
        code.co_name,
        code.co_flags,
        code.co_argcount,
        code.co_posonlyargcount,
        code.co_kwonlyargcount,
        code.co_varnames[:count],
        code.co_freevars,
        _docstring(code),
    )


def _docstring(code: CodeType) -> object:
    if sys.version_info >= (3, 13) and not code.co_flags & _HAS_DOCSTRING:
        return None
    first = code.co_consts[0] if code.co_consts else None
    return first if isinstance(first, str) else None


def _shallow(code: CodeType) -> Tuple[object, ...]:
    """All of a code object but its place in the file and the code within it."""
    return (
        *_outside(code),
        code.co_code,
        code.co_names,
        code.co_varnames,
        code.co_cellvars,
        getattr(code, "co_exceptiontable", b""),
        [_constant(code, const) for const in code.co_consts],
    )


def _constant(code: CodeType, const: object) -> object:
    """A constant told apart from all that equal it (1, 1.0, True) but are not it."""
    if isinstance(const, CodeType):
        return CodeType
    if "__firstlineno__" in code.co_names and const == code.co_firstlineno:
        return "__firstlineno__"  # Python 3.13 keeps a class's line in its body
    return type(const), repr(const)
