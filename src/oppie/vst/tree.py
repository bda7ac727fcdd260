"""A persistent tree of files: an edit copies the folders on its path and shares the rest.

A folder's digest is BLAKE3 over the digest of its names and one record of fixed size for
each of them. So a changed file costs one record and one hash in each folder above it, and
versions of a folder with the same names share them. Equal content has the equal digest,
in whatever order it came about: names are sorted, and no folder is empty but the top.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from struct import Struct

from blake3 import blake3

from oppie.model.change import Digest
from oppie.vst.names import NO_NAMES, Names, names_of

FILE = 0o100644
EXECUTABLE = 0o100755
SYMLINK = 0o120000
FOLDER = 0o040000
FILE_MODES = frozenset({FILE, EXECUTABLE, SYMLINK})

RECORD = Struct(">IQ32s")
"""One child: mode, size in bytes (0 for a folder), digest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: digest and size in bytes of its content, and its mode.

    The mode is ``FILE``, ``EXECUTABLE`` or ``SYMLINK``; a link's content is its target.
    """

    digest: Digest
    mode: int
    size: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder and all below it; equal trees have equal digests.

    Attributes:
        names: sorted, of the children.
        children: in the order of the names.
        records: what is hashed of the children, ``RECORD.size`` bytes each.
        key: the digest as 32 bytes.
    """

    names: Names
    children: tuple[Entry | Tree, ...]
    records: bytes
    key: bytes

    @property
    def digest(self) -> Digest:
        """The digest of all that the tree holds."""
        return Digest(self.key.hex())

    def child(self, name: str) -> Entry | Tree | None:
        """The file or folder of this name, or None."""
        names = self.names.all
        at = bisect_left(names, name)
        return self.children[at] if at < len(names) and names[at] == name else None

    def get(self, path: str) -> Entry | None:
        """The file at a path, or None where there is none or a folder."""
        found: Entry | Tree | None = self
        for name in path.split("/"):
            if not isinstance(found, Tree):
                return None
            found = found.child(name)
        return found if isinstance(found, Entry) else None

    def put(self, path: str, entry: Entry) -> Tree:
        """The tree with this file.

        Raises:
            ValueError: the path is no path of a file, or leads through a file or to a folder.
        """
        name, slash, rest = path.partition("/")
        names = self.names.all
        at = bisect_left(names, name)
        if at == len(names) or names[at] != name:
            grown = names_of((*names[:at], name, *names[at:]))
            child = EMPTY.put(rest, entry) if slash else entry
            return self._splice(grown, at, at, (child,))
        old = self.children[at]
        if isinstance(old, Tree) != bool(slash):
            raise ValueError(f"{path!r}: {name!r} is a {'file' if slash else 'folder'}")
        child = old.put(rest, entry) if isinstance(old, Tree) else entry
        return self._splice(self.names, at, at + 1, (child,))

    def remove(self, path: str) -> Tree:
        """The tree without this file, and without folders left empty. Raises KeyError."""
        name, slash, rest = path.partition("/")
        old = self.child(name)
        if old is None or isinstance(old, Tree) != bool(slash):
            raise KeyError(path)
        at = bisect_left(self.names.all, name)
        if isinstance(old, Tree):
            smaller = old.remove(rest)
            if smaller.children:
                return self._splice(self.names, at, at + 1, (smaller,))
        names = self.names.all
        return self._splice(names_of(names[:at] + names[at + 1 :]), at, at + 1, ())

    def walk(self, above: str = "") -> Iterator[tuple[str, Entry]]:
        """All files with their paths, folder by folder, by name."""
        for name, child in zip(self.names.all, self.children, strict=True):
            if isinstance(child, Entry):
                yield above + name, child
            else:
                yield from child.walk(f"{above}{name}/")

    def _splice(self, names: Names, start: int, end: int, new: tuple[Entry | Tree, ...]) -> Tree:
        children = self.children[:start] + new + self.children[end:]
        size = RECORD.size
        head, tail = self.records[: start * size], self.records[end * size :]
        return _sealed(names, children, head + b"".join(map(record, new)) + tail)


def record(child: Entry | Tree) -> bytes:
    """The record of a child."""
    if isinstance(child, Tree):
        return RECORD.pack(FOLDER, 0, child.key)
    return RECORD.pack(child.mode, child.size, bytes.fromhex(child.digest))


def build(entries: Iterable[tuple[str, Entry]]) -> Tree:
    """The tree of many files at once.

    Raises:
        ValueError: a path is no path of a file, stands twice, or leads through a file.
    """
    return _build([(path.split("/"), entry) for path, entry in entries], 0)


def folder(names: Names, children: tuple[Entry | Tree, ...]) -> Tree:
    """The tree with these children, in the order of the names. Raises ValueError if one lacks."""
    if len(names.all) != len(children):
        raise ValueError(f"{len(names.all)} names for {len(children)} children")
    return _sealed(names, children, b"".join(map(record, children)))


def _build(entries: list[tuple[list[str], Entry]], depth: int) -> Tree:
    named = sorted(((parts[depth], parts, entry) for parts, entry in entries), key=itemgetter(0))
    children: list[tuple[str, Entry | Tree]] = []
    for name, group in groupby(named, key=itemgetter(0)):
        below = [(parts, entry) for _, parts, entry in group]
        leaf = [entry for parts, entry in below if len(parts) == depth + 1]
        if leaf and len(below) > 1:
            raise ValueError(f"{'/'.join(below[0][0])!r} stands twice, or is a folder too")
        children.append((name, leaf[0] if leaf else _build(below, depth + 1)))
    return folder(names_of(tuple(n for n, _ in children)), tuple(c for _, c in children))


def _sealed(names: Names, children: tuple[Entry | Tree, ...], records: bytes) -> Tree:
    return Tree(names, children, records, blake3(names.key + records).digest())


EMPTY = _sealed(NO_NAMES, (), b"")
