"""What a user's own runs say of operators: factors on priors, near 1 until much was seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oppie.model.experience import Experience

DOUBT = 4.0
"""Successes that are made up for every operator, as many as it was to be expected to have: the
shape of a gamma prior with mean 1 on the factor, whose posterior mean is then
(successes + DOUBT) / (expected + DOUBT) (Gelman et al., Bayesian Data Analysis, 2.6)."""
LEAST, MOST = 0.5, 3.0
"""Bounds: no run of bad luck buries an operator, no habit drowns the others."""


def leanings(experiences: Iterable[Experience], context: str) -> tuple[tuple[str, float], ...]:
    """Operators with their factors, from what was tried in a context; sorted."""
    mine = [each for each in experiences if each.context == context]
    tried = sum(each.tried for each in mine)
    if not tried:
        return ()
    rate = sum(each.helped for each in mine) / tried
    return tuple(sorted((each.operator, _factor(each, rate)) for each in mine))


def _factor(of: Experience, rate: float) -> float:
    found = (of.helped + DOUBT) / (of.tried * rate + DOUBT)
    return min(MOST, max(LEAST, found))


def summed(rows: Sequence[tuple[str, bool]], context: str) -> tuple[Experience, ...]:
    """What one run learned: an operator and whether it helped, a row for each candidate."""
    names = sorted({operator for operator, _ in rows})
    return tuple(
        Experience(
            name,
            context,
            tried=sum(operator == name for operator, _ in rows),
            helped=sum(operator == name and helped for operator, helped in rows),
        )
        for name in names
    )
