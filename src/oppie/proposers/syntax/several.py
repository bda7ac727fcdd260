"""Files with several mistakes: one is mended after the other, as the parser gets further."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oppie.proposers.syntax.broken import Broken, locate, repairs
from oppie.proposers.syntax.draft import Draft, apply, composed
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.tree import Node

MOST_MISTAKES = 3
LIKELIEST = 300
"""Drafts of a further mistake that are looked at."""
WIDTH = 5
"""Of those the ones from which it goes on: the ones that leave the least broken."""

Damage = tuple[int, int]
"""Places where a text does not parse, and bytes that the parser passed over there."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A text that is less broken than the one before, and the draft that leads to it."""

    damage: Damage
    draft: Draft
    text: bytes


def several(path: str, root: Node, language: Language, broken: Broken) -> Iterator[Draft]:
    """Drafts that mend two mistakes and more, each of several pieces; ``broken`` is the first."""
    steps = _steps(repairs(root, language, broken), root, language)
    for _ in range(MOST_MISTAKES - 1):
        longer: list[_Step] = []
        for step in steps:
            inner = language.grammar().parse(step.text)
            near = locate(path, inner, language, ())
            found = _likeliest(_both(step.draft, repairs(inner, language, near)))
            yield from found
            longer += _steps(found, root, language)
        steps = heapq.nsmallest(WIDTH, longer, key=_order)


def _both(first: Draft, further: Iterable[Draft]) -> Iterator[Draft]:
    """A draft with each of those that work on what it made."""
    for draft in further:
        pieces = composed(first.pieces, draft.pieces[0])
        if pieces is not None:
            yield Draft(first.site, pieces, first.factor * draft.factor)


def _steps(drafts: Iterable[Draft], root: Node, language: Language) -> list[_Step]:
    """The drafts after which less is broken, though not all is well: the best first."""
    texts: dict[bytes, Draft] = {}
    for draft in _likeliest(drafts):
        texts.setdefault(apply(root.data, draft.pieces), draft)
    steps = (
        _Step(_damage(language.grammar().parse(text)), draft, text) for text, draft in texts.items()
    )
    better = (step for step in steps if (0, 0) < step.damage < _damage(root))
    return heapq.nsmallest(WIDTH, better, key=_order)


def _likeliest(drafts: Iterable[Draft]) -> list[Draft]:
    return heapq.nlargest(LIKELIEST, drafts, key=lambda draft: draft.factor)


def _order(step: _Step) -> tuple[Damage, float]:
    return step.damage, -step.draft.factor


def _damage(root: Node) -> Damage:
    faults = list(root.faults())
    return len(faults), sum(end - start for start, end in faults)
