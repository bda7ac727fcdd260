"""Whether there is a Rust project, where it begins, and its commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from oppie.integrations import tasks
from oppie.integrations.reading import Folder, dig
from oppie.integrations.rust.command import runs_tests
from oppie.integrations.rust.roles import OTHER_FOLDER, TEST_FOLDER
from oppie.integrations.tasks import recipes, steps
from oppie.integrations.tasks.recipes import Found
from oppie.model.project import Detection

NAME = "rust"
MANIFEST = "Cargo.toml"
TEST = ("test", "tests")
BENCH = ("bench", "benchmark", "benchmarks")
LINT = ("lint", "clippy")
CONVENTION = "cargo test"
NEXTEST_SETTINGS = ".config/nextest.toml"


def detect(top: Folder) -> Detection | None:
    """Recognise a project by the manifest that is nearest to the top."""
    manifest = min(_manifests(top.files), key=lambda path: (len(path.parts), path), default=None)
    if manifest is None:
        return None
    folder = "" if len(manifest.parts) == 1 else str(manifest.parent)
    here = top.under(folder)
    found = _test(here)
    return Detection(
        type=NAME,
        folder=folder,
        test=found.command,
        bench=recipes.called(tasks.named(here), BENCH) or _bench(here),
        lint=recipes.called(tasks.named(here), LINT) or "cargo clippy --all-targets",
        why=f"{manifest}; tests by {found.why}",
    )


def recipe(folder: Folder, words: str) -> str:
    """What the task called by ``words`` boils down to; the words themselves if to nothing."""
    return recipes.recipe(tasks.named(folder), words, runs_tests)


def _manifests(files: Iterable[str]) -> Iterator[PurePosixPath]:
    for path in map(PurePosixPath, files):
        foreign = any(OTHER_FOLDER.fullmatch(p) or TEST_FOLDER.fullmatch(p) for p in path.parts)
        if path.name == MANIFEST and not foreign:
            yield path


def _test(folder: Folder) -> Found:
    """The test command, and what it was found by."""
    named = [task for task in tasks.named(folder) if task.name in TEST]
    if found := recipes.first((*named, *steps.read(folder)), runs_tests):
        return found
    if folder.has(NEXTEST_SETTINGS):
        return Found("cargo nextest run", NEXTEST_SETTINGS)
    return Found(CONVENTION, "convention")


def _bench(folder: Folder) -> str:
    has = any(file.startswith("benches/") or "/benches/" in file for file in folder.files)
    return "cargo bench" if has or dig(folder.toml(MANIFEST), "bench") is not None else ""
