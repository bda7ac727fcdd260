"""Changes: byte-range edits to files, with where they came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NewType

Digest = NewType("Digest", str)
"""Hexadecimal BLAKE3 digest (64 characters) of a whole workspace in the VST, or of a key."""


TOGETHER = "together"
"""The operator of a Change that joins others, of which nothing is learned as a whole."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the bytes ``start:end`` of one file.

    Attributes:
        path: the file, relative to the workspace, ``/`` between parts; a name that is not
            UTF-8 is held with surrogate escapes (``os.fsdecode``).
        start, end: byte offsets in the file as it stands in the parent Snapshot.
        text: the bytes that take the place.
    """

    path: str
    start: int
    end: int
    text: bytes


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a Change came from: what reflection and learned priors group by.

    Attributes:
        proposer: the proposer's name.
        operator: the operator's name within the proposer, such as ``compare-operator``.
        path, line: the place it changes; ``line`` counts from 1 in the parent's file.
        symbol: the innermost function or class around the place, dotted; may be empty.
        ingredients: texts that were taken from elsewhere in the project.
    """

    proposer: str
    operator: str
    path: str = ""
    line: int = 0
    symbol: str = ""
    ingredients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One or more edits that belong together; edits of a file do not overlap, sorted by place."""

    edits: tuple[Edit, ...]
    origin: Origin
    summary: str = ""
    """One line for a person: what is changed into what."""

    def size(self) -> int:
        """Bytes removed and added together: smaller patches are preferred."""
        return sum(edit.end - edit.start + len(edit.text) for edit in self.edits)

    def likeness(self) -> int:
        """The same for the same Change of another State, as long as its line has not moved."""
        texts = tuple((edit.text, edit.end - edit.start) for edit in self.edits)
        return hash((self.origin.path, self.origin.line, self.origin.operator, texts))


@dataclass(frozen=True, slots=True)
class State:
    """A Snapshot reached from the base by Changes, replayed in order.

    Attributes:
        snapshot: digest of the whole workspace.
        changes: from the base, in order; each one's offsets are those of its own parent.
    """

    snapshot: Digest
    changes: tuple[Change, ...] = ()

    @property
    def depth(self) -> int:
        """How many Changes lie between the base and this State."""
        return len(self.changes)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Change to a parent State, with the proposer's belief that it helps.

    Attributes:
        prior: in (0, 1]; only its order and ratios matter, it need not sum to one.
        urgency: factor on the prior where it is about what is tried next; it says nothing of how
            likely the Change is to be right.
    """

    parent: State
    change: Change
    prior: float = field(default=1.0)
    urgency: float = field(default=1.0)

    @property
    def promise(self) -> float:
        """What the order of trying goes by."""
        return self.prior * self.urgency
