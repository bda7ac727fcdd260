"""Settings from ``OPPIE_…`` variables."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from oppie.config.keys import Setting, setting, settings
from oppie.config.layers import Layer, Said, layer

SHORT = (("OPPIE_SANDBOX", "sandbox.kind"), ("OPPIE_IMAGE", "sandbox.image"))
"""Variables with a shorter name than their key would give them."""


def from_environment(environment: Mapping[str, str] = os.environ) -> Layer:
    """The Layer of all variables that name a setting; empty ones count as not set.

    Raises:
        ConfigError: a value cannot be read.
    """
    return layer(
        [
            Said(each.key, each.typed(text, name), name)
            for name, each in variables()
            if (text := environment.get(name, ""))
        ]
    )


def variables() -> Iterator[tuple[str, Setting]]:
    """The variables' names with the settings that they give."""
    for each in settings():
        if each.section is None:
            yield "OPPIE_" + each.key.upper().replace(".", "_"), each
    for name, key in SHORT:
        yield name, setting(key)
