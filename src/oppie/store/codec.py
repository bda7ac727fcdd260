"""Frozen data to JSON and back.

Through Python's own ``json`` rather than pydantic's writer: file names and messages may hold
surrogate escapes, which UTF-8 cannot say and JSON can.
"""

from __future__ import annotations

import json
import zlib
from functools import cached_property
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from oppie.errors import IntegrityError

T = TypeVar("T")

WORTH_PACKING = 512
"""Bytes from which compressing pays: 300 results shrink from 36 kB to 3 kB in 40 µs."""
PACKED = b"\x78"
"""How a zlib stream begins; a JSON object or array never does."""


def legible(text: str) -> str:
    """A line for people as UTF-8 can say it: escaped bytes of file names become ``?``."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Codec(Generic[T]):
    """Writes and reads one kind of frozen dataclass, whatever it is made of but bytes."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind

    def to_json(self, value: T) -> str:
        """Compact JSON: tuples become arrays; paths, enums and times strings."""
        plain = self._adapter.dump_python(value, mode="json")
        return json.dumps(plain, separators=(",", ":"))

    def from_json(self, text: str) -> T:
        """What :meth:`to_json` wrote.

        Raises:
            IntegrityError: another version wrote it, or it is damaged.
        """
        try:
            return self._adapter.validate_python(json.loads(text))
        except (ValueError, ValidationError) as error:
            raise self._unreadable() from error

    def pack(self, value: T) -> bytes:
        """The JSON as bytes, compressed where that pays."""
        plain = self.to_json(value).encode("ascii")
        return zlib.compress(plain, 1) if len(plain) >= WORTH_PACKING else plain

    def unpack(self, blob: bytes) -> T:
        """What :meth:`pack` made.

        Raises:
            IntegrityError: another version wrote it, or it is damaged.
        """
        try:
            plain = zlib.decompress(blob) if blob.startswith(PACKED) else blob
            text = plain.decode("ascii")
        except (zlib.error, UnicodeDecodeError) as error:
            raise self._unreadable() from error
        return self.from_json(text)

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self._kind)

    def _unreadable(self) -> IntegrityError:
        return IntegrityError(
            f"a stored {self._kind.__name__} cannot be read",
            hint="Another version of oppie wrote it, or it is damaged.",
        )
