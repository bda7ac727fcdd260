"""Git's binary patches: the whole new content and, to go back, the whole old one.

The format is that of ``git diff --binary`` ("literal" hunks): zlib, then base 85 in lines
of at most 52 bytes, each with its length as a letter before it.
"""

from __future__ import annotations

import hashlib
import zlib
from base64 import b85encode

_LINE = 52
_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def binary_hunks(old: bytes, new: bytes) -> str:
    """What follows the ``index`` line of a binary patch."""
    return f"GIT binary patch\n{_literal(new)}\n{_literal(old)}\n"


def blob_id(content: bytes) -> str:
    """The name that git gives a content: SHA-1 of its header and itself."""
    header = b"blob %d\0" % len(content)
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()


def _literal(content: bytes) -> str:
    packed = zlib.compress(content)
    lines = (packed[at : at + _LINE] for at in range(0, len(packed), _LINE))
    encoded = (_LENGTHS[len(line) - 1] + b85encode(line, pad=True).decode() for line in lines)
    return f"literal {len(content)}\n" + "".join(line + "\n" for line in encoded)
