"""Settings from ``OPPIE_…`` variables."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import get_origin

from oppie.config.layers import Layer, Said, Value, layer
from oppie.config.settings import Section, Settings

SHORT = (("OPPIE_SANDBOX", "sandbox.kind"), ("OPPIE_IMAGE", "sandbox.image"))
"""Variables with a shorter name than their key would give them."""


def from_environment(environment: Mapping[str, str] = os.environ) -> Layer:
    """The Layer of all variables that name a setting; empty ones count as not set."""
    said = [
        Said(key, _value(text, several=several), name)
        for name, key, several in variables()
        if (text := environment.get(name, ""))
    ]
    return layer(said)


def variables() -> Iterator[tuple[str, str, bool]]:
    """Name, key with dots, and whether it takes several values with commas between."""
    for key, several in _keys(Settings, ""):
        yield "OPPIE_" + key.upper().replace(".", "_"), key, several
    for name, key in SHORT:
        yield name, key, False


def _keys(section: type[Section], prefix: str) -> Iterator[tuple[str, bool]]:
    """Keys whose value is one word, or a list of words."""
    for name, field in section.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Section):
            yield from _keys(kind, f"{prefix}{name}.")
        elif get_origin(kind) is list:
            if name != "knobs":
                yield prefix + name, True
        elif get_origin(kind) is not dict:
            yield prefix + name, False


def _value(text: str, *, several: bool) -> Value:
    if several:
        return [part.strip() for part in text.split(",") if part.strip()]
    return text
