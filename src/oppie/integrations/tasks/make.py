"""Targets of make, as far as their recipes can be read without running it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from oppie.integrations.reading import Folder
from oppie.integrations.tasks.task import NamedTask

FILES = ("GNUmakefile", "makefile", "Makefile")
VARIABLE = re.compile(r"(?:export\s+)?(\w+)\s*(?:\?|::?)?=\s*(.*)")
RULE = re.compile(r"([\w./-]+(?:\s+[\w./-]+)*)\s*::?(?!=)\s*([^=;#]*)")
INSERTED = re.compile(r"\$(?:\((\w+)\)|\{(\w+)\}|(\$))")
DEEPEST = 4
"""Variables in variables, targets behind targets: as far as these are followed."""


@dataclass(slots=True)
class _Makefile:
    variables: dict[str, str] = field(default_factory=dict)
    recipes: dict[str, list[str]] = field(default_factory=dict)
    needs: dict[str, list[str]] = field(default_factory=dict)

    def lines(self, target: str, depth: int = 0) -> list[str]:
        """What making a target runs: its own recipe, else those of what it needs."""
        own = self.recipes.get(target, [])
        if own or depth == DEEPEST:
            return [self.filled(line) for line in own]
        return [line for need in self.needs.get(target, ()) for line in self.lines(need, depth + 1)]

    def filled(self, line: str, depth: int = 0) -> str:
        """A line with the variables put in; those that are not known stay."""

        def fill(found: re.Match[str]) -> str:
            if found[3]:
                return "$"
            value = self.variables.get(found[1] or found[2])
            if value is None or depth == DEEPEST:
                return found[0]
            return self.filled(value, depth + 1)

        return INSERTED.sub(fill, line)


def read(folder: Folder) -> Iterator[NamedTask]:
    """The targets of the first file there is."""
    text = next((text for file in FILES if (text := folder.text(file))), "")
    parsed = _parse(re.sub(r"\s*\\\n\s*", " ", text))
    for target in parsed.recipes:
        yield NamedTask(target, (f"make {target}",), tuple(parsed.lines(target)))


def _parse(text: str) -> _Makefile:
    parsed = _Makefile()
    targets: list[str] = []
    for line in text.splitlines():
        if line.startswith("\t"):
            for target in targets:
                parsed.recipes[target].append(line.strip().lstrip("@-+ "))
        elif variable := VARIABLE.fullmatch(line.strip()):
            parsed.variables[variable[1]] = variable[2].strip()
        elif rule := RULE.match(line):
            targets = rule[1].split()
            for target in targets:
                parsed.recipes.setdefault(target, [])
                parsed.needs.setdefault(target, []).extend(rule[2].split())
        elif line.strip() and not line.lstrip().startswith("#"):
            targets = []
    return parsed
