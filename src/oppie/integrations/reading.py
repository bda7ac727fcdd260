"""Project files as an integration reads them: text, TOML, INI; what is broken reads as empty."""

from __future__ import annotations

import configparser
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 1 << 20
"""Read of one file: settings and tests are smaller."""

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Folder:
    """A project's folder.

    Attributes:
        path: absolute.
        files: paths of its files relative to it, ``/`` between parts.
    """

    path: Path
    files: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return (self.path / name).is_file()

    def text(self, name: str) -> str:
        """A file's text; empty where it cannot be read."""
        try:
            with (self.path / name).open("rb") as stream:
                return stream.read(MOST_BYTES).decode("utf-8", errors="replace")
        except OSError:
            return ""

    def toml(self, name: str) -> Table:
        """A TOML file's top table."""
        try:
            return tomllib.loads(self.text(name))
        except tomllib.TOMLDecodeError:
            return {}

    def ini(self, name: str) -> configparser.RawConfigParser:
        """An INI file's sections."""
        return parse_ini(self.text(name))

    def under(self, folder: str) -> Folder:
        """A folder in this one; ``""`` is this one."""
        if not folder:
            return self
        inner = tuple(
            f.removeprefix(f"{folder}/") for f in self.files if f.startswith(f"{folder}/")
        )
        return Folder(self.path / folder, inner)


def parse_ini(text: str) -> configparser.RawConfigParser:
    """The sections of an INI text."""
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read_string(text)
    except configparser.Error:
        return configparser.RawConfigParser()
    return parser


def dig(table: object, *keys: str) -> object:
    """What lies under ``keys``, one table in the other; None where nothing does."""
    for key in keys:
        if not isinstance(table, Mapping):
            return None
        table = table.get(key)
    return table


def table(value: object) -> Table:
    """A value as a table; empty if it is none."""
    return value if isinstance(value, Mapping) else {}


def strings(value: object) -> tuple[str, ...]:
    """A string or a list of strings as a tuple; what else is in it is left out."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(each for each in value if isinstance(each, str))
    return ()
