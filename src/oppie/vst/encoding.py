"""Trees as objects and back: how a Snapshot lies in an object store.

A folder is one object, ``digest of its file names + digest of its folder names (32 bytes
each) + records of the files + digests of the folders``, whose digest is the folder's own.
Its names are objects beside it. All are shared by the Snapshots that hold them.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from oppie.errors import IntegrityError
from oppie.model.change import Digest
from oppie.vst.names import Names, decode_names
from oppie.vst.tree import EMPTY, FILE_MODES, RECORD, Tree, encoded, sealed

_KEY = 32


def objects_of(tree: Tree, known: Tree | None = None) -> Iterator[tuple[Digest, bytes]]:
    """The objects of a tree, without those that ``known`` has at the same place."""
    if known is not None and tree.key == known.key:
        return
    for names in (tree.files, tree.folders):
        if known is None or names.key not in {known.files.key, known.folders.key}:
            yield Digest(names.key.hex()), names.encoded()
    for name, child in zip(tree.folders.all, tree.trees, strict=True):
        old = EMPTY if known is None else known.folder(name)
        yield from objects_of(child, None if old is EMPTY else old)
    yield tree.digest, encoded(tree.files, tree.records, tree.folders, tree.trees)


def decode(
    digest: Digest, read: Callable[[Digest], bytes], subtree: Callable[[Digest], Tree]
) -> Tree:
    """The tree that was kept under a digest.

    Args:
        digest: the folder's.
        read: an object by its digest, verified.
        subtree: the tree of a folder below.

    Raises:
        IntegrityError: the object is not a folder.
    """
    data = read(digest)
    try:
        files, folders = (_names(data[at : at + _KEY], read) for at in (0, _KEY))
        middle = 2 * _KEY + len(files.all) * RECORD.size
        records = _checked(data[2 * _KEY : middle], len(files.all))
        keys = struct.unpack("32s" * len(folders.all), data[middle:])
    except (ValueError, struct.error) as wrong:
        raise IntegrityError(f"object {digest[:12]} is not a folder", where=digest) from wrong
    return sealed(files, records, folders, tuple(subtree(Digest(key.hex())) for key in keys))


def _names(key: bytes, read: Callable[[Digest], bytes]) -> Names:
    return decode_names(read(Digest(key.hex())))


def _checked(records: bytes, count: int) -> bytes:
    modes = [mode for mode, _, _ in RECORD.iter_unpack(records)]
    if len(modes) != count or not FILE_MODES.issuperset(modes):
        raise ValueError("records that are none, or not one for each name")
    return records
