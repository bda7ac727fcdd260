"""What is found out beside the tests as they are: candidates judged, expressions grown."""

from __future__ import annotations

from dataclasses import dataclass

from oppie.model.change import Edit
from oppie.model.rollout import Limits

ALIKE = "="
"""The class of those that do what the original does wherever failing tests come to them."""
UNKNOWN = ""
"""The class of those of which nothing can be said."""


FORCED = {"forced-true": True, "forced-false": False}
"""Kinds of suggestions that make a condition constant, with the constant."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The tests that run, and the file of the base that is looked at.

    Attributes:
        failing, passing: run in this order; the last failing one may not end.
        limits: of the tests.
    """

    path: str
    failing: tuple[str, ...]
    passing: tuple[str, ...]
    limits: Limits


@dataclass(frozen=True, slots=True)
class Inquest:
    """What is asked about candidates.

    Attributes:
        candidates: the edits of each, to the file that is looked at.
    """

    beside: Beside
    candidates: tuple[tuple[Edit, ...], ...]


@dataclass(frozen=True, slots=True)
class Forced:
    """A condition that was made constant, and the tests that then passed."""

    start: int
    end: int
    truth: bool
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An edit that puts in what was grown.

    Attributes:
        kind: ``known-value``, ``known-guard`` or ``known-truth``; ``forced-true`` and
            ``forced-false`` make a condition constant to see what the tests want.
        line: of the place.
    """

    edit: Edit
    kind: str
    line: int
