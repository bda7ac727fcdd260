"""The metric of a benchmark: one number a run, of which less is better."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import geometric_mean

from oppie.errors import ConfigError
from oppie.expressions.safe import ARITHMETIC, Expression, parse
from oppie.expressions.units import Dimension, Target
from oppie.metrics.readings import Told, read
from oppie.model.measurement import Measurement, Reading

OWN = {"seconds": "s", "cpu_seconds": "s", "peak_bytes": "B"}
"""What every run has: wall time, processor time, largest resident size; with their units."""
SMALLER = ("s", "B", "B/op", "allocs/op")
"""Units of which less is better."""

_DIRECTION = re.compile(r"(?i)\s*(?P<word>minimi[sz]e|maximi[sz]e)\b[\s:]*")
_NAMED = re.compile(r"\s*[A-Za-z_]\w*\s*=(?!=)")


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What is compared of two runs of one benchmark.

    Attributes:
        name: what is measured, for people.
        unit: ``s``, ``B``, the benchmark's own, or empty.
        larger: more is better.
        expression: over the names of readings; None takes ``readings``.
        readings: names of those whose geometric mean counts; empty is the wall time.
        target: what is to be reached; None where none is stated of this.
    """

    name: str
    unit: str = ""
    larger: bool = False
    expression: Expression | None = None
    readings: tuple[str, ...] = ()
    target: Target | None = None

    def met(self, value: float) -> bool:
        """Whether a value reaches the target; never where none is stated.

        A target's unit says in which unit a number without one was printed.
        """
        if self.target is None:
            return False
        known = self.unit in SMALLER or self.target.unit.dimension is Dimension.NUMBER
        return self.target.holds(value if known else value * self.target.unit.factor)

    def value(self, measurement: Measurement) -> float | None:
        """The number, in ``unit``; None where the run failed or did not tell it."""
        if measurement.code != 0:
            return None
        told = read(measurement)
        if self.expression is not None:
            return _evaluated(self.expression, _named(measurement, told))
        if not self.readings:
            return measurement.seconds
        values = {each.name: each.value for each in told.readings}
        if any(name not in values for name in self.readings):
            return None
        return _together([values[name] for name in self.readings])

    def cost(self, measurement: Measurement) -> float | None:
        """The same as a number of which less is better."""
        value = self.value(measurement)
        return -value if value is not None and self.larger else value


def yardstick(
    measurement: Measurement, metric: str, where: str, target: Target | None = None
) -> Yardstick:
    """What to compare, from what a first run told.

    Args:
        measurement: of the project as it is.
        metric: the user's expression; empty takes what the benchmark says of itself.
        where: of the metric, for errors.
        target: its comparison says what is better, its words name a reading; one whose words
            name none is not about this benchmark.

    Raises:
        ConfigError: the metric is none, or uses a name that the benchmark does not tell.
    """
    told = read(measurement)
    if metric:
        made = _of_expression(metric, measurement, told, where)
        return made if target is None else _aimed(made, target)
    main = told.main
    if target is not None and target.words:
        meant = _meant(told, target.words)
        main, target = meant or main, target if meant else None
    made = _of_readings(main)
    return made if target is None else _aimed(made, target)


def _of_readings(main: tuple[Reading, ...]) -> Yardstick:
    if not main:
        return Yardstick("wall time", "s")
    if len(main) > 1 and min(each.value for each in main) <= 0:
        main = main[:1]
    name = main[0].name if len(main) == 1 else f"geometric mean of {len(main)} benchmarks"
    return Yardstick(name, main[0].unit, readings=tuple(each.name for each in main))


def _aimed(made: Yardstick, target: Target) -> Yardstick:
    if not target.comparison:
        return replace(made, target=target)
    return replace(made, larger=target.comparison in (">", ">="), target=target)


def identifier(name: str) -> str:
    """The name of a reading as an expression has it: ``Sort/64-8`` is ``Sort_64_8``."""
    word = re.sub(r"\W+", "_", name).strip("_")
    return word if not word[:1].isdigit() else f"_{word}"


def _of_expression(metric: str, measurement: Measurement, told: Told, where: str) -> Yardstick:
    said = _DIRECTION.match(metric)
    text = metric[said.end() :] if said else _NAMED.sub("", metric, count=1)
    units = OWN | {identifier(each.name): each.unit for each in told.readings}
    try:
        expression = parse(text, units, where, ARITHMETIC)
        expression(_named(measurement, told))
    except ConfigError as error:
        hint = error.hint or f"The benchmark tells: {', '.join(sorted(units))}."
        raise ConfigError(error.message, where=error.where, hint=hint) from error
    unit = units.get(text.strip(), "")
    larger = said["word"].lower().startswith("max") if said else unit not in SMALLER
    return Yardstick(text.strip(), unit, larger, expression)


def _evaluated(expression: Expression, values: Mapping[str, float]) -> float | None:
    if any(name not in values for name in expression.names):
        return None
    try:
        return expression(values)
    except ConfigError:  # no finite value for this candidate
        return None


def _named(measurement: Measurement, told: Told) -> dict[str, float]:
    own = {
        "seconds": measurement.seconds,
        "cpu_seconds": measurement.cpu_seconds,
        "peak_bytes": float(measurement.peak_bytes),
    }
    return own | {identifier(each.name): each.value for each in told.readings}


def _meant(told: Told, words: str) -> tuple[Reading, ...]:
    """The reading that the words of a target name."""
    wanted = [word.rstrip("s") for word in re.split(r"\W+", words.lower()) if word]
    named = [each for each in told.readings if all(w in each.name.lower() for w in wanted)]
    return tuple(named[:1])


def _together(values: list[float]) -> float:
    return values[0] if len(values) == 1 else geometric_mean(values)
