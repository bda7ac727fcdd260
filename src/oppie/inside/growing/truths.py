"""Truths at a number of visits, as masks, one bit a visit; joined by ``and``, ``or``, ``not``."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterator, List, Sequence, Tuple

MOST = 2000
"""Truths that are kept; the first come are the smallest."""
MOST_JOINED = 250
"""Those of them that are joined with one another."""


def mask(values: Sequence[Any]) -> int:
    """The truth of each value."""
    return sum(1 << at for at, value in enumerate(values) if value)


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

    def fitting(self, wanted: int, most: int) -> Iterator[str]:
        """What is true where it is wanted and nowhere else: one of them, then two joined.

        Args:
            wanted: the truths.
            most: how many may be tried.
        """
        known = dict(self._known)
        for truth, text in self._known.items():
            known.setdefault(self._all & ~truth, _negated(text))
        if wanted in known:
            yield from [known[wanted]] if len(known) <= most else ()
        elif min(len(known), MOST_JOINED) ** 2 <= most:
            wide = [(t, text) for t, text in known.items() if t & wanted == wanted]
            narrow = [(t, text) for t, text in known.items() if t | wanted == wanted]
            yield from _pairs(wide, "and", lambda one, other: one & other == wanted)
            yield from _pairs(narrow, "or", lambda one, other: one | other == wanted)


def _pairs(
    truths: List[Tuple[int, str]], word: str, fits: Callable[[int, int], bool]
) -> Iterator[str]:
    few = truths[:MOST_JOINED]
    for at, (one, text) in enumerate(few):
        for other, more in few[at + 1 :]:
            if fits(one, other):
                yield "%s %s %s" % (_inner(text), word, _inner(more))


def _negated(text: str) -> str:
    return "not (%s)" % text if " " in text else "not " + text


def _inner(text: str) -> str:
    """As an operand of ``and`` and ``or``."""
    loose = any(word in text for word in (" and ", " or ", " if ", "lambda"))
    return "(%s)" % text if loose else text
