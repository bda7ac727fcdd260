"""What pydantic found wrong, as one error for a person: place, key, and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from oppie.config.layers import Key, Layer
from oppie.config.settings import Section, Settings
from oppie.errors import ConfigError

UNKNOWN = "extra_forbidden"
LONGEST = 60
"""Characters of a wrong value that are shown."""


def complaint(error: ValidationError, said: Layer) -> ConfigError:
    """The first of the errors, unknown keys before all others, and how many more there are."""
    first, *others = sorted(error.errors(), key=lambda each: each["type"] != UNKNOWN)
    more = f" (and {len(others)} more)" if others else ""
    if first["type"] == UNKNOWN:
        key = tuple(first["loc"])
        hint = _meant(key, section_at(key[:-1]))
        return ConfigError(f"unknown key '{_dotted(key)}'{more}", where=said.where(key), hint=hint)
    key = _known(first["loc"], said)
    return ConfigError(
        f"{_dotted(key)}: {_plain(first)}{more}", where=said.where(key), hint=_meaning(key)
    )


def section_at(key: Key) -> type[Section]:
    """The model of the section at a key; the nearest outer one where there is none."""
    section: type[Section] = Settings
    for part in key:
        field = section.model_fields.get(str(part))
        if field is not None:
            section = _section_in(field.annotation) or section
    return section


def _section_in(kind: object) -> type[Section] | None:
    if isinstance(kind, type) and issubclass(kind, Section):
        return kind
    return next((found for each in get_args(kind) if (found := _section_in(each))), None)


def _known(loc: Sequence[str | int], said: Layer) -> Key:
    """The part of pydantic's location that somebody wrote; it adds names of types to it."""
    for length in range(len(loc), 0, -1):
        if tuple(loc[:length]) in said.places:
            return tuple(loc[:length])
    return tuple(loc)


def _dotted(key: Key) -> str:
    return ".".join(str(part) for part in key)


def _meant(key: Key, section: type[Section]) -> str:
    names = sorted(section.model_fields)
    near = difflib.get_close_matches(str(key[-1]), names, n=1)
    return f"Did you mean {near[0]}?" if near else f"Keys here: {', '.join(names)}."


def _meaning(key: Key) -> str:
    """What the setting is, in the words of the reference."""
    named = tuple(part for part in key if isinstance(part, str))
    field = section_at(named[:-1]).model_fields.get(named[-1]) if named else None
    return (field.description or "") if field is not None else ""


def _plain(detail: ErrorDetails) -> str:
    text = detail["msg"].removeprefix("Input ").replace("should be", "has to be")
    shown = repr(detail["input"])
    return f"{text[:1].lower()}{text[1:]}" + (f", not {shown}" if len(shown) <= LONGEST else "")
