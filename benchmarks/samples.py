"""Samples for the fit: the candidates of a task with their features, and which is the fix."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks.fit import Group, Sample
from benchmarks.same import Reference, bare
from benchmarks.situations import request_of
from benchmarks.tasks import Task
from oppie.proposers.syntax.draft import apply
from oppie.proposers.syntax.expansion import Expansion, Placed
from oppie.proposers.syntax.language import Language
from oppie.proposers.syntax.languages import language_of
from oppie.proposers.syntax.learned import NOTHING, of_node, of_operator
from oppie.proposers.syntax.ranking import Source, best_first
from oppie.proposers.syntax.tree import Node

MOST = 4_000
"""Candidates of a task, the likeliest by hand."""
LIMIT_S = 12.0

Key = tuple[str, tuple[str, ...]]
"""An operator, and the features of a node."""


@dataclass(slots=True)
class _Pile:
    logs: list[float] = field(default_factory=list)
    fixes: list[float] = field(default_factory=list)


def sample_of(task: Task, keep: Path | None) -> Sample | None:
    """The candidates of a task; None where the proposer does not know its language."""
    path = task.source[0]
    language = language_of(path)
    if language is None:
        return None
    request = request_of(task, keep)
    data = bare(request.sources[path], language)
    request.sources[path] = data
    expansion = Expansion(request, NOTHING)
    wanted = Reference.of(task.reference[path], language)
    piles: dict[Key, _Pile] = defaultdict(_Pile)
    for weight, placed, node in _candidates(expansion):
        pile = piles[placed.operator, of_node(placed.operator, node)]
        log = math.log(max(weight, 1e-12))
        pile.logs.append(log)
        pieces = language.completed(data, placed.draft.pieces)
        if placed.path == path and wanted.met(apply(data, pieces)):
            pile.fixes.append(log)
    return _sample(task, language, expansion, piles)


def _candidates(expansion: Expansion) -> Iterator[tuple[float, Placed, Node]]:
    until = time.monotonic() + LIMIT_S
    seen: set[tuple[str, object]] = set()
    for weight, placed in islice(best_first(Source(1.0, expansion.open)), MOST):
        new = (placed.path, placed.draft.pieces)
        if placed.node is not None and new not in seen and placed.sieve.passes(placed.draft):
            seen.add(new)
            yield weight, placed, placed.node
        if time.monotonic() > until:
            return


def _sample(
    task: Task, language: Language, expansion: Expansion, piles: dict[Key, _Pile]
) -> Sample:
    names = sorted({name for name, _ in piles})
    operators = tuple(tuple(of_operator(n, language.name, expansion.clues)) for n in names)
    groups = tuple(
        Group(names.index(name), node, tuple(sorted(pile.logs)), tuple(pile.fixes))
        for (name, node), pile in sorted(piles.items())
    )
    problem = task.task.partition("-")[2] or task.task
    return Sample(task.task, task.language, problem, operators, groups)
