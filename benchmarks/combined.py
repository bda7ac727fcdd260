"""Several faults in one package, put together from single ones that can be taken back.

The arms of ``multifault`` share their proposers, so only faults are taken whose repair is among
the Changes that these make for the faulty line: what is compared is how the search gets there.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks.catalogue import Package
from benchmarks.fetch import fetched
from benchmarks.planting import Planted, planted
from benchmarks.same import Reference, applied, bare
from oppie.cli.render.tasks import TaskDocument
from oppie.model.observation import Suspicion
from oppie.model.search import ProposalRequest
from oppie.proposers.syntax import SyntaxProposer
from oppie.proposers.syntax.languages import language_of

SINGLES = 24
"""Faults that are made in a package."""
MOST_CHANGES = 200
"""Changes for a faulty line among which its repair has to be."""
NEAR = 3
"""Lines between a fault and what counts as a Change for it."""
MOST_READ = 2000
"""Changes of all lines that are looked through."""
TRIES = 50
"""Groups of faults that are tried for each task: the places of some touch."""


def combined(package: Package, cache: Path, each: int, sizes: Sequence[int]) -> list[Planted]:
    """For each number of faults so many tasks, or fewer where they do not go together.

    Raises:
        CalleeError: the package cannot be had, or no faults can be put into it.
    """
    source, random = fetched(package, cache), Random(0)
    singles = _singles(package, cache, source)
    found: list[Planted] = []
    for size in sizes:
        groups = _groups(singles, size, source, random)
        tasks = islice(groups, each)
        found += [Planted(package, _named(task, size, at)) for at, task in enumerate(tasks, 1)]
    return found


def _singles(package: Package, cache: Path, source: Path) -> list[TaskDocument]:
    """Single faults that can be taken back and do not keep tests from ending; kept in the cache."""
    kept = source.parent / f"repairable-{SINGLES}.jsonl"
    if not kept.is_file():
        made = (each.task for each in planted(package, cache, SINGLES, 1))
        good = [task for task in made if not task.timed_out and repairable(task, source)]
        kept.write_text("".join(task.model_dump_json(by_alias=True) + "\n" for task in good))
    lines = kept.read_text(encoding="utf-8").splitlines()
    return [TaskDocument.model_validate_json(line) for line in lines]


def repairable(task: TaskDocument, source: Path) -> bool:
    """Whether a single fault's repair is among the first Changes for its line."""
    [fault] = task.faults
    language = language_of(fault.path)
    right = (source / fault.path).read_text(encoding="utf-8", errors="surrogateescape")
    if language is None:
        return False
    with tempfile.TemporaryDirectory(prefix="oppie-bench-") as name:
        copy = Path(name) / fault.path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(right, encoding="utf-8", errors="surrogateescape")
        if not _patched(task, Path(name)):
            return False
        broken = bare(copy.read_bytes(), language)
    request = ProposalRequest(
        sources={fault.path: broken}, suspicions=(Suspicion(fault.path, fault.line, 1.0),)
    )
    wanted = Reference.of(right, language)
    changes = (each for each, _ in islice(SyntaxProposer().propose(request), MOST_READ))
    near = (each for each in changes if abs(each.origin.line - fault.line) <= NEAR)
    return any(wanted.met(applied(broken, each.edits)) for each in islice(near, MOST_CHANGES))


def _groups(
    singles: Sequence[TaskDocument], size: int, source: Path, random: Random
) -> Iterator[TaskDocument]:
    """Tasks of so many of the faults, no two of the same ones."""
    seen: set[frozenset[str]] = set()
    for _ in range(TRIES if len(singles) >= size else 0):
        chosen = random.sample(singles, size)
        names = frozenset(task.name for task in chosen)
        together = None if names in seen else _together(chosen, source)
        seen.add(names)
        if together is not None:
            yield together


def _together(chosen: Sequence[TaskDocument], source: Path) -> TaskDocument | None:
    """One task of the faults of several; None where their places touch."""
    with tempfile.TemporaryDirectory(prefix="oppie-bench-") as name:
        clone = ["git", "clone", "-q", "--no-hardlinks", str(source), name]
        subprocess.run(clone, check=True, capture_output=True)
        if not all(_patched(task, Path(name)) for task in chosen):
            return None
        diff = ["git", "diff", "--no-color"]
        shown = subprocess.run(diff, cwd=name, check=True, capture_output=True, text=True)
        back = subprocess.run([*diff, "-R"], cwd=name, check=True, capture_output=True, text=True)
    return chosen[0].model_copy(
        update={
            "diff": shown.stdout,
            "solution": back.stdout,
            "faults": [fault for task in chosen for fault in task.faults],
            "failing": sorted({test for task in chosen for test in task.failing}),
        }
    )


def _patched(task: TaskDocument, folder: Path) -> bool:
    text = (task.diff or "").encode("utf-8", "surrogateescape")
    words = ["git", "apply", "-"]
    done = subprocess.run(words, cwd=folder, input=text, capture_output=True, check=False)
    return done.returncode == 0


def _named(task: TaskDocument, size: int, number: int) -> TaskDocument:
    return task.model_copy(update={"name": f"{size}-{number}"})
