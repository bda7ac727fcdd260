"""The same edit at all like sites of a function, as one more draft."""

from __future__ import annotations

from collections.abc import Iterator

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece
from oppie.proposers.syntax.tree import Node

ALL = 0.3
"""How likely all like sites are, against one."""
_MOST = 12


def everywhere(draft: Draft, ctx: Context) -> Iterator[Draft]:
    """Drafts that make the same edit at all like sites: in the statement, in the unit."""
    site, piece = draft.site, draft.pieces[0]
    if len(draft.pieces) > 1 or (piece.start, piece.end) != (site.start, site.end):
        return
    like = [
        n for n in ctx.by_kind.get(site.kind, ()) if n.text == site.text and n.role == site.role
    ]
    near = [n for n in like if ctx.statement(n) is ctx.statement(site)]
    if like[:1] == [site] and 1 < len(like) <= _MOST:
        yield _all(draft, like)
    if near[:1] == [site] and 1 < len(near) < len(like):
        yield _all(draft, near)


def _all(draft: Draft, sites: list[Node]) -> Draft:
    text = draft.pieces[0].text
    pieces = tuple(Piece(n.start, n.end, text) for n in sites)
    return Draft(draft.site, pieces, draft.factor * ALL, draft.ingredients)
