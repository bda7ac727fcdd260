"""Measurements as people read them."""

from __future__ import annotations

from oppie.model.comparison import Comparison

_TIMES = ((1.0, "s", 1.0), (1e-3, "ms", 1e-3), (1e-6, "us", 1e-6), (0.0, "ns", 1e-9))
"""From which number of seconds on which unit is used."""


def amount(value: float, unit: str) -> str:
    """``1.25 ms``, ``31``, ``0.5 B/op``: four digits at most."""
    if unit == "s":
        _, name, size = next(each for each in _TIMES if abs(value) >= each[0])
        return f"{value / size:.4g} {name}"
    return f"{value:.6g} {unit}".rstrip()


def compared(comparison: Comparison) -> str:
    """``1.8 times faster (1.7 to 1.9), 40 pairs``; other amounts with what they were and are."""
    pairs = f"{comparison.pairs} pairs"
    unit, name = comparison.unit, comparison.name
    if unit == "s" and comparison.relative and not comparison.larger and comparison.low > 0:
        times = [1 / each for each in (comparison.change, comparison.high, comparison.low)]
        middle, low, high = (f"{each:.3g}" for each in times)
        return f"{middle} times faster ({low} to {high}), {pairs}"
    change = f"{amount(comparison.before.median, unit)} to {amount(comparison.after.median, unit)}"
    if comparison.relative:
        low, middle, high = (
            f"{100 * (each - 1):+.3g} %"
            for each in (comparison.low, comparison.change, comparison.high)
        )
    else:
        low, middle, high = (
            f"{each:+.4g}" for each in (comparison.low, comparison.change, comparison.high)
        )
    return f"{name} from {change}, {middle} ({low} to {high}), {pairs}"
