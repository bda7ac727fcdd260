"""Byte-range edits applied to the content of one file."""

from __future__ import annotations

from collections.abc import Sequence

from oppie.errors import CalleeError
from oppie.model.change import Edit


def edited(content: bytes, edits: Sequence[Edit]) -> bytes:
    """The content with all edits applied; offsets are those of ``content``.

    The order in which the edits are given makes no difference.

    Raises:
        CalleeError: an edit leaves the file, or two overlap.
    """
    parts: list[bytes] = []
    end = 0
    for edit in sorted(edits):
        if not end <= edit.start <= edit.end <= len(content):
            raise CalleeError(_wrong(edit, end, len(content)), where=edit.path)
        parts += (content[end : edit.start], edit.text)
        end = edit.end
    parts.append(content[end:])
    return b"".join(filter(None, parts))  # a whole new content is not copied


def _wrong(edit: Edit, end: int, size: int) -> str:
    span = f"an edit of bytes {edit.start} to {edit.end}"
    if 0 <= edit.start <= edit.end <= size:
        return f"{span} overlaps one that ends at {end}"
    return f"{span} does not fit a file of {size} bytes"
