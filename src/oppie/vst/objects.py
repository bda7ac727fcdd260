"""Where objects lie: bytes under the BLAKE3 digest of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from blake3 import blake3

from oppie.errors import IntegrityError
from oppie.model.change import Digest


class ObjectStore(Protocol):
    """Keeps objects by their digests. Used by several threads at once."""

    def put(self, objects: Iterable[tuple[Digest, bytes]]) -> None:
        """Keep a batch, all of it or, when this raises, none; what is there already stays."""

    def get(self, digest: Digest) -> bytes:
        """The object with this digest. Raises KeyError when it is not there."""


class MemoryObjects:
    """Objects in this process's memory."""

    def __init__(self) -> None:
        self._objects: dict[Digest, bytes] = {}

    def put(self, objects: Iterable[tuple[Digest, bytes]]) -> None:
        """Keep a batch, all of it or none."""
        self._objects |= dict(objects)

    def get(self, digest: Digest) -> bytes:
        """The object with this digest. Raises KeyError when it is not there."""
        return self._objects[digest]


def digest_of(content: bytes) -> Digest:
    """The digest of an object: BLAKE3, 64 hexadecimal characters."""
    return Digest(blake3(content).hexdigest())


def checked(objects: ObjectStore, digest: Digest) -> bytes:
    """An object that is what its digest says. Raises IntegrityError if missing or damaged."""
    try:
        content = objects.get(digest)
    except KeyError:
        raise IntegrityError(f"object {digest[:12]} is missing", where=digest) from None
    if digest_of(content) != digest:
        raise IntegrityError(f"object {digest[:12]} is damaged", where=digest)
    return content
