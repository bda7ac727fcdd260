"""A rollout of the tests as they are, which judges candidates beside them."""

from __future__ import annotations

import os
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from ..beside import Beside
from ..drivers import Driver
from ..messages import Job
from ..rollout import Clock
from ..selection import Step
from ..telling import Telling
from .ballots import Form, Spot
from .harmless import harmless
from .roots import Edit, Place, Roots
from .watch import Watch


class JudgedRollout(Beside):
    """Runs the job's tests, and tells the classes of its candidates."""

    def __init__(self, job: Job, driver: Driver, clock: Clock, telling: Telling) -> None:
        super().__init__(job, driver, clock, telling)
        self._watch = Watch(job.source, clock.places)

    def _beside(self, order: List[Step]) -> None:
        candidates = tuple(map(_edits, self._job.candidates))
        source = os.path.join(self._clock.places.top, self._job.source)
        with self._watch.watching(_spots(source, candidates)):
            self._run(order)
        verdicts = self._watch.verdicts(len(candidates))
        self._telling.tell({"event": "judged", "id": self._job.id, "classes": verdicts})

    def _begin(self, step: Step) -> None:
        self._watch.begin(failing=step.target)


class _Key(NamedTuple):
    start: int
    end: int
    deed: str


_Spots = Dict[_Key, Optional[Spot]]
"""None for places that cannot be worked out as they stand."""


def _edits(candidate: Sequence[Tuple[int, int, str]]) -> Tuple[Edit, ...]:
    return tuple((s, e, t.encode("utf-8", "surrogateescape")) for s, e, t in candidate)


def _spots(source: str, candidates: Sequence[Sequence[Edit]]) -> List[Spot]:
    """The places that the candidates change, each with its candidates."""
    try:
        with open(source, "rb") as stream:
            roots = Roots(stream.read())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    spots: _Spots = {}
    for number, edits in enumerate(candidates):
        place = roots.place(edits)
        if place is not None and not _placed(number, edits, roots, place, spots):
            for part in roots.parts(place, edits):
                if _placed(number, edits, roots, part, spots):
                    break
    return [spot for spot in spots.values() if spot is not None]


def _spot(roots: Roots, place: Place) -> Optional[Spot]:
    """A place as it stands; None where that may have an effect."""
    meant = roots.meant(place, ())  # read anew, since guards are put into the tree
    value = harmless(meant.value) if meant is not None else None
    return Spot(place.lines, Form(meant.deed, value)) if meant and value else None


def _placed(
    number: int,
    edits: Sequence[Edit],
    roots: Roots,
    place: Place,
    spots: _Spots,
) -> bool:
    """Whether a candidate can be judged at a place; it is then one of the place's spot."""
    key = _Key(place.start, place.end, place.deed)
    if key not in spots:
        spots[key] = _spot(roots, place)
    spot, meant = spots[key], roots.meant(place, edits)
    value = harmless(meant.value) if spot and meant else None
    if spot is None or meant is None or value is None:
        return False
    spot.add(number, Form(meant.deed, value))
    return True
