"""Expressions that can be worked out beside a running test without any effect on it."""

from __future__ import annotations

import ast
import builtins
import math
import re
import string
from collections import Counter, OrderedDict, defaultdict, deque
from types import CodeType, ModuleType
from typing import Any, FrozenSet, NamedTuple, Optional, Set

CALL, METHOD, POWER = "__oppie_call__", "__oppie_method__", "__oppie_power__"
"""Names under which the guards stand in the space that expressions are worked out in."""

_KNOWN = """
abs all any ascii bin bool bytes chr complex dict divmod enumerate filter float format frozenset
hash hex int isinstance issubclass len list map max min oct ord range repr reversed round set
slice sorted str sum tuple type zip
"""
_NAMES = frozenset(_KNOWN.split())
_CALLED = frozenset(id(getattr(builtins, name)) for name in _NAMES)
_CHANGE = """
add append appendleft clear difference_update discard extend extendleft insert intersection_update
move_to_end pop popitem popleft remove reverse rotate setdefault sort subtract
symmetric_difference_update update
"""
_CHANGING = frozenset(_CHANGE.split())
_MODULES = (math, re, string)
_HELD = (str, bytes, int, float, complex, bool, tuple, frozenset, range, re.Pattern, re.Match)
_CONTAINERS = (list, dict, set, bytearray, deque, Counter, OrderedDict, defaultdict)
_NEVER = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)
MOST_BITS = 4096
"""Of a power or a shifted number; larger ones take too long."""


class EffectError(Exception):
    """The expression may have an effect, or take long."""


class Harmless(NamedTuple):
    """An expression, guarded; ``names`` are those that it reads."""

    code: CodeType
    names: FrozenSet[str]


def harmless(value: ast.expr) -> Optional[Harmless]:
    """The expression, guards put into its tree; None where it may have an effect."""
    names: Set[str] = set()
    calls = False
    for node in ast.walk(value):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, _NEVER) or _calls_another(node):
            return None
        calls = calls or isinstance(node, (ast.Call, ast.BinOp))
    tree = ast.Expression(_Guards().visit(value) if calls else value)
    try:
        code = compile(ast.fix_missing_locations(tree) if calls else tree, "<judged>", "eval")
    except (SyntaxError, ValueError, TypeError, RecursionError):
        return None
    return Harmless(code, frozenset(names))


def _calls_another(node: ast.AST) -> bool:
    """Whether a node calls anything but a method or a known function."""
    if not isinstance(node, ast.Call) or isinstance(node.func, ast.Attribute):
        return False
    return not (isinstance(node.func, ast.Name) and node.func.id in _NAMES)


class _Guards(ast.NodeTransformer):
    """Puts a guard around each call and each power."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """``f(x)`` and ``a.f(x)`` are asked for before they are called."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute):
            name, first = METHOD, [node.func.value, ast.Constant(node.func.attr, kind=None)]
        else:
            name, first = CALL, [node.func]
        return ast.Call(ast.Name(name, ast.Load()), [*first, *node.args], node.keywords)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """``a ** b`` and ``a << b`` can be very large."""
        self.generic_visit(node)
        if not isinstance(node.op, (ast.Pow, ast.LShift)):
            return node
        shifts = ast.Constant(isinstance(node.op, ast.LShift), kind=None)
        return ast.Call(ast.Name(POWER, ast.Load()), [shifts, node.left, node.right], [])


def call(function: Any, *args: Any, **words: Any) -> Any:
    """Call what is known to have no effect. Raises EffectError."""
    if id(function) not in _CALLED:
        raise EffectError
    return function(*args, **words)


def method(holder: Any, name: str, *args: Any, **words: Any) -> Any:
    """Call a method of plain data that does not change it. Raises EffectError."""
    plain = isinstance(holder, _HELD) or (type(holder) in _CONTAINERS and name not in _CHANGING)
    known = isinstance(holder, ModuleType) and holder in _MODULES
    kind = isinstance(holder, type) and holder in (*_HELD, *_CONTAINERS)
    if not (plain or known or (kind and name not in _CHANGING)):
        raise EffectError
    return getattr(holder, name)(*args, **words)


def power(shifts: bool, left: Any, right: Any) -> Any:  # noqa: FBT001 - which of two operators
    """``left << right`` or ``left ** right``, of a bounded size. Raises EffectError."""
    if isinstance(left, int) and isinstance(right, int):
        bits = right + left.bit_length() if shifts else right * left.bit_length()
        if bits > MOST_BITS:
            raise EffectError
    return left << right if shifts else left**right


GUARDS = {CALL: call, METHOD: method, POWER: power}
