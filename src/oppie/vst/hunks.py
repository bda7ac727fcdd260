"""The hunks of a unified diff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oppie.vst.lines import Block, changed, split

_CONTEXT = 3
_NO_END = b"\n\\ No newline at end of file\n"


def hunks(old: bytes, new: bytes) -> str | None:
    """The hunks between two contents; None when what they show is not UTF-8 text."""
    before, after = split(old), split(new)
    shown = b"".join(_hunk(group, before, after) for group in _groups(changed(before, after)))
    if b"\0" in shown:
        return None
    try:
        return shown.decode()
    except UnicodeDecodeError:
        return None


def _groups(blocks: Iterator[Block]) -> Iterator[list[Block]]:
    """Blocks whose context would touch stand in one hunk."""
    group: list[Block] = []
    for block in blocks:
        if group and block.start - group[-1].end > 2 * _CONTEXT:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _hunk(group: Sequence[Block], before: list[bytes], after: list[bytes]) -> bytes:
    first, last = group[0], group[-1]
    lead = min(_CONTEXT, first.start)
    trail = min(_CONTEXT, len(before) - last.end)
    body = _marked(b" ", before[first.start - lead : first.start])
    at = first.start
    for block in group:
        body += _marked(b" ", before[at : block.start])
        body += _marked(b"-", before[block.start : block.end])
        body += _marked(b"+", after[block.new_start : block.new_end])
        at = block.end
    body += _marked(b" ", before[last.end : last.end + trail])
    old = _range(first.start - lead, last.end + trail)
    new = _range(first.new_start - lead, last.new_end + trail)
    return f"@@ -{old} +{new} @@\n".encode() + body


def _marked(mark: bytes, lines: list[bytes]) -> bytes:
    return b"".join(mark + (line if line.endswith(b"\n") else line + _NO_END) for line in lines)


def _range(start: int, end: int) -> str:
    """Lines counted from 1; an empty range names the line before it."""
    count = end - start
    return f"{start + 1}" if count == 1 else f"{start + (count > 0)},{count}"
