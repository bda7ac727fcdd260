"""What the end of a run asks of the state tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from oppie.model.change import Digest, Edit
from oppie.model.rollout import FileState


class Tree(Protocol):
    """Snapshots by digest."""

    def apply(self, snapshot: Digest, edits: Sequence[Edit]) -> Digest:
        """The Snapshot after the edits."""

    def diff(self, base: Digest, child: Digest) -> tuple[FileState, ...]:
        """How ``child`` differs from ``base``."""

    def file(self, snapshot: Digest, path: str) -> bytes:
        """A file's content."""
