"""What differs between two trees; looks only into folders that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oppie.vst.tree import Entry, Tree


@dataclass(frozen=True, slots=True)
class Difference:
    """A path where two trees differ; None where one has no file."""

    path: str
    before: Entry | None
    after: Entry | None


def differences(before: Tree, after: Tree, above: str = "") -> Iterator[Difference]:
    """Each file that differs: those of a folder by name, then those of its folders."""
    if before.key == after.key:
        return
    if before.records != after.records or before.files.key != after.files.key:
        for name in sorted({*before.files.all, *after.files.all}):
            old, new = before.file(name), after.file(name)
            if old != new:
                yield Difference(above + name, old, new)
    for name in sorted({*before.folders.all, *after.folders.all}):
        yield from differences(before.folder(name), after.folder(name), f"{above}{name}/")
