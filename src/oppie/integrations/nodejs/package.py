"""``package.json`` and what lies beside it: scripts, dependencies, the package manager."""

from __future__ import annotations

import json
from collections.abc import Iterator

from oppie.integrations.reading import Folder, Table, dig, strings, table
from oppie.integrations.tasks import NamedTask

FILE = "package.json"
LOCKS = (
    ("pnpm-lock.yaml", "pnpm"),
    ("pnpm-workspace.yaml", "pnpm"),
    ("yarn.lock", "yarn"),
    ("bun.lock", "bun"),
    ("bun.lockb", "bun"),
)
DEPENDENCIES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
PLACEHOLDER_SCRIPT = "no test specified"
"""What ``npm init`` writes."""


def read(folder: Folder) -> Table:
    """A folder's ``package.json``; empty where there is none or it is broken."""
    try:
        return table(json.loads(folder.text(FILE) or "{}"))
    except ValueError:
        return {}


def manager(folder: Folder) -> str:
    """``npm``, ``pnpm``, ``yarn`` or ``bun``: as declared, else by the lock file."""
    declared = strings(read(folder).get("packageManager"))
    if declared:
        return declared[0].partition("@")[0]
    return next((name for file, name in LOCKS if folder.has(file)), "npm")


def scripts(folder: Folder) -> Iterator[NamedTask]:
    """The package's scripts as tasks."""
    name_of = manager(folder)
    for name, line in table(read(folder).get("scripts")).items():
        if isinstance(line, str) and PLACEHOLDER_SCRIPT not in line:
            short = (f"{name_of} {name}",) if name == "test" or name_of != "npm" else ()
            yield NamedTask(name, (*short, f"{name_of} run {name}"), (line,))


def script(folder: Folder, name: str) -> str:
    """A script's line; empty where there is none."""
    return next(iter(strings(dig(read(folder), "scripts", name))), "")


def dependencies(folder: Folder) -> frozenset[str]:
    """Names of the packages that it asks for."""
    found = read(folder)
    return frozenset(name for kind in DEPENDENCIES for name in table(found.get(kind)))
