"""What measured runs work with, put together by wiring when one begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from oppie.expressions.units import Target
from oppie.model.change import Change
from oppie.model.knob import DeclaredKnob, Knob, Value
from oppie.model.measurement import Measurement
from oppie.ports import Profiler, Proposer


class Yardstick(Protocol):
    """What is compared of two runs of one benchmark."""

    @property
    def name(self) -> str:
        """What is measured, for people."""

    @property
    def unit(self) -> str:
        """Of values; ``s`` where they are times."""

    @property
    def larger(self) -> bool:
        """Whether more is better."""

    @property
    def target(self) -> Target | None:
        """What is to be reached, where that is stated."""

    def value(self, measurement: Measurement) -> float | None:
        """The number that counts; None where the run failed or did not tell it."""

    def met(self, value: float) -> bool:
        """Whether a value reaches the stated target."""


class Tuner(Protocol):
    """Finds knobs and turns them."""

    def declared(
        self, knobs: Sequence[DeclaredKnob], read: Callable[[str], bytes], files: Sequence[str]
    ) -> tuple[Knob, ...]:
        """Those of the settings. Raises ConfigError where one is not there."""

    def found(self, sources: Mapping[str, bytes]) -> tuple[Knob, ...]:
        """Named constants."""

    def change(self, knobs: Sequence[Knob], values: Sequence[Value]) -> Change | None:
        """Set each knob to its value; None where all stand there already."""


Calibrate = Callable[[Measurement, str, str, Target | None], Yardstick]
"""The yardstick, from a first run, the metric and its place, and the target."""


@dataclass(frozen=True, slots=True)
class Instruments:
    """The edges of measured runs.

    Attributes:
        rewriters: propose changes that keep behaviour.
        profilers: by project type.
    """

    calibrate: Calibrate
    tuner: Tuner
    rewriters: tuple[Proposer, ...]
    profilers: Mapping[str, Profiler]
