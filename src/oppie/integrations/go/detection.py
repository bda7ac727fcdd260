"""Whether there is a Go project, where it begins, and its commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from oppie.integrations import tasks
from oppie.integrations.go.command import runs_tests
from oppie.integrations.go.roles import FOREIGN_FOLDER
from oppie.integrations.reading import Folder
from oppie.integrations.tasks import recipes, steps
from oppie.integrations.tasks.recipes import Found
from oppie.model.project import Detection

NAME = "go"
MODULE, WORKSPACE = "go.mod", "go.work"
TEST = ("test", "tests", "unit", "unit-test", "test-unit")
BENCH = ("bench", "benchmark", "benchmarks")
LINT = ("lint", "vet")
CONVENTION = "go test ./..."
_USED = re.compile(r"^\s*(?:use\s+)?(\.[\w./-]*)\s*(?://.*)?$", re.MULTILINE)
_BENCHMARK = re.compile(r"^func Benchmark", re.MULTILINE)


def detect(top: Folder) -> Detection | None:
    """Recognise a project by its workspace, or by the module that is nearest to the top."""
    marker = WORKSPACE if top.has(WORKSPACE) else next(iter(modules(top)), "")
    if not marker:
        return None
    folder = marker.rpartition("/")[0]
    here = top.under(folder)
    found = _test(here)
    return Detection(
        type=NAME,
        folder=folder,
        test=found.command,
        bench=recipes.called(tasks.named(here), BENCH) or _bench(here),
        lint=recipes.called(tasks.named(here), LINT) or _lint(here),
        why=f"{marker}; tests by {found.why}",
    )


def modules(top: Folder) -> list[str]:
    """The files of the project's modules, nearest to the top first."""
    paths = [path for path in map(PurePosixPath, top.files) if path.name == MODULE]
    own = [p for p in paths if not any(map(FOREIGN_FOLDER.fullmatch, p.parts[:-1]))]
    return [str(path) for path in sorted(own, key=lambda path: (len(path.parts), path))]


def _test(folder: Folder) -> Found:
    """The test command, and what it was found by."""
    named = [task for task in tasks.named(folder) if task.name in TEST]
    if found := recipes.first((*named, *steps.read(folder)), runs_tests):
        return found
    if folder.has(WORKSPACE) and not folder.has(MODULE):
        return Found(" ".join(("go test", *_patterns(folder))), WORKSPACE)
    return Found(CONVENTION, "convention")


def _patterns(folder: Folder) -> Iterator[str]:
    """All packages of each module of a workspace."""
    for used in _USED.findall(folder.text(WORKSPACE)):
        yield f"./{PurePosixPath(used)}/..." if PurePosixPath(used).parts else "./..."


def _bench(folder: Folder) -> str:
    tests = (file for file in folder.files if file.endswith("_test.go"))
    has = any(_BENCHMARK.search(folder.text(file)) for file in tests)
    return "go test -run='^$' -bench=. ./..." if has else ""


def _lint(folder: Folder) -> str:
    settings = (f".golangci.{ending}" for ending in ("yml", "yaml", "toml", "json"))
    return "golangci-lint run" if any(map(folder.has, settings)) else "go vet ./..."
