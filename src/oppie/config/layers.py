"""One source of settings: its values, and where in it each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Key = tuple[str | int, ...]
"""The way to a value: ``("sandbox", "memory")``, ``("knobs", 0, "file")``."""

Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class Layer:
    """Values from one source.

    Attributes:
        values: nested as in ``oppie.yaml``.
        places: where each value was said: ``oppie.yaml:7``, ``--budget``, ``OPPIE_SEED``.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    places: Mapping[Key, str] = field(default_factory=dict)

    def under(self, upper: Layer) -> Layer:
        """Both together; where both say something, ``upper`` counts. Lists are not joined."""
        return Layer(_merged(self.values, upper.values), {**self.places, **upper.places})

    def where(self, key: Key) -> str:
        """Where a value, or the nearest that holds it, was said; empty for a default."""
        for length in range(len(key), 0, -1):
            place = self.places.get(key[:length])
            if place is not None:
                return place
        return ""


@dataclass(frozen=True, slots=True)
class Said:
    """One value from a flag or a variable: the key with dots, and the name of its source."""

    key: str
    value: Value
    where: str


def layer(said: Sequence[Said]) -> Layer:
    """The Layer of single values; a key with dots goes into its section."""
    whole = Layer()
    for each in said:
        key = tuple(each.key.split("."))
        value = each.value
        for part in reversed(key):
            value = {part: value}
        assert isinstance(value, Mapping)  # noqa: S101 - a key has at least one part
        whole = whole.under(Layer(value, {key: each.where}))
    return whole


def _merged(lower: Mapping[str, Value], upper: Mapping[str, Value]) -> Mapping[str, Value]:
    merged = dict(lower)
    for key, value in upper.items():
        below = merged.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        merged[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged
