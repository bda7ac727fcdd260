"""The proposer: rewrites of all files, those first where the time goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import ClassVar

from oppie.model.change import Change, Edit, Origin
from oppie.model.observation import Suspicion
from oppie.model.search import ProposalRequest
from oppie.proposers.rewrites import javascript, python
from oppie.proposers.rewrites.rewrite import Rewrite

LANGUAGES: Mapping[str, Callable[[bytes], Iterator[Rewrite]]] = {
    ".py": python.rewrites,
    ".js": javascript.rewrites,
    ".mjs": javascript.rewrites,
    ".cjs": javascript.rewrites,
}
COLD = 0.1
"""What a rewrite is worth of its weight where no time was seen to go."""


class RewriteProposer:
    """Proposes rewrites; knows no model, no network, no language but a table."""

    name: ClassVar[str] = "rewrites"

    def propose(self, request: ProposalRequest) -> Iterator[tuple[Change, float]]:
        """Changes with their priors in (0, 1], highest first; the same for equal requests."""
        found = [
            (_change(path, rewrite), rewrite.weight * _heat(rewrite, lines))
            for path, content in request.sources.items()
            if (language := LANGUAGES.get(PurePosixPath(path).suffix)) is not None
            for lines in [_lines(path, request.suspicions)]
            for rewrite in language(content)
        ]
        found.sort(key=lambda each: -each[1])
        yield from found


def _lines(path: str, suspicions: Sequence[Suspicion]) -> dict[int, float] | None:
    """The share of the time by lines of a file; None where nothing is known of any."""
    if not suspicions:
        return None
    return {each.line: each.score for each in suspicions if each.path == path}


def _heat(rewrite: Rewrite, lines: Mapping[int, float] | None) -> float:
    if lines is None:
        return 1.0
    inside = [lines[at] for at in range(rewrite.first, rewrite.last + 1) if at in lines]
    return COLD + (1 - COLD) * max(inside, default=0.0)


def _change(path: str, rewrite: Rewrite) -> Change:
    edits = tuple(
        Edit(path, piece.start, piece.end, piece.text.encode("utf-8", "surrogateescape"))
        for piece in rewrite.pieces
    )
    origin = Origin(RewriteProposer.name, rewrite.operator, path, rewrite.first, rewrite.symbol)
    return Change(edits, origin, rewrite.summary)
