"""Priors: how likely each operator's best draft is the fix, and what clues make of it."""

from __future__ import annotations

from collections.abc import Mapping

from oppie.proposers.syntax.clues import Clues

PRIORS: Mapping[str, float] = {
    "compare-operator": 0.2,
    "arithmetic-operator": 0.15,
    "bitwise-operator": 0.15,
    "boolean-operator": 0.2,
    "augmented-operator": 0.12,
    "paired-name": 0.18,
    "drop-operand": 0.12,
    "regroup": 0.05,
    "swap-operands": 0.1,
    "sign": 0.05,
    "negate": 0.12,
    "integer": 0.2,
    "decimal": 0.1,
    "truth": 0.2,
    "nothing": 0.03,
    "literal-to-name": 0.05,
    "string": 0.1,
    "string-piece": 0.05,
    "off-by-one": 0.1,
    "range-bounds": 0.1,
    "slice-bounds": 0.1,
    "put-subscript": 0.04,
    "drop-subscript": 0.08,
    "variable": 0.13,
    "target": 0.1,
    "attribute": 0.1,
    "function": 0.1,
    "whole-object": 0.06,
    "put-call": 0.07,
    "drop-call": 0.08,
    "call-it": 0.05,
    "aggregate": 0.03,
    "swap-arguments": 0.12,
    "drop-argument": 0.06,
    "put-argument": 0.06,
    "keyword": 0.05,
    "elements": 0.08,
    "widen-condition": 0.04,
    "other-condition": 0.03,
    "constant-condition": 0.02,
    "base-case": 0.05,
    "raise-guard": 0.01,
    "inner-guard": 0.02,
    "under-condition": 0.03,
    "delete": 0.1,
    "delete-pair": 0.01,
    "exchange-statements": 0.08,
    "move-out": 0.1,
    "move-in": 0.06,
    "move": 0.01,
    "repeat": 0.02,
    "unwrap": 0.05,
    "branches": 0.08,
    "loops": 0.05,
    "put-exit": 0.05,
    "into-return": 0.05,
    "put-update": 0.05,
    "put-statement": 0.04,
    "put-else": 0.02,
    "returned": 0.08,
    "initial": 0.06,
    "fragment": 0.03,
    "exchange-values": 0.05,
    "exchange-returns": 0.08,
    "conditional": 0.1,
    "comprehension-condition": 0.06,
    "comprehension-element": 0.06,
    "comprehension-kind": 0.03,
    "raised": 0.05,
    "caught": 0.05,
    "reraise": 0.05,
    "default": 0.08,
    "parameters": 0.03,
    "decorators": 0.03,
    "constructors": 0.03,
    "await": 0.05,
    "string-prefix": 0.05,
    "placeholder": 0.08,
    "pattern": 0.05,
    "compose-operation": 0.01,
    "compose-call": 0.02,
    "unknown-name": 0.9,
    "unknown-attribute": 0.6,
    "missing-import": 0.8,
    "misspelt-import": 0.9,
    "unset-local": 0.4,
    "conversion": 0.2,
}
"""In (0, 1]; only the order and the ratios matter."""

BOOSTS: tuple[tuple[str, float, str], ...] = ()
"""(feature of the failures, factor, operators): see :mod:`.clues` for the features."""


def prior(operator: str, clues: Clues) -> float:
    """An operator's prior in the light of the failures, in (0, 1]."""
    weight = PRIORS[operator]
    for feature, factor, operators in BOOSTS:
        if operator in operators.split():
            weight *= factor ** clues.share(feature)
    return min(1.0, weight)
