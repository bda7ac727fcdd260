"""What a job works with: the edges that were found and the memory, put together by wiring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oppie.orchestrator.world import Metric
from oppie.ports import Executor, Integration, Observer, Proposer, Sandbox, Session
from oppie.store.memory import StoredMemory
from oppie.store.memory_off import MemoryOff
from oppie.workflows.baseline import Baseline
from oppie.workflows.measured.instruments import Instruments

Execute = Callable[[Callable[[], Session], int, Session, int], Executor]
"""An executor from: a maker of sessions, how many side by side, the first one, started, and how
many rollouts a session is given together."""

Measure = Callable[[Baseline, Sequence[str], str], Metric]
"""The metric of a run, from its baseline, the tests that are to stay passed, and the user's
expression (empty: the default)."""

Remembering = StoredMemory | MemoryOff

Recall = Callable[[str], Remembering]
"""The memory as it is (empty), or as it was in the state that a run began with."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The edges and the memory.

    Attributes:
        sandboxes: those that can be named; the container ones know the image.
        proposers: loaded when they are first asked for.
        jobs: how many rollouts run side by side.
        began: monotonic second at which the command began; its time is part of the budget.
        measuring: what only measured runs need, loaded when one begins.
    """

    integrations: tuple[Integration, ...]
    sandboxes: tuple[Sandbox, ...]
    proposers: Callable[[], tuple[Proposer, ...]]
    execute: Execute
    measure: Measure
    recall: Recall
    observer: Observer
    jobs: int
    began: float
    measuring: Callable[[], Instruments]
