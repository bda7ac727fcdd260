"""Two Changes of one State, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from oppie.model.change import Change, Edit


def rebase(change: Change, over: Change) -> Change | None:
    """``change`` in the offsets that hold after ``over``; None where the two touch the same bytes.

    Both are Changes of one State. An insertion at the very place of another goes after it.
    """
    edits: list[Edit] = []
    for edit in change.edits:
        moved = _moved(edit, [other for other in over.edits if other.path == edit.path])
        if moved is None:
            return None
        edits.append(moved)
    return replace(change, edits=tuple(edits))


def _moved(edit: Edit, others: Sequence[Edit]) -> Edit | None:
    shift = 0
    for other in others:
        if other.end <= edit.start:
            shift += len(other.text) - (other.end - other.start)
        elif other.start < edit.end or other.start <= edit.start:
            return None
    return replace(edit, start=edit.start + shift, end=edit.end + shift)
