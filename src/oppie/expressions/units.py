"""Targets with units, such as ``<70μs VST commits``, ``>=99%``, ``10min`` or ``512MiB``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from oppie.errors import ConfigError
from oppie.expressions.syntax import nearest


class Dimension(StrEnum):
    """What a unit measures; values are kept in its base unit."""

    TIME = "seconds"
    SIZE = "bytes"
    RATIO = "ratio"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, and how many base units one of it is."""

    name: str
    dimension: Dimension
    factor: float


_TIME = {
    "ns": 1e-9,
    "us": 1e-6,
    "ms": 1e-3,
    "s": 1.0,
    "sec": 1.0,
    "min": 60.0,
    "h": 3600.0,
    "d": 86400.0,
}
_SIZE = {"B": 1.0} | {
    f"{prefix}{suffix}": float(base**power)
    for base, suffix in ((1000, "B"), (1024, "iB"))
    for power, prefix in enumerate("kMGT", start=1)
}
UNITS = {
    unit.name: unit
    for unit in (
        *(Unit(name, Dimension.TIME, factor) for name, factor in _TIME.items()),
        *(Unit(name, Dimension.SIZE, factor) for name, factor in _SIZE.items()),
        Unit("%", Dimension.RATIO, 0.01),
        Unit("x", Dimension.RATIO, 1.0),
    )
}
_NONE = Unit("", Dimension.NUMBER, 1.0)

_SHAPE = re.compile(
    r"\s*(?P<comparison><=|>=|==|<|>|=|≤|≥)?\s*"
    r"(?P<number>[+-]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r"(?P<unit>[^\W\d_]+|%)?(?P<rest>\s[^<>=≤≥]*|)",
    re.DOTALL,
)
_SPELLED = {"=": "==", "≤": "<=", "≥": ">="}


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached.

    Attributes:
        text: as the user wrote it.
        comparison: ``<``, ``<=``, ``>``, ``>=``, ``==``, or empty where none was written.
        value: in base units: seconds, bytes, or the ratio itself (99 % is 0.99).
        unit: as the user wrote it, in its usual spelling.
        words: what follows, such as ``VST commits``; may be empty.
    """

    text: str
    comparison: str
    value: float
    unit: Unit
    words: str = ""

    def holds(self, measured: float) -> bool:
        """Whether a measurement, in base units, meets the target; ``<=`` where none is said."""
        match self.comparison:
            case "<":
                return measured < self.value
            case ">":
                return measured > self.value
            case ">=":
                return measured >= self.value
            case "==":
                return measured == self.value
            case _:
                return measured <= self.value


def target(text: str, where: str) -> Target:
    """Parse a target: a comparison, a number, a unit, words; only the number must be there.

    Raises:
        ConfigError: no number, or a unit that is not known (names the nearest one).
    """
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise ConfigError(
            f"'{text}' is no target",
            where=where,
            hint="Write a comparison, a number and a unit, such as <70us, >=99% or 10min.",
        )
    unit, words = _unit(shape["unit"] or "", shape["rest"].strip(), where)
    comparison = shape["comparison"] or ""
    value = float(shape["number"]) * unit.factor
    return Target(text, _SPELLED.get(comparison, comparison), value, unit, words)


def _unit(attached: str, rest: str, where: str) -> tuple[Unit, str]:
    """The unit that is attached to the number, or else the first word after it if it is one."""
    if attached:
        return unit_named(attached, where), rest
    first, _, others = rest.partition(" ")
    known = _known(first)
    return (known, others.strip()) if known else (_NONE, rest)


def unit_named(name: str, where: str) -> Unit:
    """A unit by its name; ``µ`` (U+00B5) and ``μ`` (U+03BC) read as ``u``.

    Raises:
        ConfigError: there is no such unit.
    """
    unit = _known(name)
    if unit is None:
        raise ConfigError(f"'{name}' is no unit", where=where, hint=nearest(name, UNITS))
    return unit


def _known(name: str) -> Unit | None:
    plain = name.replace("µ", "u").replace("μ", "u")
    kilo = f"k{plain[1:]}" if plain.startswith("K") else plain.lower()
    return UNITS.get(plain) or UNITS.get(kilo)
