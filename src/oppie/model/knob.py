"""Knobs: values in files that a run may change."""

from __future__ import annotations

from dataclasses import dataclass

Value = bool | int | float | str


@dataclass(frozen=True, slots=True)
class DeclaredKnob:
    """A knob as the settings name it.

    Attributes:
        file: relative to the project's root.
        name: that the value is given to in that file.
        values: to try; empty where there is a range.
        range: lowest and highest value.
        place: where it was declared, such as ``oppie.yaml:7``.
    """

    file: str
    name: str
    values: tuple[Value, ...] = ()
    range: tuple[float, float] | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Knob:
    """A knob as it stands in a file.

    Attributes:
        path, line: where; ``line`` counts from 1.
        start, end: byte offsets of the value in the file.
        text: what stands there, as it is written; ``value`` is what it means.
        axis: what may stand there.
    """

    path: str
    name: str
    line: int
    start: int
    end: int
    text: str
    value: Value
    axis: Axis


@dataclass(frozen=True, slots=True)
class Axis:
    """What one knob may be set to.

    Attributes:
        choices: values to try first, as they stand or spread over the range.
        low, high: the range; equal where there is none and only the choices count.
        whole: only whole numbers.
    """

    choices: tuple[Value, ...]
    low: float = 0.0
    high: float = 0.0
    whole: bool = False
