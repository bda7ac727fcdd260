"""Three-way apply: what one Snapshot changed of a base, applied to another.

Files that both changed are merged line by line. Where that cannot be done, the file stays
as ``ours`` has it and is named as a conflict.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise

from oppie.model.change import Digest, Edit
from oppie.vst.difference import Difference, differences
from oppie.vst.edits import edited
from oppie.vst.lines import changed, split
from oppie.vst.tree import SYMLINK, Entry, Tree

Read = Callable[[Digest], bytes]
Keep = Callable[[bytes, int], Entry]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A path that both sides changed in ways that do not go together, and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged Snapshot; clean when there are no conflicts."""

    snapshot: Digest
    conflicts: tuple[Conflict, ...]


class _Clash(Exception):  # noqa: N818 - no error: it becomes a Conflict
    """Two changes do not go together."""


def merge(
    base: Tree, ours: Tree, theirs: Tree, read: Read, keep: Keep
) -> tuple[Tree, tuple[Conflict, ...]]:
    """``ours`` with what ``theirs`` changed of ``base``, and the conflicts, by path."""
    conflicts = []
    removals_first = sorted(differences(base, theirs), key=lambda each: each.after is not None)
    for each in removals_first:
        try:
            ours = _applied(ours, each, read, keep)
        except _Clash as clash:
            conflicts.append(Conflict(each.path, str(clash)))
    return ours, tuple(sorted(conflicts, key=lambda conflict: conflict.path))


def _applied(ours: Tree, change: Difference, read: Read, keep: Keep) -> Tree:
    mine = ours.get(change.path)
    if mine == change.after:
        return ours
    if mine == change.before:
        return _replaced(ours, change.path, change.after)
    if mine is None or change.after is None:
        raise _Clash("changed in one and removed in the other")
    if change.before is None:
        raise _Clash("made in both, with different content")
    return ours.put(change.path, _both(change.before, mine, change.after, read, keep))


def _replaced(tree: Tree, path: str, entry: Entry | None) -> Tree:
    if entry is None:
        return tree.remove(path)
    try:
        return tree.put(path, entry)
    except ValueError:
        raise _Clash("a file in one and a folder in the other") from None


def _both(base: Entry, mine: Entry, other: Entry, read: Read, keep: Keep) -> Entry:
    if SYMLINK in {base.mode, mine.mode, other.mode}:
        raise _Clash("a symbolic link that both changed")
    mode = other.mode if mine.mode == base.mode else mine.mode
    old = read(base.digest)
    edits = {*_edits(old, read(mine.digest)), *_edits(old, read(other.digest))}
    if any(two.start < one.end or two.start == one.start for one, two in pairwise(sorted(edits))):
        raise _Clash("the same lines changed in both")
    return keep(edited(old, tuple(edits)), mode)


def _edits(old: bytes, new: bytes) -> list[Edit]:
    before, after = split(old), split(new)
    at = list(accumulate(map(len, before), initial=0))
    return [
        Edit("", at[b.start], at[b.end], b"".join(after[b.new_start : b.new_end]))
        for b in changed(before, after)
    ]
