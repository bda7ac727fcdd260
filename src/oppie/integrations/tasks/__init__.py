"""Named tasks that people keep beside their code, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.integrations.reading import Folder
from oppie.integrations.tasks import just, make, mise
from oppie.integrations.tasks.task import NamedTask


def named(folder: Folder) -> Iterator[NamedTask]:
    """The tasks of a folder that belong to no language: mise, just, make."""
    yield from mise.read(folder)
    yield from just.read(folder)
    yield from make.read(folder)


__all__ = ["NamedTask", "named"]
