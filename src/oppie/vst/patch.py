"""A unified diff between two Snapshots, in git's format, which ``git apply`` takes.

The patch is plain Unicode whatever the files hold: names that are not ASCII are quoted, and
a file whose changed lines are not UTF-8 text travels as a git binary patch. So it survives
JSON, terminals and editors, and still gives the child's bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from oppie.model.change import Digest
from oppie.vst.binary import binary_hunks, blob_id
from oppie.vst.difference import Difference, differences
from oppie.vst.hunks import hunks
from oppie.vst.names import encode
from oppie.vst.tree import SYMLINK
from oppie.vst.vst import Vst

_NONE = "0" * 40
_ESCAPES = {7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r"}
_ESCAPES |= {ord('"'): '\\"', ord("\\"): "\\\\"}
_PLAIN = frozenset(range(33, 127)) - _ESCAPES.keys()


def unified(vst: Vst, base: Digest, child: Digest) -> str:
    """How ``child`` differs from ``base``, to apply at the top; empty when it does not."""
    found = differences(vst.tree(base), vst.tree(child))
    parts = [part for each in found for part in _parts(each)]
    parts.sort(key=lambda part: part.after is not None)  # a folder may become a file
    return "".join(_file(part, *_contents(vst, part)) for part in parts)


def quoted(name: str) -> str:
    """A name as git reads it: in quotes with escapes where it is more than visible ASCII."""
    raw = encode(name)
    if _PLAIN.issuperset(raw):
        return name
    return '"' + "".join(map(_letter, raw)) + '"'


def _letter(byte: int) -> str:
    return chr(byte) if byte in _PLAIN or byte == ord(" ") else _ESCAPES.get(byte, f"\\{byte:03o}")


def _parts(change: Difference) -> Iterator[Difference]:
    """A file that becomes a link, or the other way, is one removed and one made."""
    old, new = change.before, change.after
    if old is None or new is None or (old.mode == SYMLINK) == (new.mode == SYMLINK):
        yield change
    else:
        yield Difference(change.path, old, None)
        yield Difference(change.path, None, new)


def _contents(vst: Vst, change: Difference) -> tuple[bytes, bytes]:
    old, new = change.before, change.after
    return vst.content(old.digest) if old else b"", vst.content(new.digest) if new else b""


def _file(change: Difference, old: bytes, new: bytes) -> str:
    before, after = quoted("a/" + change.path), quoted("b/" + change.path)
    head = f"diff --git {before} {after}\n{_modes(change)}"
    text = hunks(old, new)
    if text is None:
        old_id = blob_id(old) if change.before else _NONE
        new_id = blob_id(new) if change.after else _NONE
        return f"{head}index {old_id}..{new_id}\n{binary_hunks(old, new)}"
    if not text:
        return head
    shown = before if change.before else "/dev/null", after if change.after else "/dev/null"
    return f"{head}--- {shown[0]}\n+++ {shown[1]}\n{text}"


def _modes(change: Difference) -> str:
    old, new = change.before, change.after
    if old is None:
        return f"new file mode {new.mode:o}\n" if new else ""
    if new is None:
        return f"deleted file mode {old.mode:o}\n"
    return "" if old.mode == new.mode else f"old mode {old.mode:o}\nnew mode {new.mode:o}\n"
