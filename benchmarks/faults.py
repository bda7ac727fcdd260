"""``faults``: runs killed with ``kill -9`` at random moments, and resumed.

Each kill is followed by ``oppie resume``; what that comes to is compared with an undisturbed
run of the same task. With one job and a fixed seed a search is reproducible, so the verdict
and the number of rollouts have to be the same.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from random import Random

from benchmarks.command import Document, Ended, killed, oppie
from benchmarks.options import Options
from benchmarks.report import Figure
from benchmarks.victim import lay_out, orphans, paid
from oppie.sandboxes.docker import DockerSandbox

KILLS, QUICK_KILLS = 20, 6
RESUME = ("resume", "--json", "--quiet")
ENDS_S = 5.0
"""Seconds in which all that a dead oppie started has to have ended."""
START_S = 1.5
"""Wall seconds that starting an interpreter twice, and one rollout in flight, may add."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A task with its limits.

    Attributes:
        seconds, rollouts: the budget.
    """

    name: str
    solvable: bool
    seconds: float
    rollouts: int
    sandbox: str = "local"

    def words(self) -> list[str]:
        """The command line that begins the run."""
        budget = f"{self.seconds:g}s,{self.rollouts}rollouts"
        fixed = ["--json", "--quiet", "--first", "--jobs=1", "--seed=0"]
        return ["run", *fixed, f"--budget={budget}", f"--sandbox={self.sandbox}"]


SOLVED = Scene("solved", solvable=True, seconds=60, rollouts=600)
BOUNDED = Scene("out of rollouts", solvable=False, seconds=60, rollouts=60)
HURRIED = Scene("out of time", solvable=False, seconds=10, rollouts=10_000)
CONTAINED = Scene("solved in containers", solvable=True, seconds=90, rollouts=600, sandbox="docker")


@dataclass(frozen=True, slots=True)
class Kill:
    """What came of one kill; a run that had not begun then is begun again.

    Attributes:
        lost: the resumed run did not come to what the undisturbed one came to.
        kept: rollouts that had ended before the kill.
        twice: rollouts that were paid for again.
        orphans: what was still alive after five seconds.
        over: the budget of rollouts or of time was passed.
    """

    scene: Scene
    moment: float
    lost: bool
    kept: int
    twice: int
    orphans: int
    over: bool


def run(options: Options) -> list[Figure]:
    """Kill runs at random moments, resume each, and count what went wrong."""
    scenes = [SOLVED, BOUNDED, HURRIED]
    if DockerSandbox().available().ok:
        scenes.append(CONTAINED)
    count = QUICK_KILLS if options.quick else KILLS
    with tempfile.TemporaryDirectory(prefix="oppie-faults-") as name:
        kills = tried(Path(name), list(islice(cycle(scenes), count)))
    return figures(kills)


def tried(folder: Path, scenes: Sequence[Scene], seed: int = 0) -> list[Kill]:
    """One kill of each scene, at a moment drawn from the whole length of its run."""
    random = Random(seed)
    kills = []
    for number, scene in enumerate(scenes):
        place = folder / f"{number}"
        kill = _kill(place, scene, random.random())
        print(f"{scene.name}, killed at {kill.moment:.2f} s: {_told(kill)}", file=sys.stderr)
        kills.append(kill)
    return kills


def figures(kills: Sequence[Kill]) -> list[Figure]:
    """Sums over all kills; each is to be 0."""
    sums = (
        ("faults.lost", sum(kill.lost for kill in kills)),
        ("faults.twice", sum(kill.twice for kill in kills)),
        ("faults.orphans", sum(kill.orphans for kill in kills)),
        ("faults.over_budget", sum(kill.over for kill in kills)),
    )
    kept = sum(kill.kept for kill in kills)
    return [
        *(Figure(n, v, "count", target=0, holds=v == 0, n=len(kills)) for n, v in sums),
        Figure("faults.kept", kept, "count", n=len(kills), note="rollouts not paid for again"),
    ]


def _kill(place: Path, scene: Scene, share: float) -> Kill:
    undisturbed = _undisturbed(scene)
    marker = f"{100_000 + os.getpid()}.{place.name}"
    lay_out(place / "project", marker, solvable=scene.solvable)
    moment = share * undisturbed.seconds
    owner, lived = killed(place, scene.words(), moment)
    left = orphans(owner, marker, ENDS_S)
    kept = paid(place / "project")
    resumed = oppie(place, RESUME if kept else scene.words())
    counted = paid(place / "project")
    return Kill(
        scene=scene,
        moment=moment,
        lost=not _same(scene, resumed.document, undisturbed.document),
        kept=kept.executed if kept else 0,
        twice=counted.executed - counted.distinct if counted else 0,
        orphans=left,
        over=_over(scene, resumed, lived),
    )


@cache
def _undisturbed(scene: Scene) -> Ended:
    with tempfile.TemporaryDirectory(prefix="oppie-faults-") as name:
        lay_out(Path(name) / "project", "100000.0", solvable=scene.solvable)
        return oppie(Path(name), scene.words())


def _same(scene: Scene, one: Document | None, other: Document | None) -> bool:
    if one is None or other is None:
        return False
    if (one.status, one.stopped_by, one.patch) != (other.status, other.stopped_by, other.patch):
        return False
    return scene is HURRIED or one.rollouts == other.rollouts


def _over(scene: Scene, resumed: Ended, lived: float) -> bool:
    """Whether more was spent than allowed, by oppie's own count or by the clock on the wall."""
    if resumed.document is None:
        return False
    counted = resumed.document.rollouts.executed > scene.rollouts
    said = resumed.document.seconds > scene.seconds
    return counted or said or lived + resumed.seconds > scene.seconds + START_S


def _told(kill: Kill) -> str:
    wrong = {
        "lost": kill.lost,
        "paid twice": kill.twice,
        "orphans": kill.orphans,
        "over the budget": kill.over,
    }
    return ", ".join(f"{name} ({value:d})" for name, value in wrong.items() if value) or "resumed"
