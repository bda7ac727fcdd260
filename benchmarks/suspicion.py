"""``suspicion``: where faults in packages stand among what the search would try; nothing is tried.

For single faults put into packages with large suites: how suspicious the faulty line is among all
lines that failing tests reached, and at which place the Change comes that takes the fault back.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.catalogue import PACKAGES
from benchmarks.combined import SINGLES
from benchmarks.fetch import fetched, interpreter
from benchmarks.kept import Keeper, Outcome
from benchmarks.options import Options
from benchmarks.planting import Planted, lay_out, planted
from benchmarks.report import Figure, commit
from benchmarks.same import Reference, applied, bare
from benchmarks.situations import shown
from oppie.errors import CalleeError
from oppie.model.likelihood import likely
from oppie.model.search import ProposalRequest
from oppie.model.task import Budget
from oppie.proposers.syntax import SyntaxProposer
from oppie.proposers.syntax.languages import language_of
from oppie.workflows.request import RunRequest

BUDGET_S = 60.0
MOST = 1_000
"""Changes that are looked through."""
STEPS = (30, 100, MOST)
QUICK_PACKAGES = 1


class Located(Outcome):
    """What came of one fault.

    Attributes:
        lines: that failing tests reached.
        line: the rank of the faulty line among them, from 1; None: not among them.
        share: of the weight of all these lines that the faulty one has.
        change: the rank of the Change that takes the fault back; None: not among the first.
    """

    language: str
    lines: int = 0
    line: int | None = None
    share: float | None = None
    change: int | None = None


def run(asked: Options) -> list[Figure]:
    """Every single fault of the quick packages; figures by language."""
    keeper = Keeper(Located, asked.keep, asked.since, asked.until)
    found = list(keeper.results(list(_tasks(asked)), lambda task: task.name, _Locate(asked.cache)))
    languages = dict.fromkeys(each.language for each in found)
    return [f for name in languages for f in _figures(name, found)]


def _tasks(asked: Options) -> Iterator[Planted]:
    packages = [p for p in PACKAGES if p.quick and p.wanted(asked.language, asked.only)]
    for package in packages[: QUICK_PACKAGES if asked.quick else None]:
        try:
            made = planted(package, asked.cache, SINGLES, 1)
        except CalleeError as error:
            print(f"left out: {error.message}", file=sys.stderr)
            continue
        yield from (task for task in made if not task.task.timed_out)


class _Locate:
    """Looks where one fault stands."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache

    def __call__(self, task: Planted) -> Located:
        """What came of it."""
        with tempfile.TemporaryDirectory(prefix="oppie-bench-") as name:
            folder = Path(name) / "task"
            lay_out(task, self._cache, folder)
            package = task.package
            request = shown(
                RunRequest(
                    folder,
                    test=package.test,
                    only=package.only,
                    python=str(interpreter(package, self._cache) or ""),
                    budget=Budget(BUDGET_S),
                )
            )
        found = Located(task=task.name, commit=commit(), language=package.language)
        if request is not None:
            path = task.task.faults[0].path
            whole = (fetched(package, self._cache) / path).read_text(encoding="utf-8")
            found = _located(found, request, task, whole)
        print(f"{found.task}: line {found.line}, change {found.change}", file=sys.stderr)
        return found


def _located(found: Located, request: ProposalRequest, task: Planted, whole: str) -> Located:
    fault = task.task.faults[0]
    scores = {(s.path, s.line): s.score for s in request.suspicions}
    top = max(scores.values(), default=0.0)
    found.lines, found.change = len(scores), _rank(request, fault.path, whole)
    own = scores.get((fault.path, fault.line))
    if own is not None:
        found.line = 1 + sum(score > own for score in scores.values())
        found.share = likely(own, top) / sum(likely(score, top) for score in scores.values())
    return found


def _rank(request: ProposalRequest, path: str, whole: str) -> int | None:
    language = language_of(path)
    if language is None or path not in request.sources:
        return None
    broken = request.sources[path] = bare(request.sources[path], language)
    wanted = Reference.of(whole, language)
    changes = islice(SyntaxProposer().propose(request), MOST)
    for rank, (change, _) in enumerate(changes, 1):
        mine = all(edit.path == path for edit in change.edits)
        if mine and wanted.met(applied(broken, change.edits)):
            return rank
    return None


def _figures(language: str, found: Sequence[Located]) -> Iterator[Figure]:
    mine = [each for each in found if each.language == language]
    lines = [each.line for each in mine if each.line is not None]
    if lines:
        rank = statistics.median(lines)
        yield Figure(f"suspicion.{language}.line_rank", rank, "count", n=len(lines))
        shares = statistics.geometric_mean([each.share for each in mine if each.share is not None])
        yield Figure(f"suspicion.{language}.line_share", shares, "share", n=len(lines))
    for step in STEPS:
        share = sum(each.change is not None and each.change <= step for each in mine) / len(mine)
        yield Figure(f"suspicion.{language}.within_{step}", share, "share", n=len(mine))
