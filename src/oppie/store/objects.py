"""The objects of a project's Snapshots, so that a later process can load them again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from oppie.model.change import Digest
from oppie.store.database import Database
from oppie.store.place import objects_file, state_folder
from oppie.store.schema import OBJECTS

PUT = "INSERT OR IGNORE INTO objects (digest, content) VALUES (?, ?)"
GET = "SELECT content FROM objects WHERE digest = ?"


class StoredObjects:
    """Implements :class:`oppie.vst.objects.ObjectStore` in ``.oppie/objects.db``.

    A file of its own: a large first batch does not keep the journal waiting. Runs share
    what they have in common.
    """

    def __init__(self, root: Path) -> None:
        """Open ``root``'s objects, or make the file.

        Raises:
            MachineError: ``.oppie`` cannot be written to.
            IntegrityError: the file is damaged, or another version of oppie made it.
        """
        state_folder(root)
        self._database = Database(objects_file(root), OBJECTS)
        self._lock = Lock()

    def put(self, objects: Iterable[tuple[Digest, bytes]]) -> None:
        """Keep a batch, all of it or none. Raises MachineError when the disk is full."""
        with self._lock, self._database.together():
            self._database.many(
                PUT, ((bytes.fromhex(digest), content) for digest, content in objects)
            )

    def get(self, digest: Digest) -> bytes:
        """The object with this digest. Raises KeyError when it is not there."""
        with self._lock:
            found = self._database.row(GET, bytes.fromhex(digest))
        if found is None:
            raise KeyError(digest)
        return bytes(found[0])

    def close(self) -> None:
        """End the connection."""
        self._database.close()
