"""Packages that the interpreter lacks, told from imports that the source got wrong."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from oppie.integrations.python.branches import Read
from oppie.model.observation import Failure

MISSING = re.compile(r"No module named '([^'.]+)")
IMPORTED = re.compile(rb"^[ \t]*(?:import|from)[ \t]+([A-Za-z_]\w*)", re.MULTILINE)
DEPENDENCIES = re.compile(
    r"(.*/)?([^/]*requirements[^/]*\.(txt|in)|requirements/.*|pyproject\.toml|setup\.(py|cfg)"
    r"|tox\.ini|Pipfile|environment\.ya?ml)"
)
ALIKE = 0.75
"""Names at least so alike (difflib's ratio) are one name and a slip of it: ``nunpy``, ``numpy``."""


def lacks(failure: Failure, files: Sequence[str], read: Read) -> str:
    """The module whose package the interpreter lacks; empty where the source may be at fault.

    A module counts as lacking if the project declares a package of its name, or one that holds
    it (``yaml`` in PyYAML), or if its name is like no other that could be meant: of the standard
    library, of the project, of what the project imports elsewhere or declares.

    Args:
        failure: of a test.
        files: of the project.
        read: gives a file's content. Raises KeyError where there is none.
    """
    found = MISSING.match(failure.message)
    if failure.kind != "ModuleNotFoundError" or found is None:
        return ""
    name = found[1]
    own = _own(files)
    if name in sys.stdlib_module_names or name in own:
        return ""
    declared = set(_declared(files, read))
    if _plain(name) in declared:
        return name
    if _alike(name, {*sys.stdlib_module_names, *own, *_imported(files, read)} - {name}):
        return ""
    part_of_one = any(_plain(name) in word for word in declared)
    return name if part_of_one or not _alike(name, declared) else ""


def _alike(name: str, others: Iterable[str]) -> bool:
    return bool(difflib.get_close_matches(name, list(others), n=1, cutoff=ALIKE))


def _own(files: Iterable[str]) -> set[str]:
    """Names that a file or folder of the project has: to find it is the source's affair."""
    paths = (PurePosixPath(file) for file in files if file.endswith(".py"))
    return {part for path in paths for part in path.with_suffix("").parts}


def _declared(files: Iterable[str], read: Read) -> Iterator[str]:
    """The words of the files that declare dependencies, as package indexes spell names."""
    for file in files:
        if DEPENDENCIES.fullmatch(file):
            text = read(file).decode("utf-8", "replace")
            yield from (_plain(word) for word in re.findall(r"[A-Za-z][\w.-]*", text))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()


def _imported(files: Iterable[str], read: Read) -> Iterator[str]:
    for file in files:
        if file.endswith(".py"):
            yield from (found.decode("ascii") for found in IMPORTED.findall(read(file)))
