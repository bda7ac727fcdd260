"""What fixes of the past taught: factors on the hand-set priors, as plain data.

A log-linear model over features of an operator and of the node that it works on. Both are known
before a draft is made, so that drafts still come best first and no sooner than needed.
``python -m benchmarks priors`` trains it and writes the data.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from oppie.proposers.syntax.clues import Clues
from oppie.proposers.syntax.tree import Node

FILE = Path(__file__).with_name("learned.json")
TOLD = frozenset(
    ("unknown-name", "unknown-attribute", "missing-import", "misspelt-import", "unset-local")
)
"""Operators that only work where a message names what is wrong. Fixes of wrong results, which
the data consists of, say nothing of them: they stay ahead of what those fixes favour."""
IN, ON, AT, WITHIN = " in ", " on ", " at ", " within "
"""Between an operator and what a feature is about besides: language, clue, node, what it is in."""


@dataclass(frozen=True)
class Learned:
    """Factors by feature.

    Attributes:
        weights: feature → what it adds to the logarithm of a draft's weight.
    """

    weights: Mapping[str, float]

    def operator(self, name: str, language: str, clues: Clues) -> float:
        """Factor of an operator in a file's language, in the light of the failures."""
        if name in TOLD:
            return self._favoured
        features = of_operator(name, language, clues)
        return math.exp(sum(self.weights.get(f, 0.0) * value for f, value in features))

    def most(self, name: str) -> float:
        """No node has a larger factor for an operator."""
        return math.exp(sum(self._most.get(f"{name}{where}", 0.0) for where in (AT, WITHIN)))

    def node(self, name: str, node: Node) -> float:
        """Factor of a node that an operator works on."""
        return math.exp(sum(self.weights.get(f, 0.0) for f in of_node(name, node)))

    @cached_property
    def _favoured(self) -> float:
        """The largest factor of an operator by itself."""
        signs = (IN, ON, AT, WITHIN)
        alone = (w for f, w in self.weights.items() if not any(sign in f for sign in signs))
        return math.exp(max(alone, default=0.0))

    @cached_property
    def _most(self) -> Mapping[str, float]:
        """The largest weight above 0 of the features of each operator's nodes, by their kind."""
        most: dict[str, float] = {}
        for feature, weight in self.weights.items():
            for where in (AT, WITHIN):
                name, found, _ = feature.partition(where)
                if found:
                    most[name + where] = max(weight, most.get(name + where, 0.0))
        return most


NOTHING = Learned({})
"""The hand-set priors alone."""


def of_operator(name: str, language: str, clues: Clues) -> Iterator[tuple[str, float]]:
    """Features with their values: the operator, also by language and by each clue."""
    yield name, 1.0
    yield f"{name}{IN}{language}", 1.0
    for clue in clues.features():
        yield f"{name}{ON}{clue}", clues.share(clue)


def of_node(name: str, node: Node) -> tuple[str, str]:
    """The operator with the node's kind, and with the kind of what the node stands in."""
    return f"{name}{AT}{node.kind}", f"{name}{WITHIN}{node.up}"


@cache
def shipped() -> Learned:
    """The model that ships."""
    return Learned(json.loads(FILE.read_text(encoding="utf-8"))["weights"])
