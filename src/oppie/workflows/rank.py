"""Which of the candidates that pass is to be preferred: tests can be weak.

Order: fixes more; does not lean on what often only silences a test (deleted code, conditions
that became constant, values copied from a test); is small; is likely. Published runs found 11
to 23 % of first patches that pass few tests to be wrong, most of those deletions or constant
conditions (Qi, Long, Achour, Rinard, ISSTA 2015).
"""

from __future__ import annotations

from collections.abc import Sequence

from oppie.model.change import Change
from oppie.model.score import Evaluated

DISTRUSTED = ("delete", "constant-condition", "drop-condition", "early-return", "test-literal")
"""Parts of operators' names whose patches are ranked below the others."""


def ranked(found: Sequence[Evaluated]) -> tuple[Evaluated, ...]:
    """The candidates, best first; ties keep their order, so that a search stays reproducible."""
    return tuple(sorted(found, key=_key))


def distrusted(changes: Sequence[Change]) -> bool:
    """Whether any of the changes is of a kind that often only silences a test."""
    return any(part in change.origin.operator for change in changes for part in DISTRUSTED)


def _key(evaluated: Evaluated) -> tuple[float, bool, int, int, float]:
    changes = evaluated.state.changes
    value = evaluated.score.value if evaluated.score is not None else 0.0
    return (
        -value,
        distrusted(changes),
        len(changes),
        sum(change.size() for change in changes),
        -evaluated.candidate.prior,
    )
