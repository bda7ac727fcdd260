"""Settings from all their sources: flags, environment, project, user, defaults; first wins."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from oppie.config import document
from oppie.config.check import check
from oppie.config.complaint import complaint
from oppie.config.environment import from_environment
from oppie.config.layers import Layer, Said, layer
from oppie.config.paths import project_file, user_file
from oppie.config.settings import Settings


@dataclass(frozen=True, slots=True)
class Loaded:
    """Valid settings.

    Attributes:
        file: the project's ``oppie.yaml``; it may not exist.
    """

    settings: Settings
    file: Path
    layer: Layer

    def where(self, *key: str) -> str:
        """Where a setting was said: ``oppie.yaml:3``, ``--test``; empty for a default."""
        return self.layer.places.get(key, "")


def load(
    folder: Path, flags: Sequence[Said] = (), environment: Mapping[str, str] = os.environ
) -> Loaded:
    """All settings that hold in ``folder``.

    Raises:
        ConfigError: a source is wrong; ``where`` names file and line, variable or option.
    """
    file = project_file(folder)
    user = user_file(environment)
    merged = Layer()
    for each in (
        document.load(user, str(user)).layer(),
        document.load(file, file.name).layer(),
        from_environment(environment),
        layer(flags),
    ):
        validated(each)  # what is wrong is told even where another source has the last word
        merged = merged.under(each)
    return Loaded(validated(merged), file, merged)


def validated(merged: Layer) -> Settings:
    """The settings of a Layer.

    Raises:
        ConfigError: an unknown key, a value of the wrong kind, or one that cannot be read.
    """
    try:
        settings = Settings.model_validate(merged.values)
    except ValidationError as error:
        raise complaint(error, merged) from error
    check(settings, merged)
    return settings
