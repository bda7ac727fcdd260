"""Trees as objects and back: how a Snapshot lies in an object store.

A folder is one object, ``names digest (32 bytes) + records``, whose digest is the folder's
own; its names are another. Both are shared by all Snapshots that hold them.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from oppie.errors import IntegrityError
from oppie.model.change import Digest
from oppie.vst.names import decode_names
from oppie.vst.tree import FILE_MODES, FOLDER, RECORD, Entry, Tree, folder

_KEY = 32


def objects_of(tree: Tree, known: Tree | None = None) -> Iterator[tuple[Digest, bytes]]:
    """The objects of a tree, without those that ``known`` has at the same place."""
    if known is not None and tree.key == known.key:
        return
    if known is None or tree.names.key != known.names.key:
        yield Digest(tree.names.key.hex()), tree.names.encoded()
    for name, child in zip(tree.names.all, tree.children, strict=True):
        if isinstance(child, Tree):
            old = known.child(name) if known is not None else None
            yield from objects_of(child, old if isinstance(old, Tree) else None)
    yield tree.digest, tree.names.key + tree.records


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
        names = decode_names(read(Digest(data[:_KEY].hex())))
        records = list(RECORD.iter_unpack(data[_KEY:]))
        children = tuple(_child(mode, size, key, subtree) for mode, size, key in records)
        return folder(names, children)
    except (ValueError, struct.error) as wrong:
        raise IntegrityError(f"object {digest[:12]} is not a folder", where=digest) from wrong


def _child(mode: int, size: int, key: bytes, subtree: Callable[[Digest], Tree]) -> Entry | Tree:
    digest = Digest(key.hex())
    if mode == FOLDER:
        return subtree(digest)
    if mode not in FILE_MODES:
        raise ValueError(f"no file has the mode {mode:o}")
    return Entry(digest, mode, size)
