"""Which of the candidates that pass is to be preferred: tests can be weak.

Order: fixes more; holds more of the documentation's examples; changes fewer places, where one that
only seems to silence the tests counts as one place more; then by doubt, a sum in the unit of
natural logarithms of odds: how unlikely the change is, how much of the text it touches, whether it
is of a kind that often only silences a test (by its operator or by its text, whichever says more),
how many other texts pass in its place, and what the inquiry heard. Published runs found 11 to 23 %
of first patches that pass few tests to be wrong, most of those deletions or constant conditions
(Qi, Long, Achour, Rinard, ISSTA 2015).
"""

from __future__ import annotations

import difflib
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from oppie.model.change import Change, Digest
from oppie.model.score import Evaluated
from oppie.workflows.minimise import hunks
from oppie.workflows.signs import Sign, signs
from oppie.workflows.tree import Tree

DOUBTS = {
    "constant-condition": 2.5,
    "delete-pair": 1.5,
    "put-exit": 1.5,
    "base-case": 1.5,
    "inner-guard": 1.0,
    "raise-guard": 1.0,
    "caught": 1.0,
    "delete": 0.7,
    "unwrap": 0.7,
    "drop-call": 0.7,
    "drop-argument": 0.5,
    "drop-operand": 0.3,
    "comprehension-condition": 0.5,
    "literal-to-name": 0.5,
    "compose-operation": 0.5,
    "compose-call": 0.5,
}
"""Operators whose patches remove a feature, decide a condition, leave early, or put together what
stood nowhere: how much less they are to be believed than their priors say, which are about what
passes."""
DISTRUSTED = 0.7
"""From this doubt on a person is told."""
A_TOKEN = 0.15
"""Doubt for each token that is added or removed."""

_TOKEN = re.compile(rb"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Orders candidates on one base.

    Attributes:
        tests: the text of the failing tests' files.
    """

    base: Digest
    tree: Tree
    tests: bytes = b""

    def ranked(
        self,
        found: Sequence[Evaluated],
        held: Callable[[Evaluated], int] = lambda _: 0,
        heard: Callable[[Evaluated], float] = lambda _: 0.0,
    ) -> tuple[Evaluated, ...]:
        """The candidates, best first; ties keep their order, so that runs can be repeated.

        Args:
            found: the candidates.
            held: how many of the documentation's examples hold.
            heard: doubt, or less than 0 trust, from what they answered.
        """
        variants = Counter((_value(each), _place(each)) for each in found)

        def key(each: Evaluated) -> tuple[float, int, int, float]:
            places, doubt = self._unlikely(each)
            free = _free(variants[_value(each), _place(each)])
            return (-_value(each), -held(each), places, doubt + free + heard(each))

        return tuple(sorted(found, key=key))

    def likeliest(self, candidates: Sequence[Evaluated]) -> Evaluated:
        """The best whatever the tests say: by places and doubt alone."""
        return min(candidates, key=self._unlikely)

    def signs(self, snapshot: Digest) -> tuple[Sign, ...]:
        """The signs in its text that a patch only silences the tests."""
        files = self._changed(snapshot)
        return tuple(s for path, old, new in files for s in signs(path, old, new, self.tests))

    def believed(self, candidate: Evaluated) -> bool:
        """Whether it does not seem only to silence the tests."""
        return not any(sign.kind.silencing for sign in self.signs(candidate.state.snapshot))

    def _unlikely(self, candidate: Evaluated) -> tuple[int, float]:
        """Places, one more for what only seems to silence the tests; doubt."""
        seen = self.signs(candidate.state.snapshot)
        places = len(candidate.state.changes) + any(sign.kind.silencing for sign in seen)
        return places, self._doubt(candidate, seen)

    def _doubt(self, candidate: Evaluated, seen: Sequence[Sign]) -> float:
        tokens = sum(_tokens(*file) for file in self._changed(candidate.state.snapshot))
        operators = sum(DOUBTS.get(c.origin.operator, 0.0) for c in candidate.state.changes)
        kind = max(operators, *(sign.kind.doubt for sign in seen), 0.0)
        likely = -math.log(max(candidate.candidate.prior, 1e-6))
        return likely + kind + A_TOKEN * tokens

    def _changed(self, snapshot: Digest) -> Iterator[tuple[str, bytes, bytes]]:
        """Each file with its content before and after."""
        for file in self.tree.diff(self.base, snapshot):
            before = self.tree.file(self.base, file.path) if file.content is not None else b""
            yield file.path, before, file.content or b""


def _value(each: Evaluated) -> float:
    return each.score.value if each.score is not None else 0.0


def _free(texts: int) -> float:
    """Doubt for texts of one operator that pass in one place.

    Two may both be right, as ``==`` and ``<=`` are; of many any will do.
    """
    return (1.0 - 1.0 / texts) ** 2 * math.log(texts)


def _place(each: Evaluated) -> tuple[tuple[str, int, str], ...]:
    """The lines, and by which operators: what else passes there was as good a guess."""
    origins = (change.origin for change in each.state.changes)
    return tuple((origin.path, origin.line, origin.operator) for origin in origins)


def distrusted(changes: Sequence[Change]) -> bool:
    """Whether any of the changes is of a kind that often only silences a test."""
    return any(DOUBTS.get(change.origin.operator, 0.0) >= DISTRUSTED for change in changes)


def _tokens(path: str, before: bytes, after: bytes) -> int:
    """How many tokens were added and removed: names of any length count as one.

    What is replaced alike in several places counts once: that is one thought.
    """
    changes = set()
    for hunk in hunks(path, before, after):
        old, new = (_TOKEN.findall(text) for text in (before[hunk.start : hunk.end], hunk.text))
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "equal":
                changes.add((tuple(old[a:b]), tuple(new[c:d])))
    return sum(len(gone) + len(come) for gone, come in changes)
