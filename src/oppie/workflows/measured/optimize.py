"""Speed: where a benchmark spends its time, and changes proposed there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from oppie.model.change import Candidate, State
from oppie.model.measurement import Measurement
from oppie.model.observation import Suspicion
from oppie.ports import Session
from oppie.workflows.baseline import Baseline
from oppie.workflows.desk import Desk
from oppie.workflows.measured.bench import Opening
from oppie.workflows.measured.instruments import Instruments
from oppie.workflows.project import Project
from oppie.workflows.propose import Proposals

SHIPPED = ("syntax",)
"""The proposers of a run for which none was named."""


def profile(
    desk: Desk, project: Project, opening: Opening, session: Session, instruments: Instruments
) -> tuple[Suspicion, ...]:
    """Where the time goes, by lines; empty where no profiler can tell."""
    profiler = instruments.profilers.get(project.detection.type)
    if profiler is None:
        return ()
    benchmark, files = profiler.watch(opening.benchmark)
    desk.journal.spend(overhead=1)
    told = session.measure(benchmark, files, opening.limits)
    if not isinstance(told, Measurement):
        return ()
    return profiler.lines(told, project.files)


@dataclass(frozen=True, slots=True)
class Heat:
    """Where the time of a benchmark goes.

    Attributes:
        may_change: whether a path may be changed.
        suspicions: lines by their share of the time; empty where it is not known.
    """

    project: Project
    may_change: Callable[[str], bool]
    suspicions: tuple[Suspicion, ...]

    def sources(self) -> tuple[str, ...]:
        """Files that may change: those in which time is spent; all where none is known."""
        hot = dict.fromkeys(each.path for each in self.suspicions)
        chosen = tuple(path for path in hot if self.may_change(path))
        return chosen or tuple(path for path in self.project.files if self.may_change(path))


def proposals(
    desk: Desk, instruments: Instruments, baseline: Baseline, heat: Heat
) -> Callable[[State], Iterator[Candidate]]:
    """Changes on a version, those where the time goes first."""
    named = desk.request.proposers != SHIPPED
    made = Proposals(
        contents=heat.project.vst,
        proposers=desk.workshop.proposers() if named else instruments.rewriters,
        base=heat.project.base,
        sources=heat.sources(),
        context=(),
        suspect=lambda _: heat.suspicions,
        seed=desk.request.seed,
    )
    return lambda state: made(state, baseline.observation)
