"""Tasks of mise: ``[tasks.test]`` in ``mise.toml``."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.integrations.reading import Folder, dig, strings, table
from oppie.integrations.tasks.task import NamedTask

FILES = ("mise.toml", ".mise.toml", ".config/mise.toml")


def read(folder: Folder) -> Iterator[NamedTask]:
    """The tasks of the first file that has some."""
    for file in FILES:
        tasks = table(dig(folder.toml(file), "tasks"))
        for name, task in tasks.items():
            lines = strings(dig(task, "run")) or strings(task)
            calls = (f"mise run {name}", f"mise r {name}", f"mise {name}")
            yield NamedTask(name, calls, tuple("\n".join(lines).splitlines()))
        if tasks:
            return
