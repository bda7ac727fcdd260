"""Delta debugging: the smallest set of hunks that still reaches the goal.

Source: Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, IEEE TSE
2002 (ddmin).
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence

from oppie.model.change import Edit
from oppie.model.rollout import FileState

Holds = Callable[[Sequence[Edit]], bool]


def hunks(path: str, before: bytes, after: bytes) -> tuple[Edit, ...]:
    """The changes of a file as edits of whole runs of lines, in the offsets of ``before``."""
    old = before.splitlines(keepends=True)
    new = after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        Edit(path, starts[a], starts[b], b"".join(new[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def edits_of(files: Sequence[FileState], before: Callable[[str], bytes]) -> tuple[Edit, ...]:
    """All hunks of the files that differ; a file that came or went is no edit and is left out."""
    found: list[Edit] = []
    for file in files:
        if file.content is not None:
            found.extend(hunks(file.path, before(file.path), file.content))
    return tuple(found)


def smallest(edits: Sequence[Edit], holds: Holds) -> tuple[Edit, ...]:
    """A subset of ``edits`` that holds and of which no single one can be left out."""
    kept = tuple(edits)
    parts = 2
    while len(kept) >= 2:  # noqa: PLR2004 - a single hunk cannot be split
        smaller = next((c for c in _complements(kept, parts) if holds(c)), None)
        if smaller is not None:
            kept, parts = smaller, max(parts - 1, 2)
        elif parts >= len(kept):
            break
        else:
            parts = min(len(kept), parts * 2)
    return kept


def _complements(edits: tuple[Edit, ...], parts: int) -> Iterator[tuple[Edit, ...]]:
    size = max(1, len(edits) // parts)
    for start in range(0, len(edits), size):
        complement = edits[:start] + edits[start + size :]
        if complement:
            yield complement
