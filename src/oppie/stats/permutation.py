"""Tests of paired differences that assume no distribution."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import comb, fsum
from random import Random

EXACT_PAIRS = 16
"""Up to so many differences all signs are tried (65,536 sums)."""
DRAWS = 99_999
_ROUNDING = 1e-12


def sign_flip(differences: Sequence[float], draws: int = DRAWS, seed: int = 0) -> float:
    """Two-sided p of "the differences are as likely with the other sign".

    Exact for few pairs (R. A. Fisher, The Design of Experiments, 1935, section 21). Else signs
    are drawn, and the observed ones count as one draw, so that p is never too small
    (B. Phipson, G. Smyth, 2010). Zeros say nothing, and without any difference p is 1.
    """
    moved = [abs(each) for each in differences if each]
    least = abs(fsum(differences)) - _ROUNDING * fsum(moved)
    if len(moved) <= EXACT_PAIRS:
        # The first sign may stay: its opposite mirrors every sum.
        signs = list(product((1, -1), repeat=max(0, len(moved) - 1)))
        extreme = sum(_sum(moved, (1, *each)) >= least for each in signs)
        return extreme / len(signs)
    random = Random(seed)
    extreme = sum(_sum(moved, random.choices((1, -1), k=len(moved))) >= least for _ in range(draws))
    return (extreme + 1) / (draws + 1)


def sign_test(differences: Sequence[float]) -> float:
    """Two-sided p of "better and worse are equally likely", exact; ties say nothing.

    For arms that say yes or no this is McNemar's exact test.
    """
    better = sum(each > 0 for each in differences)
    n = better + sum(each < 0 for each in differences)
    tail = sum(comb(n, k) for k in range(min(better, n - better) + 1))
    return min(1.0, tail / 2 ** (n - 1)) if n else 1.0


def _sum(sizes: Sequence[float], signs: Sequence[int]) -> float:
    return abs(sum(size * sign for size, sign in zip(sizes, signs, strict=False)))
