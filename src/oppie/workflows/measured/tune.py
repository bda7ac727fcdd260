"""Tuning: the knobs of a run, and the search over their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from oppie.errors import ConfigError, ProjectError
from oppie.model.change import Digest, State
from oppie.model.knob import Knob
from oppie.orchestrator.contest import Contest
from oppie.orchestrator.sweep import Point, Sweep
from oppie.workflows.desk import Desk
from oppie.workflows.measured.arena import Arena
from oppie.workflows.measured.climb import Reached
from oppie.workflows.measured.instruments import Tuner
from oppie.workflows.project import Project

MOST_FILES = 40
"""Files in which constants are looked for."""


def knobs_of(
    desk: Desk,
    project: Project,
    tuner: Tuner,
    sealed: Callable[[str], bool],
    sources: Sequence[str],
) -> tuple[Knob, ...]:
    """The declared knobs; with none, named constants of the sources.

    Args:
        desk: the run's.
        project: whose files they stand in.
        tuner: finds them.
        sealed: what may not be changed since it measures.
        sources: files that may change, the likeliest first.

    Raises:
        ConfigError: a declared one is not there, or belongs to what measures.
        ProjectError: there are none.
    """
    declared = desk.request.knobs
    for each in declared:
        if sealed(each.file):
            raise ConfigError(
                f"the knob {each.name} stands in {each.file}, which measures",
                where=each.place,
                hint="What measures cannot be tuned: have the benchmark import the value.",
            )
    if declared:
        return tuner.declared(declared, project.read, project.files)
    found = tuner.found({path: project.read(path) for path in sources[:MOST_FILES]})
    if found:
        names = ", ".join(f"{knob.name} ({knob.path}:{knob.line})" for knob in found)
        desk.note(f"Knobs that were found, since oppie.yaml declares none: {names}.")
        return found
    raise ProjectError(
        "no knobs were found",
        where=str(project.root),
        hint="Declare them in oppie.yaml, such as: knobs: [{file: app.py, name: SIZE, "
        "range: [1, 64]}]",
    )


@dataclass(slots=True)
class Tuning:
    """Points as versions of the project.

    Attributes:
        knobs: what is turned.
        versions: points that were made, by their Snapshots.
        reached: versions that were the best, the latest last.
    """

    arena: Arena
    contest: Contest
    tuner: Tuner
    knobs: tuple[Knob, ...]
    base: State
    versions: dict[Digest, tuple[Point, State]] = field(default_factory=dict)
    reached: list[Reached] = field(default_factory=list)

    def run(self) -> tuple[Reached, ...]:
        """Search; the versions that were the best, the best first."""
        start = tuple(knob.value for knob in self.knobs)
        axes = tuple(knob.axis for knob in self.knobs)
        Sweep(axes, start, self._best, self.arena.affordable).run()
        return tuple(reversed(self.reached))

    def _best(self, points: Sequence[Point], champion: Point) -> Point:
        """The point that beats the champion and keeps the tests; else the champion."""
        holder = self._state(champion).snapshot
        field_of = {self._state(point).snapshot: point for point in (champion, *points)}
        while True:
            winner = self.contest.race(tuple(field_of))
            if winner is None or winner == holder:
                return champion
            if self.arena.passes(winner):
                break
            del field_of[winner]
        if not self.contest.beats(holder, winner):
            return champion
        state = self._state(field_of[winner])
        self.reached.append(Reached(state, self.arena.desk.clock()))
        self.arena.desk.note(f"Better: {state.changes[0].summary}")
        return field_of[winner]

    def _state(self, point: Point) -> State:
        change = self.tuner.change(self.knobs, point)
        if change is None:
            return self.base
        snapshot = self.arena.project.vst.apply(self.base.snapshot, change.edits)
        return State(snapshot, (change,))
