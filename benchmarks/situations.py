"""What a proposer is shown of a task at first: failures and suspicious lines of a real run."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.tasks import Task, lay_out
from oppie.errors import OppieError
from oppie.model.change import Change
from oppie.model.event import Event
from oppie.model.observation import Failure, Suspicion
from oppie.model.search import ProposalRequest
from oppie.model.task import Budget
from oppie.store.codec import Codec
from oppie.wiring import edges
from oppie.workflows.request import RunRequest
from oppie.workflows.solve import solve

BUDGET_S = 30.0


@dataclass(frozen=True, slots=True)
class Situation:
    """The part of a request that running the tests tells; empty where they could not be run."""

    suspicions: tuple[Suspicion, ...] = ()
    failures: tuple[Failure, ...] = ()


SITUATIONS = Codec(Situation)


@dataclass
class _Ear:
    """A proposer that has nothing to propose and keeps what it is shown."""

    name: str = "ear"
    shown: list[ProposalRequest] = field(default_factory=list)

    def propose(self, request: ProposalRequest) -> Iterator[tuple[Change, float]]:
        self.shown.append(request)
        return iter(())

    def on(self, event: Event) -> None:
        """Hear nothing."""


def request_of(task: Task, keep: Path | None) -> ProposalRequest:
    """What a proposer is shown of a task, from a file of ``keep`` where it lies there."""
    kept = keep / f"{task.task}.situation.json" if keep else None
    if kept is not None and kept.is_file():
        situation = SITUATIONS.from_json(kept.read_text(encoding="utf-8"))
    else:
        situation = _observed(task)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(SITUATIONS.to_json(situation), encoding="utf-8")
    return ProposalRequest(
        sources={path: task.files[path].encode() for path in task.source},
        context={p: c.encode() for p, c in task.files.items() if "test" in p},
        suspicions=situation.suspicions,
        failures=situation.failures,
    )


def _observed(task: Task) -> Situation:
    """What a run of the task comes to know before its search."""
    with tempfile.TemporaryDirectory(prefix="oppie-situation-") as name:
        folder = Path(name) / "task"
        folder.mkdir()
        lay_out(task, folder)
        first = shown(RunRequest(folder, budget=Budget(BUDGET_S)))
    return Situation(first.suspicions, first.failures) if first else Situation()


def shown(request: RunRequest) -> ProposalRequest | None:
    """What a proposer is shown first; None where the run does not get so far.

    The run ends with its baseline, since nothing is proposed.
    """
    ear = _Ear()
    request = replace(request, engine="simple", sandbox="local", memory=False, jobs=1)
    workshop = edges.workshop(request, ear, time.monotonic())
    with contextlib.suppress(OppieError):
        solve(replace(workshop, proposers=lambda: (ear,)), request)
    return next(iter(ear.shown), None)
