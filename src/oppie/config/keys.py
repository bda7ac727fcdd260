"""Settings by their keys with dots, and their values as people type them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args, get_origin

import yaml
from pydantic.fields import FieldInfo

from oppie.config.layers import Value
from oppie.config.settings import Section, Settings
from oppie.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        key: with dots: ``sandbox.memory``.
        field: its type, default and description.
    """

    key: str
    field: FieldInfo

    @property
    def section(self) -> type[Section] | None:
        """The model, where it is a section and no single value."""
        kind = self.field.annotation
        return kind if isinstance(kind, type) and issubclass(kind, Section) else None

    @property
    def several(self) -> bool:
        """Whether it takes a list of words."""
        kind = self.field.annotation
        return get_origin(kind) is list and not _is_section(get_args(kind)[0])

    @property
    def text(self) -> bool:
        """Whether it is taken as it is typed."""
        return self.field.annotation is str

    def typed(self, text: str, where: str) -> Value:
        """A value as people type it: words, or ``a,b`` and ``[a, b]`` for several.

        Raises:
            ConfigError: it cannot be read.
        """
        if self.text:
            return text
        if self.several and not text.lstrip().startswith("["):
            return [part.strip() for part in text.split(",") if part.strip()]
        try:
            value: Value = yaml.safe_load(text)
        except yaml.YAMLError as error:
            raise ConfigError(f"'{text}' is no value for {self.key}", where=where) from error
        return value


def settings(section: type[Section] = Settings, above: str = "") -> Iterator[Setting]:
    """Every setting, sections before what is in them."""
    for name, field in section.model_fields.items():
        found = Setting(above + name, field)
        yield found
        if found.section is not None:
            yield from settings(found.section, f"{found.key}.")


def setting(key: str, where: str = "") -> Setting:
    """The setting with a key, or the table that a key of one's own stands in.

    Raises:
        ConfigError: there is none; the hint names the nearest.
    """
    every = {each.key: each for each in settings()}
    if key in every:
        return every[key]
    table, _, rest = key.partition(".")
    if rest and table in ("metrics", "targets"):
        return Setting(key, _own(table, rest))
    near = difflib.get_close_matches(key, every, n=1)
    hint = f"Did you mean {near[0]}?" if near else "See oppie configure --show."
    raise ConfigError(f"unknown key '{key}'", where=where, hint=hint)


def _own(table: str, rest: str) -> FieldInfo:
    """The field of a key in a table whose keys are the user's own."""
    kind = get_args(Settings.model_fields[table].annotation)[1]
    inner = rest.partition(".")[2]
    if inner and _is_section(kind) and inner in kind.model_fields:
        field: FieldInfo = kind.model_fields[inner]
        return field
    return FieldInfo(annotation=kind)


def _is_section(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Section)
