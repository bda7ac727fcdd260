"""The same edit at all like sites of a function, as one more draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oppie.proposers.syntax.context import Context
from oppie.proposers.syntax.draft import Draft, Piece
from oppie.proposers.syntax.tree import Node

ALL = 0.3
"""How likely all like sites are, against one."""
_LEAST, _MOST = 2, 12


def everywhere(draft: Draft, ctx: Context) -> Iterator[Draft]:
    """Drafts that make the same edit at all like sites: in the statement, in the unit."""
    site, piece = draft.site, draft.pieces[0]
    if len(draft.pieces) > 1 or (piece.start, piece.end) != (site.start, site.end):
        return
    like = ctx.alike.get((site.kind, site.role, site.text), [])
    if not _LEAST <= len(like) <= _MOST:
        return
    if like[0] is site:
        yield _all(draft, like)
    statement = ctx.statement(site)
    near = [n for n in like if n.inside(statement)]
    if near[0] is site and _LEAST <= len(near) < len(like):
        yield _all(draft, near)


def _all(draft: Draft, sites: Sequence[Node]) -> Draft:
    text = draft.pieces[0].text
    pieces = tuple(Piece(n.start, n.end, text) for n in sites)
    return Draft(draft.site, pieces, draft.factor * ALL, draft.ingredients)
