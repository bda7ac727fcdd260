"""The scripted proposer: yields the Changes it was given; a double that ships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from oppie.model.change import Change
from oppie.model.search import ProposalRequest


class ScriptedProposer:
    """Yields given Changes with their priors, highest first, for every request."""

    name: ClassVar[str] = "scripted"

    def __init__(self, script: Sequence[tuple[Change, float]] = ()) -> None:
        self._script = tuple(sorted(script, key=lambda item: -item[1]))
        self.requests: list[ProposalRequest] = []
        """What was asked, in order."""

    def propose(self, request: ProposalRequest) -> Iterator[tuple[Change, float]]:
        """The Changes whose edits lie in the request's sources."""
        self.requests.append(request)
        for change, prior in self._script:
            if all(_fits(edit.path, edit.end, request) for edit in change.edits):
                yield change, prior


def _fits(path: str, end: int, request: ProposalRequest) -> bool:
    return end <= len(request.sources.get(path, b"")) and path in request.sources
