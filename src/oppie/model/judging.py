"""Candidates that are judged beside the tests as they are, without being run."""

from __future__ import annotations

from dataclasses import dataclass

from oppie.model.change import Edit
from oppie.model.rollout import Limits

ALIKE = "="
"""The class of those that do what the original does wherever failing tests come to them."""
UNKNOWN = ""
"""The class of those of which nothing can be said."""


@dataclass(frozen=True, slots=True)
class Inquest:
    """What is asked about candidates for one file of the base.

    Attributes:
        failing, passing: tests that run, in this order; the last failing ones may not end.
        candidates: the edits of each.
        limits: of the tests.
    """

    path: str
    candidates: tuple[tuple[Edit, ...], ...]
    failing: tuple[str, ...]
    passing: tuple[str, ...]
    limits: Limits
