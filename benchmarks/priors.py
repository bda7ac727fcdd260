"""``priors``: trains the factors on the hand-set priors; cross-validation says what they bring.

Tasks of one problem lie in one fold, whatever their language. Families of features that do not make
held-out ranks better are left out. The factors of all data are written to the file that ships.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from benchmarks.fit import COARSE, PENALTIES, Sample, fit, rank
from benchmarks.options import Options
from benchmarks.report import Figure
from benchmarks.samples import sample_of
from benchmarks.tasks import read
from oppie.proposers.syntax.learned import FILE

FOLDS = 5
STEPS = (10, 100, 1_000)
QUICK_TASKS = 24
SHARE = 0.5
"""Of what was learned, what ships: faults put into packages, which the data has none of, are found
no later than by hand then, and those of the data nearly as soon as with all of it."""
LEAST = 0.05
"""Weights closer to 0 are left out of the file."""

Pair = tuple[int, int]
"""The fix's rank by hand, and with factors that were learned from other problems."""


def run(options: Options) -> list[Figure]:
    """Train and judge; ``--keep`` keeps what running the tests told, ``--quick`` writes nothing."""
    tasks = [t for t in read(options.data) if options.only in t.task]
    tasks = [t for t in tasks if options.language in ("", t.language)]
    if options.quick:
        tasks = tasks[:: max(1, len(tasks) // QUICK_TASKS)][:QUICK_TASKS]
    samples = []
    for task in tasks:
        sample = sample_of(task, options.keep)
        if sample is not None:
            samples.append(sample)
            print(f"{task.task} {rank(sample, {}) or '-'}", file=sys.stderr)
    families, pairs = _chosen(samples)
    print(f"families of features that are kept: {', '.join(families)}", file=sys.stderr)
    if not options.quick:
        _write(fit(samples, families), samples)
    languages = dict.fromkeys(sample.language for sample in samples)
    return [f for name in ("all", *languages) for f in _figures(name, samples, pairs)]


def _chosen(samples: Sequence[Sample]) -> tuple[tuple[str, ...], dict[str, Pair]]:
    """The families that held-out ranks are better with, one added after the other; the ranks."""
    families = COARSE
    best = dict(_judged(samples, families))
    for more in [f for f in PENALTIES if f not in COARSE]:
        pairs = dict(_judged(samples, (*families, more)))
        if _typical(pairs) < _typical(best):
            families, best = (*families, more), pairs
    return families, best


def _typical(pairs: Mapping[str, Pair]) -> float:
    """The geometric mean of the ranks: first places count most, and no single task decides."""
    return statistics.geometric_mean([after for _, after in pairs.values()]) if pairs else 0.0


def _judged(samples: Sequence[Sample], families: Sequence[str]) -> Iterator[tuple[str, Pair]]:
    """Each task that has its fix among the candidates, by factors that never saw its problem."""
    for fold in range(FOLDS):
        weights = fit((s for s in samples if _fold(s) != fold), families)
        for sample in samples:
            before, after = rank(sample, {}), rank(sample, weights)
            if _fold(sample) == fold and before is not None and after is not None:
                yield sample.task, (before, after)


def _fold(sample: Sample) -> int:
    return crc32(sample.problem.encode()) % FOLDS


def _write(weights: Mapping[str, float], samples: Sequence[Sample]) -> None:
    shares = {f: round(SHARE * w, 2) for f, w in sorted(weights.items())}
    kept = {f: w for f, w in shares.items() if abs(w) >= LEAST}
    known = sum(sample.solvable for sample in samples)
    text = json.dumps({"tasks": known, "weights": kept}, indent=1)
    FILE.write_text(text + "\n", encoding="utf-8")


def _figures(
    language: str, samples: Sequence[Sample], pairs: Mapping[str, Pair]
) -> Iterator[Figure]:
    mine = [s.task for s in samples if language in ("all", s.language)]
    found = [pairs[task] for task in mine if task in pairs]
    name = f"priors.{language}"
    if not found:
        return
    before, after = ([pair[n] for pair in found] for n in (0, 1))
    hand, held_out = statistics.median(before), statistics.median(after)
    yield Figure(f"{name}.median_rank", held_out, "rank", "by hand", hand, n=len(found))
    for step in STEPS:
        shares = [sum(r <= step for r in ranks) / len(mine) for ranks in (after, before)]
        yield Figure(f"{name}.within_{step}", shares[0], "share", "by hand", shares[1], n=len(mine))
