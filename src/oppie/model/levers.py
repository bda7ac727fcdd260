"""Levers: what makes the search quick, each of which can be left out to see what it adds.

The setting ``levers`` (``OPPIE_LEVERS=loops``; ``OPPIE_LEVERS=[]`` is none) names those
that are used.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Levers:
    """Which are used.

    Attributes:
        growing: expressions are grown to values and truths that the tests are known to want;
            conditions are forced to know them.
        judging: candidates come last that recorded values do not tell from the original, or
            from one another.
        loops: calls without end are ended by the processor time that tests were seen to need.
    """

    growing: bool = True
    judging: bool = True
    loops: bool = True

    @classmethod
    def of(cls, names: Collection[str]) -> Levers:
        """Those that are named and no other."""
        return cls(**{field.name: field.name in names for field in fields(cls)})
