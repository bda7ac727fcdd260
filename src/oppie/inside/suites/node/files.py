"""Which files ``node --test`` takes for tests."""

from __future__ import annotations

import os
import re
from glob import glob
from typing import Iterator, List, NamedTuple, Optional, Sequence, Tuple

ENDS = r"\.[cm]?js"
NAMED = re.compile(r"(.*[.\-_]test|test-.*|test)" + ENDS)
ANY = re.compile(r".*" + ENDS)
VALUED = re.compile(
    r"--(require|import|loader|experimental-loader|conditions|env-file|test-name-pattern"
    r"|test-skip-pattern|test-concurrency|test-timeout|test-reporter|test-reporter-destination"
    r"|test-shard|test-isolation|test-coverage-\w+|stack-trace-limit|file|spec|config|timeout|grep"
    r"|fgrep|ui|extension|reporter|retries|slow|exclude|ignore|package|reporter-options?"
    r"|testNamePattern|testPathPatterns?|selectProjects|maxWorkers|env|rootDir|roots|projects|root"
    r"|project|environment|dir|pool|mode)"
)
"""Options that take the next word, unless they have ``=``: of all runners."""

OWN = "node"
"""The driver of node's own runner."""

LOADS = re.compile(r"-r|--require")
HARMLESS = re.compile(
    r"--(exit|recursive|timeout|slow|colors?|no-colors?|check-leaks|reporter|reporter-options?"
    r"|bail|extension|full-trace|spec|retries)|-[tsRbC]"
)
"""mocha's options that do not change which tests there are, nor what they see."""

SHORT = {"node": "rC", "mocha": "rtgfuROs", "jest": "tc", "vitest": "rtc"}
"""Those with one letter."""


class Words(NamedTuple):
    """The arguments of node, told apart."""

    options: Tuple[str, ...]
    paths: Tuple[str, ...]


def told_apart(driver: str, args: Sequence[str]) -> Words:
    """Options with their values, and paths."""
    short = frozenset("-" + letter for letter in SHORT[driver])
    options: List[str] = []
    paths: List[str] = []
    valued = False
    for word in args:
        if valued or word.startswith("-"):
            options.append(word)
            valued = not valued and (word in short or VALUED.fullmatch(word) is not None)
        else:
            paths.append(word)
    return Words(tuple(options), tuple(paths))


def loaded_before(driver: str, options: Sequence[str]) -> Optional[Tuple[str, ...]]:
    """Options of node for a process that loads what the driver would before the tests.

    None where it takes the driver itself to know.
    """
    if driver == OWN:
        return tuple(word for word in options if not word.startswith("--test"))
    if driver != "mocha":
        return None
    loads: List[str] = []
    words = list(options)
    while words:
        name, mark, value = words.pop(0).partition("=")
        if not mark and words and not words[0].startswith("-"):
            value = words.pop(0)
        if LOADS.fullmatch(name):
            loads.append("--require=" + value)
        elif not HARMLESS.fullmatch(name):
            return None
    return tuple(loads)


def test_files(folder: str, paths: Sequence[str]) -> Tuple[str, ...]:
    """Absolute paths, sorted; with no paths given those that node finds by itself."""
    found = _usual(folder) if not paths else _given(folder, paths)
    return tuple(sorted(dict.fromkeys(found)))


def _usual(folder: str) -> Iterator[str]:
    for path in _walk(folder):
        inside = os.path.dirname(os.path.relpath(path, folder)).split(os.sep)
        name = os.path.basename(path)
        if NAMED.fullmatch(name) or ("test" in inside and ANY.fullmatch(name)):
            yield path


def _given(folder: str, paths: Sequence[str]) -> Iterator[str]:
    for word in paths:
        for place in sorted(glob(os.path.join(folder, word), recursive=True)):
            if os.path.isfile(place):
                yield os.path.realpath(place)
            else:
                whole = os.path.basename(os.path.normpath(place)) == "test"
                yield from (p for p in _usual_in(place, whole=whole))


def _usual_in(folder: str, *, whole: bool) -> Iterator[str]:
    return (p for p in (_walk(folder) if whole else _usual(folder)) if ANY.fullmatch(p))


def _walk(folder: str) -> Iterator[str]:
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in ("node_modules", ".git"))
        yield from (os.path.join(above, name) for name in sorted(names))
