"""A persistent tree of files: an edit copies the folders on its path and shares the rest.

A folder's digest is BLAKE3 over the digests of its names, one record of fixed size for each
file and the digest of each folder in it. So a changed file costs one hash in each folder
above it, and versions of a folder with the same names share them. Equal content has the
equal digest, in whatever order it came about: names are sorted, and no folder is empty but
the top. Files are held as records alone: few objects make a commit quick, and collecting
garbage too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from struct import Struct

from blake3 import blake3

from oppie.model.change import Digest
from oppie.vst.names import NO_NAMES, Names, names_of

FILE = 0o100644
EXECUTABLE = 0o100755
SYMLINK = 0o120000
FILE_MODES = frozenset({FILE, EXECUTABLE, SYMLINK})

RECORD = Struct(">IQ32s")
"""One file: mode, size in bytes, digest."""


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
        files: names of the files, sorted.
        records: of the files, ``RECORD.size`` bytes each.
        folders: names of the folders, sorted.
        trees: the folders.
        key: the digest as 32 bytes.
    """

    files: Names
    records: bytes
    folders: Names
    trees: tuple[Tree, ...]
    key: bytes

    @property
    def digest(self) -> Digest:
        """The digest of all that the tree holds."""
        return Digest(self.key.hex())

    def file(self, name: str) -> Entry | None:
        """The file of this name in this folder, or None."""
        at, there = self.files.find(name)
        return _entry(self.records, at) if there else None

    def folder(self, name: str) -> Tree:
        """The folder of this name in this folder, or an empty one."""
        at, there = self.folders.find(name)
        return self.trees[at] if there else EMPTY

    def get(self, path: str) -> Entry | None:
        """The file at a path, or None where there is none or a folder."""
        *folders, name = path.split("/")
        tree = self
        for each in folders:
            tree = tree.folder(each)
        return tree.file(name)

    def put(self, path: str, entry: Entry) -> Tree:
        """The tree with this file.

        Raises:
            ValueError: the path is no path of a file, or leads through a file or to a folder.
        """
        name, slash, rest = path.partition("/")
        if slash:
            return self._with_folder(name, self.folder(name).put(rest, entry))
        at, there = self.files.find(name)
        if not there and self.folders.find(name)[1]:
            raise ValueError(f"{name!r} is a folder")
        files = self.files if there else _added(self.files, at, name)
        head, tail = self.records[: at * RECORD.size], self.records[(at + there) * RECORD.size :]
        return sealed(files, head + _record(entry) + tail, self.folders, self.trees)

    def remove(self, path: str) -> Tree:
        """The tree without this file, and without folders left empty. Raises KeyError."""
        name, slash, rest = path.partition("/")
        if slash:
            return self._with_folder(name, self.folder(name).remove(rest))
        at, there = self.files.find(name)
        if not there:
            raise KeyError(path)
        head, tail = self.records[: at * RECORD.size], self.records[(at + 1) * RECORD.size :]
        return sealed(_removed(self.files, at), head + tail, self.folders, self.trees)

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """The files of this folder alone, by name."""
        for at, name in enumerate(self.files.all):
            yield name, _entry(self.records, at)

    def walk(self, above: str = "") -> Iterator[tuple[str, Entry]]:
        """All files with their paths: those of a folder by name, then those of its folders."""
        for name, entry in self.entries():
            yield above + name, entry
        for name, tree in zip(self.folders.all, self.trees, strict=True):
            yield from tree.walk(f"{above}{name}/")

    def _with_folder(self, name: str, tree: Tree) -> Tree:
        at, there = self.folders.find(name)
        if not there and self.files.find(name)[1]:
            raise ValueError(f"{name!r} is a file")
        head, tail = self.trees[:at], self.trees[at + there :]
        if tree is EMPTY:
            return sealed(self.files, self.records, _removed(self.folders, at), head + tail)
        folders = self.folders if there else _added(self.folders, at, name)
        return sealed(self.files, self.records, folders, (*head, tree, *tail))


def sealed(files: Names, records: bytes, folders: Names, trees: tuple[Tree, ...]) -> Tree:
    """A tree with its digest."""
    if not files.all and not trees:
        return EMPTY
    return Tree(
        files, records, folders, trees, blake3(encoded(files, records, folders, trees)).digest()
    )


def encoded(files: Names, records: bytes, folders: Names, trees: tuple[Tree, ...]) -> bytes:
    """What the digest of a tree is the digest of."""
    return b"".join((files.key, folders.key, records, *map(_key, trees)))


def build(entries: Iterable[tuple[str, Entry]]) -> Tree:
    """The tree of many files at once.

    Raises:
        ValueError: a path is no path of a file, stands twice, or leads through a file.
    """
    return _build(sorted(((path.split("/"), each) for path, each in entries), key=itemgetter(0)), 0)


def _build(entries: Sequence[tuple[list[str], Entry]], depth: int) -> Tree:
    files: list[tuple[str, Entry]] = []
    folders: list[tuple[str, Tree]] = []
    for name, found in groupby(entries, key=lambda each: each[0][depth]):
        group = list(found)
        parts, entry = group[0]
        if len(parts) > depth + 1:
            folders.append((name, _build(group, depth + 1)))
        elif len(group) > 1:
            raise ValueError(f"{'/'.join(parts)!r} stands twice, or is a folder too")
        else:
            files.append((name, entry))
    return sealed(
        names_of([name for name, _ in files]),
        b"".join(_record(entry) for _, entry in files),
        names_of([name for name, _ in folders]),
        tuple(tree for _, tree in folders),
    )


def _record(entry: Entry) -> bytes:
    return RECORD.pack(entry.mode, entry.size, bytes.fromhex(entry.digest))


def _entry(records: bytes, at: int) -> Entry:
    mode, size, key = RECORD.unpack_from(records, at * RECORD.size)
    return Entry(Digest(key.hex()), mode, size)


def _added(names: Names, at: int, name: str) -> Names:
    return names_of((*names.all[:at], name, *names.all[at:]))


def _removed(names: Names, at: int) -> Names:
    return names_of(names.all[:at] + names.all[at + 1 :])


_key = attrgetter("key")

EMPTY = Tree(NO_NAMES, b"", NO_NAMES, (), blake3(NO_NAMES.key * 2).digest())
