"""What differs between two trees; looks only into folders that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oppie.vst.tree import EMPTY, Entry, Tree


@dataclass(frozen=True, slots=True)
class Difference:
    """A path where two trees differ; None where one has no file."""

    path: str
    before: Entry | None
    after: Entry | None


def differences(before: Tree, after: Tree, above: str = "") -> Iterator[Difference]:
    """Each file that differs, folder by folder, by name."""
    if before.key == after.key:
        return
    for name in sorted({*before.names.all, *after.names.all}):
        old, new = before.child(name), after.child(name)
        old_file, new_file = _file(old), _file(new)
        if old_file != new_file:
            yield Difference(above + name, old_file, new_file)
        yield from differences(_folder(old), _folder(new), f"{above}{name}/")


def _file(child: Entry | Tree | None) -> Entry | None:
    return child if isinstance(child, Entry) else None


def _folder(child: Entry | Tree | None) -> Tree:
    return child if isinstance(child, Tree) else EMPTY
