"""The names in one folder: shared by all versions of the folder that hold the same names."""

from __future__ import annotations

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

    def encoded(self) -> bytes:
        """The object that is kept under ``key``: the names with a NUL byte between them."""
        return b"\0".join(map(encode, self.all))


def names_of(names: tuple[str, ...]) -> Names:
    """Sorted names as a folder holds them.

    Raises:
        ValueError: a name is empty, ``.`` or ``..``, or has a ``/`` or a NUL byte in it.
    """
    for name in names:
        if name in _REFUSED or "/" in name or "\0" in name:
            raise ValueError(f"no file can be named {name!r}")
    return Names(names, blake3(b"\0".join(map(encode, names))).digest())


def decode_names(data: bytes) -> Names:
    """What :meth:`Names.encoded` made. Raises ValueError for what no folder can hold."""
    parts = data.split(b"\0") if data else []
    names = tuple(part.decode("utf-8", "surrogateescape") for part in parts)
    if list(names) != sorted(set(names)):
        raise ValueError("names out of order")
    return names_of(names)


NO_NAMES = names_of(())
