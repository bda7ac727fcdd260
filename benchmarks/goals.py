"""``goals``: speed tasks and tuning tasks with a known optimum, and runs with nothing to gain.

The tasks are made here, in :mod:`benchmarks.aims`. A speed task is found when the confirmed patch
makes its benchmark at least as many times faster as it says; a tuning task when the tuned values
cost within a twentieth of the known optimum's distance from the start. An A/A run has source that
can be rewritten and knobs that can be turned, and a benchmark that none of it matters to: a win
that is claimed there is false.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.aim import Aim
from benchmarks.aims import AIMS, SAME
from benchmarks.command import Ended, oppie
from benchmarks.options import Options
from benchmarks.report import Figure

BUDGET_S = 90
AA_BUDGET_S = 30
AA_RUNS = 20
QUICK_AA_RUNS = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task came to: whether it was found, and how long the run took."""

    aim: Aim
    found: bool
    seconds: float
    note: str


def run(options: Options) -> list[Figure]:
    """Every task once, then the A/A runs."""
    chosen = [aim for aim in AIMS if options.only in aim.name]
    outcomes = [_outcome(aim, options) for aim in chosen]
    runs = QUICK_AA_RUNS if options.quick else AA_RUNS
    claims = [] if options.only else [_claims(seed, options) for seed in range(runs)]
    return [
        *(_figure(each) for each in outcomes),
        *(_share(kind, outcomes) for kind in ("optimize", "tune")),
        *_false_wins(claims),
    ]


def _outcome(aim: Aim, options: Options) -> Outcome:
    ended = _ran(aim, BUDGET_S, options)
    document = ended.document
    if document is None:
        return Outcome(aim, found=False, seconds=ended.seconds, note=f"exit code {ended.code}")
    solved = document.status == "solved"
    found = solved and aim.reached(document.patch, document.score.before, document.score.after)
    return Outcome(aim, found and ended.seconds <= BUDGET_S + 1, ended.seconds, document.summary)


def _ran(aim: Aim, budget_s: int, options: Options, seed: int = 0) -> Ended:
    with tempfile.TemporaryDirectory(prefix="oppie-goals-") as folder:
        place = Path(folder)
        for path, text in aim.files.items():
            (place / "project" / path).parent.mkdir(parents=True, exist_ok=True)
            (place / "project" / path).write_text(text, encoding="utf-8")
        words = (
            *("run", f"--kind={aim.kind}", f"--bench={aim.bench}", "--json", "--memory=off"),
            *(f"--budget={budget_s}s", f"--sandbox={options.sandbox}", f"--seed={seed}"),
        )
        return oppie(place, words)


def _claims(seed: int, options: Options) -> bool:
    """Whether a win is claimed where there is none."""
    ended = _ran(SAME[seed % len(SAME)], AA_BUDGET_S, options, seed)
    return ended.document is not None and ended.document.patch != ""


def _figure(outcome: Outcome) -> Figure:
    aim = outcome.aim
    return Figure(
        f"goals.{aim.kind}.{aim.name}",
        float(outcome.found),
        "found",
        target=1.0,
        holds=outcome.found,
        n=1,
        note=f"{aim.language}, {outcome.seconds:.0f} s of {BUDGET_S}: {_short(outcome.note)}",
    )


def _share(kind: str, outcomes: Sequence[Outcome]) -> Figure:
    of = [each.found for each in outcomes if each.aim.kind == kind]
    value = sum(of) / len(of) if of else None
    holds = None if value is None else value >= 1
    return Figure(f"goals.{kind}.found", value, "share", target=1.0, holds=holds, n=len(of))


def _false_wins(claims: Sequence[bool]) -> list[Figure]:
    if not claims:
        return []
    false = sum(claims)
    note = "runs with nothing to gain that claimed a win; the level is 0.001 a run"
    return [Figure("goals.aa.claimed", false, "runs", target=0, holds=not false, n=len(claims),
                   note=note)]  # fmt: skip


def _short(text: str) -> str:
    return re.sub(r"\s+", " ", text)[:100]
