"""Recipes of just."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oppie.integrations.reading import Folder
from oppie.integrations.tasks.task import NamedTask

FILES = ("justfile", "Justfile", ".justfile")
HEADER = re.compile(r"@?([A-Za-z_][\w-]*)([^:=]*):(?!=)")
VARIABLE = re.compile(r"""(\w+)\s*:=\s*(['"])(.*)\2\s*""")
INSERTED = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def read(folder: Folder) -> Iterator[NamedTask]:
    """The recipes of the first file there is."""
    text = next((text for file in FILES if (text := folder.text(file))), "")
    variables: list[tuple[str, str]] = []
    name, parameters, lines = "", "", list[str]()
    for line in text.splitlines():
        if name and (line.startswith((" ", "\t")) or not line.strip()):
            lines.append(_filled(line.strip(), variables, parameters))
            continue
        if name:
            yield _task(name, lines)
        name, lines = "", []
        if variable := VARIABLE.fullmatch(line):
            variables.append((variable[1], variable[3]))
        elif header := HEADER.match(line):
            name, parameters = header[1], header[2]
    if name:
        yield _task(name, lines)


def _task(name: str, lines: list[str]) -> NamedTask:
    kept = tuple(line.lstrip("@-") for line in lines if line)
    return NamedTask(name, (f"just {name}",), kept)


def _filled(line: str, variables: list[tuple[str, str]], parameters: str) -> str:
    """A recipe's line with the variables put in and the parameters, not given, left out."""
    values = dict(variables)
    given_later = set(re.findall(r"\w+", parameters))

    def fill(found: re.Match[str]) -> str:
        return "" if found[1] in given_later else values.get(found[1], found[0])

    return INSERTED.sub(fill, line)
