"""What a type cannot say: values that are small languages or names of plugins."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import entry_points

from oppie.config.layers import Layer
from oppie.config.settings import Settings
from oppie.errors import ConfigError
from oppie.expressions.budget import budget
from oppie.expressions.trigger import trigger
from oppie.expressions.units import Dimension, target

Where = Callable[..., str]
"""The place of the setting with this key."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one kind: those that oppie brings, and those of plugins of a port."""

    kind: str
    port: str
    shipped: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        """Every name; looks for plugins."""
        points = entry_points(group=f"oppie.{self.port}")
        return tuple(sorted({*self.shipped, *(point.name for point in points)}))


PROJECT_TYPES = Names("project type", "integrations", ("go", "nodejs", "python", "rust"))
SANDBOXES = Names("sandbox", "sandboxes", ("auto", "docker", "local", "podman"))
PROPOSERS = Names("proposer", "proposers", ("knobs", "rewrites", "syntax"))


def check(settings: Settings, said: Layer) -> None:
    """Read every value that is an expression or a name.

    Raises:
        ConfigError: one cannot be read; ``where`` names its place.
    """

    def where(*key: str) -> str:
        return said.where(key) or ".".join(key)

    _expressions(settings, where)
    _names(settings, where)
    for index, knob in enumerate(settings.knobs):
        place = said.where(("knobs", index)) or "knobs"
        if not knob.values and knob.range is None:
            raise ConfigError(f"the knob {knob.name} has no values and no range", where=place)
        if knob.range is not None and knob.range[0] >= knob.range[1]:
            message = f"the range of the knob {knob.name} has its lowest value not first"
            raise ConfigError(message, where=place, hint="It is: range: [LOWEST, HIGHEST].")


def _expressions(settings: Settings, where: Where) -> None:
    budget(settings.budget, where("budget"))
    trigger(settings.mcts_trigger, where("mcts_trigger"))
    if settings.performance_target:
        target(settings.performance_target, where("performance_target"))
    for name, each in settings.targets.items():
        if each.threshold:
            target(each.threshold, where("targets", name, "threshold"))
    size(settings.sandbox.memory, where("sandbox", "memory"))
    if settings.test_limit:
        seconds(settings.test_limit, where("test_limit"))


def _names(settings: Settings, where: Where) -> None:
    if settings.project_type:
        _known(settings.project_type, PROJECT_TYPES, where("project_type"))
    _known(settings.sandbox.kind, SANDBOXES, where("sandbox", "kind"))
    for name in settings.proposers:
        _known(name, PROPOSERS, where("proposers"))


def size(text: str, where: str) -> int:
    """Bytes, from such as ``2GiB``. Raises ConfigError."""
    return int(_positive(text, Dimension.SIZE, "a size, such as 512MiB", where))


def seconds(text: str, where: str) -> float:
    """Seconds, from such as ``10s``. Raises ConfigError."""
    return _positive(text, Dimension.TIME, "a time, such as 10s", where)


def _positive(text: str, dimension: Dimension, what: str, where: str) -> float:
    read = target(text, where)
    if read.unit.dimension is not dimension or read.comparison or read.words or read.value <= 0:
        raise ConfigError(f"'{text}' is not {what}", where=where)
    return read.value


def _known(name: str, names: Names, where: str) -> None:
    if name in names.shipped:
        return
    every = names.all()
    if name not in every:
        near = difflib.get_close_matches(name, every, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(every)}."
        raise ConfigError(f"there is no {names.kind} called '{name}'", where=where, hint=hint)
