"""Which files of a Rust project are source, which are tests, and which are neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from oppie.integrations.reading import Folder

SETTINGS = re.compile(
    r"Cargo\.(toml|lock)|rust-toolchain(\.toml)?|nextest\.toml|\.?(clippy|rustfmt)\.toml"
)
TEST_NAME = re.compile(r"(tests?|test_.*|.*_tests?)\.rs")
TEST_FOLDER = re.compile(r"tests?|benches|\.cargo|\.config")
OTHER_FOLDER = re.compile(r"target|_?vendor(ed)?|third_?party|node_modules|examples|fuzz|\..*")
BUILD = "build.rs"

TEST_ONLY = re.compile(
    r"#\[cfg\((?:test|all\(test\b[^\]]*|any\(test\b[^\]]*)\)\]\s*(?:#\[(?:path\s*=\s*\"([^\"]+)\"|[^\]]*)\]\s*)*"
    r"(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;"
)
"""A module in a file of its own that is there for tests only."""
MOST_READ = 2000


def is_test(path: str, named: Sequence[str] = ()) -> bool:
    """Whether a path is a test, a benchmark, or holds settings.

    ``named`` are files and folders that the sources call tests.
    """
    *folders, name = PurePosixPath(path).parts
    if SETTINGS.fullmatch(name) or any(map(TEST_FOLDER.fullmatch, folders)):
        return True
    if any(path == each or path.startswith(f"{each}/") for each in named):
        return True
    return TEST_NAME.fullmatch(name) is not None


def may_change(path: str, named: Sequence[str] = ()) -> bool:
    """Whether a path is Rust source that a repair may edit; ``named`` as in :func:`is_test`."""
    *folders, name = PurePosixPath(path).parts
    if not name.endswith(".rs") or name == BUILD or is_test(path, named):
        return False
    return not any(map(OTHER_FOLDER.fullmatch, folders))


def modules_of_tests(top: Folder) -> tuple[str, ...]:
    """Files and folders of the modules that sources have under ``#[cfg(test)]``."""
    sources = [path for path in top.files if may_change(path)][:MOST_READ]
    return tuple(dict.fromkeys(each for path in sources for each in _declared(top, path)))


def _declared(top: Folder, path: str) -> Iterable[str]:
    text = top.text(path) if "cfg(" in top.text(path) else ""
    for placed, name in TEST_ONLY.findall(text):
        here = PurePosixPath(path)
        if placed:
            yield str(here.with_name(placed))
            continue
        own = here.stem in ("lib", "main", "mod")
        folder = here.parent if own else here.with_suffix("")
        yield str(folder / f"{name}.rs")
        yield str(folder / name)
