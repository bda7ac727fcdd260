"""Settings as they hold, each with where it was said."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Literal

from pydantic import Field, JsonValue

from oppie.cli.render.document import Document, print_document
from oppie.config.edit import flow
from oppie.config.keys import settings
from oppie.config.load import Loaded


class SettingLine(Document):
    """One setting; ``where`` is empty for a default."""

    key: str
    value: JsonValue
    where: str


class SettingsDocument(Document):
    """Settings as they hold, and the file that the project's are in."""

    schema_: Literal["oppie.settings/1"] = Field(default="oppie.settings/1", alias="schema")
    file: str
    settings: list[SettingLine]


def show_settings(loaded: Loaded, keys: Sequence[str], *, json: bool) -> None:
    """Print the settings with these keys, or all; a section's key stands for what is in it."""
    every = _lines(loaded)
    lines = [line for key in keys for line in every if _within(line.key, key)] if keys else every
    if json:
        print_document(SettingsDocument(file=str(loaded.file), settings=lines))
    elif [line.key for line in lines] == list(keys):
        for line in lines:
            value = line.value
            sys.stdout.write(f"{value if isinstance(value, str) else flow(value)}\n")
    else:
        for line in lines:
            where = f"  # {line.where}" if line.where else ""
            sys.stdout.write(f"{line.key}: {flow(line.value)}{where}\n")


def _lines(loaded: Loaded) -> list[SettingLine]:
    held: JsonValue = loaded.settings.model_dump(mode="json")
    keys = [each.key.split(".") for each in settings() if each.section is None]
    return [
        SettingLine(key=".".join(key), value=_at(held, key), where=loaded.where(*key))
        for key in keys
    ]


def _at(held: JsonValue, key: Sequence[str]) -> JsonValue:
    for part in key:
        assert isinstance(held, dict)  # noqa: S101 - the keys are the model's own
        held = held[part]
    return held


def _within(key: str, asked: str) -> bool:
    return key == asked or key.startswith(f"{asked}.")
