"""Truths at a number of visits, as masks, one bit a visit; joined by ``and``, ``or``, ``not``."""

from __future__ import annotations

from itertools import combinations
from typing import Any, Dict, Iterator, NamedTuple, Optional, Sequence

MOST = 2000
"""Truths that are kept; the first come are the smallest."""
MOST_JOINED = 250
"""Those of them that are joined with one another."""


def mask(values: Sequence[Any]) -> int:
    """The truth of each value."""
    return sum(1 << at for at, value in enumerate(values) if value)


class Truth(NamedTuple):
    """A condition: what it is at the visits, and its text."""

    mask: int
    text: str


class Truths:
    """Conditions by what they are at the visits.

    Args:
        visits: how many there are.
    """

    def __init__(self, visits: int) -> None:
        self._all = (1 << visits) - 1
        self._known: Dict[int, str] = {}

    def add(self, text: str, truth: int) -> None:
        """One more, unless another is the same."""
        if len(self._known) < MOST and truth not in (0, self._all):
            self._known.setdefault(truth, text)

    def fitting(self, wanted: int, most: int, original: Optional[Truth] = None) -> Iterator[str]:
        """What is true where it is wanted and nowhere else.

        The original condition with one more, one alone, then any two joined.

        Args:
            wanted: the truths.
            most: how many may be tried.
            original: the condition as it stands.
        """
        truths = dict(self._known)
        for truth, text in self._known.items():
            truths.setdefault(self._all & ~truth, _negated(text))
        known = [Truth(*item) for item in truths.items()]
        if original is not None and len(known) <= most:
            for each in known:
                yield from _joined(original, each, wanted)
        if wanted in truths:
            yield from [truths[wanted]] if len(known) <= most else ()
        elif min(len(known), MOST_JOINED) ** 2 <= most:
            wide = [each for each in known if each.mask & wanted == wanted][:MOST_JOINED]
            narrow = [each for each in known if each.mask | wanted == wanted][:MOST_JOINED]
            for group in (wide, narrow):
                for one, other in combinations(group, 2):
                    yield from _joined(one, other, wanted)


def _joined(one: Truth, other: Truth, wanted: int) -> Iterator[str]:
    """Both by ``and`` or ``or``, where that fits and neither fits alone."""
    if wanted in (one.mask, other.mask):
        return
    if one.mask & other.mask == wanted:
        yield "%s and %s" % (_inner(one.text), _inner(other.text))
    elif one.mask | other.mask == wanted:
        yield "%s or %s" % (_inner(one.text), _inner(other.text))


def _negated(text: str) -> str:
    return "not (%s)" % text if " " in text else "not " + text


def _inner(text: str) -> str:
    """As an operand of ``and`` and ``or``."""
    loose = any(word in text for word in (" and ", " or ", " if ", "lambda"))
    return "(%s)" % text if loose else text
