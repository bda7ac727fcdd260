"""The names in one folder: shared by all versions of the folder that hold the same names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from blake3 import blake3

_REFUSED = frozenset({"", ".", ".."})


def encode(name: str) -> bytes:
    """A name as bytes; surrogate escapes become the bytes that they stand for."""
    return name.encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Names:
    """Sorted names and the BLAKE3 digest (32 bytes) of their encoding."""

    all: tuple[str, ...]
    key: bytes

    def find(self, name: str) -> tuple[int, bool]:
        """Where a name is or would be, and whether it is there."""
        at = bisect_left(self.all, name)
        return at, at < len(self.all) and self.all[at] == name

    def encoded(self) -> bytes:
        """The object that is kept under ``key``: the names with a NUL byte between them."""
        return b"\0".join(map(encode, self.all))


def names_of(names: Sequence[str]) -> Names:
    """Names as a folder holds them, sorted already.

    Raises:
        ValueError: a name is empty, ``.`` or ``..``, or has a ``/`` or a NUL byte in it.
    """
    for name in names:
        if name in _REFUSED or "/" in name or "\0" in name:
            raise ValueError(f"no file can be named {name!r}")
    return Names(tuple(names), blake3(b"\0".join(map(encode, names))).digest())


def decode_names(data: bytes) -> Names:
    """What :meth:`Names.encoded` made. Raises ValueError for what no folder can hold."""
    parts = data.split(b"\0") if data else []
    names = [part.decode("utf-8", "surrogateescape") for part in parts]
    if names != sorted(set(names)):
        raise ValueError("names out of order")
    return names_of(names)


NO_NAMES = names_of(())
