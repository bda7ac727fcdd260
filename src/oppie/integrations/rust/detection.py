"""Whether there is a Rust project, where it begins, and its commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from oppie.integrations import shell, tasks
from oppie.integrations.reading import Folder, dig
from oppie.integrations.rust import command
from oppie.integrations.rust.roles import OTHER_FOLDER, TEST_FOLDER
from oppie.integrations.tasks import NamedTask, steps
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
    found, why = _test(here)
    return Detection(
        type=NAME,
        folder=folder,
        test=found,
        bench=_named(here, BENCH) or _bench(here),
        lint=_named(here, LINT) or "cargo clippy --all-targets",
        why=f"{manifest}; tests by {why}",
    )


def recipe(folder: Folder, words: str) -> str:
    """What the task called by ``words`` boils down to; the words themselves if to nothing."""
    called = " ".join(words.split())
    for task in tasks.named(folder):
        if called in task.calls and (plain := reduced(task.lines)):
            return plain
    return words


def reduced(lines: Iterable[str]) -> str:
    """The one command among a recipe's lines that tests with cargo; else empty."""
    found = {plain for line in lines for plain in _plain(line)}
    return found.pop() if len(found) == 1 else ""


def _manifests(files: Iterable[str]) -> Iterator[PurePosixPath]:
    for path in map(PurePosixPath, files):
        foreign = any(OTHER_FOLDER.fullmatch(p) or TEST_FOLDER.fullmatch(p) for p in path.parts)
        if path.name == MANIFEST and not foreign:
            yield path


def _test(folder: Folder) -> tuple[str, str]:
    """The test command, and what it was found by."""
    named: list[NamedTask] = [task for task in tasks.named(folder) if task.name in TEST]
    for task in (*named, *steps.read(folder)):
        if plain := reduced(task.lines):
            return plain, task.calls[0] if task.calls else task.name
    if folder.has(NEXTEST_SETTINGS):
        return "cargo nextest run", NEXTEST_SETTINGS
    return CONVENTION, "convention"


def _plain(line: str) -> Iterator[str]:
    try:
        commands = shell.several(line)
    except ValueError:
        return
    for each in commands:
        if command.read(each) is not None:
            yield each.text()


def _named(folder: Folder, names: Iterable[str]) -> str:
    return next((task.calls[0] for task in tasks.named(folder) if task.name in names), "")


def _bench(folder: Folder) -> str:
    has = any(file.startswith("benches/") or "/benches/" in file for file in folder.files)
    return "cargo bench" if has or dig(folder.toml(MANIFEST), "bench") is not None else ""
