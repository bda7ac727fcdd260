"""Tasks: what is wanted, on which Snapshot, within which Budget."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oppie.model.change import Digest


class Kind(StrEnum):
    """What kind of improvement a Goal asks for."""

    FIX = "fix"
    OPTIMIZE = "optimize"
    TUNE = "tune"


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may spend; None is no bound. ``seconds`` is wall time of the whole command."""

    seconds: float | None = 600.0
    rollouts: int | None = None
    usd: float | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """What is wanted.

    Attributes:
        metric: expression over what a rollout measured; empty is the kind's own.
        where: test ids, files or folders, relative, that the task is about.
        only, protect: globs that bound what may change.
        words: the user's own words; hints, unless a model reads them.
    """

    kind: Kind = Kind.FIX
    metric: str = ""
    where: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A Goal on a base Snapshot with a Budget."""

    goal: Goal
    base: Digest
    budget: Budget
    seed: int = 0
    jobs: int = 1
