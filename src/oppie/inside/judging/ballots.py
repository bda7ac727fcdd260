"""What recorded values say of candidates: each place's, visit by visit."""

from __future__ import annotations

from hashlib import blake2b
from typing import AbstractSet, Any, Dict, List, NamedTuple, Optional, Tuple

from .harmless import EffectError, Harmless
from .summaries import summary

FIRST = 6
GROWTH = 1.3
"""The first visits of a test to a place count, then each that is so many times later."""
MOST = 120
"""Visits to one place that count."""
TRUTHS = ("truth", "assert")
"""Deeds for which only the truth of the value matters."""
ALIKE = "="
UNKNOWN = ""


class SlowError(Exception):
    """An expression takes too long."""


class Form(NamedTuple):
    """One way in which a place may read: what is done to which value."""

    deed: str
    value: Harmless


class Space(NamedTuple):
    """What a frame sees: names with values, and which of them change by being looked at."""

    names: Dict[str, Any]
    fragile: AbstractSet[str]


class Ballot:
    """What was seen of one candidate."""

    def __init__(self, form: Form, original: Form) -> None:
        self.form = form
        self.known = True
        self._alike = form.deed == original.deed
        self._digest = blake2b(form.deed.encode("utf-8", "replace"), digest_size=8)

    def note(self, seen: Optional[str], original: str, *, failing: bool) -> None:
        """One more visit; ``seen`` is None where it could not be worked out."""
        if seen is None:
            self.known = False
            return
        self._digest.update(seen.encode("utf-8", "replace") + b"\0")
        if failing and seen != original:
            self._alike = False

    def verdict(self, spot: str) -> str:
        """The class that it belongs to: as the original in failing tests, or a digest."""
        if not self.known:
            return UNKNOWN
        return ALIKE if self._alike else "%s %s" % (spot, self._digest.hexdigest())


class Spot:
    """A place with the candidates for it.

    Attributes:
        lines: first and last.
        original: what it reads.
    """

    def __init__(self, lines: Tuple[int, int], original: Form) -> None:
        self.lines = lines
        self.original = original
        self._name = "%s %d-%d" % (original.deed.partition(" ")[0], *lines)
        self._ballots: Dict[int, Ballot] = {}
        self._known = True
        self._failing = 0
        self._visits = 0
        self._count = 0
        self._next = 0

    def add(self, number: int, form: Form) -> None:
        """One more candidate, with its number in the request."""
        self._ballots[number] = Ballot(form, self.original)

    def begin(self) -> None:
        """Another test begins."""
        self._count = self._next = 0

    def due(self) -> bool:
        """Whether this visit counts."""
        self._count += 1
        if not self._known or self._count < self._next or self._visits >= MOST:
            return False
        if self._count >= FIRST:
            self._next = int(self._count * GROWTH) + 1
        return True

    def visit(self, space: Space, *, failing: bool) -> None:
        """Work out all candidates."""
        original = seen(self.original, space)
        self._known = original is not None
        if original is None:
            return
        self._visits += 1
        self._failing += failing
        for ballot in self._ballots.values():
            if ballot.known:
                ballot.note(seen(ballot.form, space), original, failing=failing)

    def tell(self, verdicts: List[str]) -> None:
        """Fill in the classes of this place's candidates; none where no failing test came."""
        if self._known and self._failing:
            for number, ballot in self._ballots.items():
                verdicts[number] = ballot.verdict(self._name)


def seen(form: Form, space: Space) -> Optional[str]:
    """What a form comes to, as a text; None where that cannot be told."""
    if not form.value.names.isdisjoint(space.fragile):
        return None
    try:
        value = eval(form.value.code, space.names)  # noqa: S307 - guarded; see harmless
        return str(bool(value)) if form.deed in TRUTHS else summary(value)
    except (EffectError, SlowError, NameError):
        return None
    except Exception as error:  # noqa: BLE001 - what it raises is what it comes to
        return "raises " + type(error).__name__
