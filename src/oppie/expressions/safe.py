"""Expressions over named numbers: parsed once, evaluated often, unable to execute code.

simpleeval does the evaluation; what it may see is narrowed here to numbers, names that were
declared, arithmetic, comparison, ``and``, ``or``, ``not``, ``a if b else c`` and, where a
caller allows them, ``min``, ``max`` and ``abs``. ``AND``, ``OR``, ``NOT`` read as lower case.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from simpleeval import DEFAULT_OPERATORS, InvalidExpression, SimpleEval

from oppie.errors import ConfigError
from oppie.expressions.syntax import at, nearest, read

LONGEST = 500
"""Characters: far more than a person writes, too few to hide a bomb in."""

ARITHMETIC: Mapping[str, Callable[..., float]] = {"abs": abs, "max": max, "min": min}

_OPERATORS = {
    kind: DEFAULT_OPERATORS[kind]
    for kind in (
        *(ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.USub, ast.UAdd),
        *(ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Not),
    )
} | {ast.Pow: math.pow}


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression; make it with :func:`parse`.

    Attributes:
        text: as the user wrote it.
        names: the declared names that it uses, sorted.
    """

    text: str
    names: tuple[str, ...]
    where: str
    tree: ast.expr = field(repr=False, compare=False)
    functions: Mapping[str, Callable[..., float]] = field(repr=False, compare=False)

    def __call__(self, values: Mapping[str, float]) -> float:
        """Its value; truth is 1.0 and 0.0.

        Raises:
            ConfigError: the value is no finite number (a division by zero, an overflow).
        """
        scalars = {name: values[name] for name in self.names}
        evaluator = SimpleEval(_OPERATORS, dict(self.functions), scalars, {})
        try:
            value = float(evaluator.eval(self.text, previously_parsed=self.tree))
        except (ArithmeticError, InvalidExpression, TypeError, ValueError, RecursionError) as error:
            raise self._unusable(str(error), scalars) from error
        if not math.isfinite(value):
            raise self._unusable(f"it is {value}", scalars)
        return value

    def holds(self, values: Mapping[str, float]) -> bool:
        """Whether it is true; any number but zero is."""
        return self(values) != 0

    def _unusable(self, why: str, scalars: Mapping[str, float]) -> ConfigError:
        given = ", ".join(f"{name} = {value:g}" for name, value in scalars.items())
        return ConfigError(
            f"'{self.text}' has no value{f' with {given}' if given else ''}: {why}",
            where=self.where,
            hint="Guard the case, such as: a / b if b else 0.",
        )


def parse(
    text: str,
    names: Iterable[str],
    where: str,
    functions: Mapping[str, Callable[..., float]] | None = None,
) -> Expression:
    """Parse an expression that may use ``names`` and ``functions``.

    Args:
        text: what the user wrote.
        names: that may be used; each is one number.
        functions: that may be called, by name; :data:`ARITHMETIC` or none.
        where: the option, key or file that it stands in; errors add the column, from 1.

    Raises:
        ConfigError: empty, too long, bad syntax, an unknown name or anything but arithmetic.
    """
    text = text.strip()
    if not text:
        raise ConfigError("the expression is empty", where=where, hint="Write one or leave it out.")
    if len(text) > LONGEST or "\n" in text:
        raise ConfigError(f"the expression is not one line of {LONGEST} characters", where=where)
    allowed = dict(functions or {})
    tree = read(text, where, frozenset(allowed))
    known = frozenset(names)
    used = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id not in allowed]
    for name in used:
        if name.id not in known:
            raise ConfigError(
                f"'{name.id}' is not a name that can be used here",
                where=at(where, text, name),
                hint=nearest(name.id, known),
            )
    return Expression(text, tuple(sorted({n.id for n in used})), where, tree, allowed)
