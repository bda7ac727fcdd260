"""Packages that are not installed, told from imports that the source got wrong."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from oppie.integrations.nodejs import package
from oppie.integrations.reading import table
from oppie.model.observation import Failure

Read = Callable[[str], bytes]
MISSING = re.compile(
    r"(?:Cannot find (?:module|package)|Failed to resolve import) ['\"]([^'\"]+)['\"]"
)
ALIKE = 0.75
"""Names at least so alike (difflib's ratio) are one name and a slip of it."""


def lacks(failure: Failure, files: Sequence[str], read: Read) -> str:
    """The package that ``node_modules`` lacks; empty where the source may be at fault.

    A package counts as lacking if the project asks for it, or if its name is like none that
    could be meant.
    """
    found = MISSING.search(failure.message)
    if found is None or found[1].startswith((".", "/", "node:", "file:", "#")):
        return ""
    name = "/".join(found[1].split("/")[: 2 if found[1].startswith("@") else 1])
    declared = set(_declared(files, read))
    if name in declared:
        return name
    return "" if difflib.get_close_matches(name, [*declared, *_core()], n=1, cutoff=ALIKE) else name


def _declared(files: Iterable[str], read: Read) -> Iterator[str]:
    for file in files:
        if PurePosixPath(file).name == package.FILE:
            try:
                settings = table(json.loads(read(file)))
            except ValueError:
                continue
            for kind in package.DEPENDENCIES:
                yield from table(settings.get(kind))


def _core() -> tuple[str, ...]:
    """Node's own modules that are imported most."""
    return (
        "assert", "buffer", "child_process", "crypto", "events", "fs", "http", "https", "net",
        "os", "path", "process", "querystring", "readline", "stream", "timers", "url", "util",
        "vm", "worker_threads", "zlib",
    )  # fmt: skip
