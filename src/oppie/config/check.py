"""What a type cannot say: values that are small languages or names of plugins."""

from __future__ import annotations

import difflib
from importlib.metadata import entry_points

from oppie.config.layers import Layer
from oppie.config.settings import Settings
from oppie.errors import ConfigError
from oppie.expressions.budget import budget
from oppie.expressions.trigger import trigger
from oppie.expressions.units import Dimension, target

PROJECT_TYPES = ("go", "nodejs", "python", "rust")
SANDBOXES = ("auto", "docker", "local", "podman")
PROPOSERS = ("syntax",)


def check(settings: Settings, said: Layer) -> None:
    """Read every value that is an expression or a name.

    Raises:
        ConfigError: one cannot be read; ``where`` names its place.
    """

    def where(*key: str) -> str:
        return said.where(key) or ".".join(key)

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
    if settings.project_type:
        _known(settings.project_type, "integrations", PROJECT_TYPES, where("project_type"))
    _known(settings.sandbox.kind, "sandboxes", SANDBOXES, where("sandbox", "kind"))
    for name in settings.proposers:
        _known(name, "proposers", PROPOSERS, where("proposers"))


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


def _known(name: str, port: str, shipped: tuple[str, ...], where: str) -> None:
    """Refuse a name that neither oppie nor a plugin has; plugins are only looked for at need."""
    if name in shipped:
        return
    names = sorted({*shipped, *(point.name for point in entry_points(group=f"oppie.{port}"))})
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        raise ConfigError(
            f"'{name}' is not one of the {port}",
            where=where,
            hint=f"Did you mean {near[0]}?" if near else f"There are: {', '.join(names)}.",
        )
