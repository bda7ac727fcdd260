"""Options: texts with how likely each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Options:
    """Texts that may be put in one place; of several weights for one the highest counts."""

    def __init__(self, pairs: Iterable[tuple[str, float]] = ()) -> None:
        self._known = dict(pairs)

    def __iter__(self) -> Iterator[tuple[str, float]]:
        """The texts with their weights, in the order in which they came."""
        return iter(self._known.items())

    def offer(self, text: str, weight: float) -> None:
        """One more text, or another reason for one that is there."""
        self._known[text] = max(weight, self._known.get(text, 0.0))

    def offer_all(self, texts: Iterable[str], weight: float) -> None:
        """Several texts of the same weight."""
        for text in texts:
            self.offer(text, weight)

    def ranked(self) -> tuple[tuple[str, float], ...]:
        """The likeliest first; those of equal weight in the order in which they came."""
        return tuple(sorted(self._known.items(), key=lambda item: -item[1]))
