"""The proposer: edits of syntax trees, most promising first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from oppie.model.change import Change, Edit, Origin
from oppie.model.search import ProposalRequest
from oppie.proposers.syntax.draft import Draft, Piece
from oppie.proposers.syntax.expansion import Expansion, Placed
from oppie.proposers.syntax.languages import language_of
from oppie.proposers.syntax.learned import Learned, shipped
from oppie.proposers.syntax.ranking import Source, best_first

_WIDTH = 60


class SyntaxProposer:
    """Proposes small edits of syntax trees; knows no model, no network, no language but a table."""

    name: ClassVar[str] = "syntax"

    def __init__(self, learned: Learned | None = None) -> None:
        """Weigh by what was ``learned``; None takes the model that ships."""
        self._learned = learned

    def propose(self, request: ProposalRequest) -> Iterator[tuple[Change, float]]:
        """Changes with their priors in (0, 1], highest first; the same for equal requests."""
        expansion = Expansion(request, self._learned or shipped())
        for weight, placed in best_first(Source(1.0, expansion.open)):
            if placed.sieve.passes(placed.draft):
                yield _change(placed), weight


def _change(placed: Placed) -> Change:
    draft = placed.draft
    edits = tuple(
        Edit(placed.path, p.start, p.end, p.text.encode("utf-8", "surrogateescape"))
        for p in _completed(placed)
    )
    origin = Origin(
        SyntaxProposer.name,
        placed.operator,
        placed.path,
        draft.site.line,
        placed.symbol,
        draft.ingredients,
    )
    return Change(edits, origin, _summary(draft))


def _completed(placed: Placed) -> tuple[Piece, ...]:
    language, draft = language_of(placed.path), placed.draft
    return draft.pieces if language is None else language.completed(draft.site.data, draft.pieces)


def _summary(draft: Draft) -> str:
    old = " … ".join(
        draft.site.data[p.start : p.end].decode("utf-8", "replace") for p in draft.pieces
    )
    new = " … ".join(p.text for p in draft.pieces)
    return f"{_short(old) or 'nothing'} → {_short(new) or 'nothing'}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"
