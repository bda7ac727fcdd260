"""Which of the candidates that pass is to be preferred: tests can be weak.

Order: fixes more; holds more of the documentation's examples; changes fewer places; then by
doubt, a sum in the unit of natural logarithms of odds: how unlikely the change is, how much of
the text it touches, whether it is of a kind that often only silences a test, and what the
inquiry heard. Published runs found 11 to 23 % of first patches that pass few tests to be wrong,
most of those deletions or constant conditions (Qi, Long, Achour, Rinard, ISSTA 2015).
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oppie.model.change import Change, Digest
from oppie.model.score import Evaluated
from oppie.workflows.minimise import hunks
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
FROM_A_TEST = 2.0
"""Doubt for a literal that stands in the tests and nowhere in the source."""
A_TOKEN = 0.15
"""Doubt for each token that is added or removed."""

_TOKEN = re.compile(rb"\w+|[^\w\s]")
_LITERAL = re.compile(rb"(?<![\w.])\d+(?:\.\d+)?(?!\w)|'[^'\n]{2,}'|\"[^\"\n]{2,}\"")
_COMMON = frozenset((b"0", b"1", b"2", b"0.0", b"1.0"))


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

        def key(each: Evaluated) -> tuple[float, int, int, float]:
            value = each.score.value if each.score is not None else 0.0
            doubt = self._doubt(each) + heard(each)
            return (-value, -held(each), len(each.state.changes), doubt)

        return tuple(sorted(found, key=key))

    def _doubt(self, candidate: Evaluated) -> float:
        tokens, literals = 0, False
        for file in self.tree.diff(self.base, candidate.state.snapshot):
            before = self.tree.file(self.base, file.path) if file.content is not None else b""
            tokens += _tokens(file.path, before, file.content or b"")
            literals = literals or bool(self._from_tests(before, file.content or b""))
        kind = sum(DOUBTS.get(c.origin.operator, 0.0) for c in candidate.state.changes)
        likely = -math.log(max(candidate.candidate.prior, 1e-6))
        return likely + kind + A_TOKEN * tokens + FROM_A_TEST * literals

    def _from_tests(self, before: bytes, after: bytes) -> set[bytes]:
        """Literals that the candidate took from tests."""
        new = set(_LITERAL.findall(after)) - set(_LITERAL.findall(before)) - _COMMON
        return new & set(_LITERAL.findall(self.tests))


def distrusted(changes: Sequence[Change]) -> bool:
    """Whether any of the changes is of a kind that often only silences a test."""
    return any(DOUBTS.get(change.origin.operator, 0.0) >= DISTRUSTED for change in changes)


def _tokens(path: str, before: bytes, after: bytes) -> int:
    """How many tokens were added and removed: names of any length count as one."""
    count = 0
    for hunk in hunks(path, before, after):
        old, new = (_TOKEN.findall(text) for text in (before[hunk.start : hunk.end], hunk.text))
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        changes = (o for o in matcher.get_opcodes() if o[0] != "equal")
        count += sum(b - a + d - c for _, a, b, c, d in changes)
    return count
