"""The words after ``cargo test``: what is built, which tests are meant, what they are told."""

from __future__ import annotations

import os
from typing import List, NamedTuple, Sequence, Tuple

WITH_VALUE = frozenset(
    (
        "-p", "--package", "--exclude", "--bin", "--example", "--test", "--bench", "-F",
        "--features", "-j", "--jobs", "--profile", "--target", "--manifest-path", "--config", "-Z",
        "--lockfile-path",
    )
)  # fmt: skip
OWN = frozenset(
    (
        "-q", "--quiet", "-v", "-vv", "--verbose", "--no-run", "--no-fail-fast", "--offline",
        "--frozen",
    )
)  # fmt: skip
"""How cargo talks, and what is said to it anyway."""
OWN_WITH_VALUE = frozenset(("--message-format", "--target-dir", "--color"))
SELECTING = frozenset(
    (
        "--lib", "--bins", "--bin", "--examples", "--example", "--tests", "--test", "--benches",
        "--bench", "--all-targets", "--doc",
    )
)  # fmt: skip
TALKING = frozenset(("--nocapture", "--no-capture", "--quiet", "-q", "--show-output", "--exact"))
TALKING_WITH_VALUE = frozenset(("--test-threads", "--format", "--color", "--logfile"))


class Words(NamedTuple):
    """A test command, taken apart.

    Attributes:
        build: what cargo is told of what to build.
        filters: parts of tests' names; none: all of them.
        harness: what each test program is told besides.
        selects: whether the command names targets.
        documents: whether the tests in documentation belong to it.
    """

    build: Tuple[str, ...]
    filters: Tuple[str, ...]
    harness: Tuple[str, ...]
    selects: bool
    documents: bool

    def means(self, path: str) -> bool:
        """Whether the command is about the test program of a file, as far as its name tells."""
        name = os.path.splitext(os.path.basename(path))[0]
        chosen = {word.partition("=")[2] or word for word in self.build}
        return not self.selects or bool(chosen & {"--tests", "--all-targets", name})


def read(args: Sequence[str]) -> Words:
    """Take apart the arguments of ``cargo test``."""
    before, after = _split(args)
    build, filters = _sorted(before, WITH_VALUE, OWN, OWN_WITH_VALUE)
    harness, more = _sorted(after, frozenset(("--skip",)), TALKING, TALKING_WITH_VALUE)
    if "--exact" in after:
        harness = (*harness, "--exact")
    chosen = {word.partition("=")[0] for word in build} & SELECTING
    documents = not chosen or "--doc" in chosen
    build = tuple(word for word in build if word != "--doc")
    return Words(build, (*filters, *more), harness, bool(chosen), documents)


def manifest(build: Sequence[str]) -> Tuple[str, ...]:
    """The words that name the project's ``Cargo.toml``, if there are any."""
    for at, word in enumerate(build):
        if word == "--manifest-path":
            return tuple(build[at : at + 2])
        if word.startswith("--manifest-path="):
            return (word,)
    return ()


PACKAGES = frozenset(("-p", "--package", "--exclude"))
EVERY = frozenset(("--workspace", "--all"))


def everywhere(build: Sequence[str]) -> Tuple[str, ...]:
    """What is said of a build without which packages and targets it is about."""
    kept: List[str] = []
    waiting = iter(build)
    for word in waiting:
        name, mark, _ = word.partition("=")
        chooses = name in PACKAGES or name in SELECTING
        if chooses and name in WITH_VALUE and not mark:
            next(waiting, "")
        elif not chooses and name not in EVERY:
            kept.append(word)
    return tuple(kept)


def _split(args: Sequence[str]) -> Tuple[Sequence[str], Sequence[str]]:
    if "--" not in args:
        return args, ()
    at = list(args).index("--")
    return args[:at], args[at + 1 :]


def _sorted(
    words: Sequence[str],
    with_value: "frozenset[str]",
    dropped: "frozenset[str]",
    dropped_with_value: "frozenset[str]",
) -> Tuple[Tuple[str, ...], Tuple[str, ...]]:
    """Options that stay, and words that are none."""
    options: List[str] = []
    plain: List[str] = []
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("-"):
            plain.append(word)
        elif word in dropped_with_value:
            next(waiting, "")
        elif word in dropped or word.partition("=")[0] in dropped_with_value:
            continue
        else:
            options.append(word)
            if word in with_value:
                options.append(next(waiting, ""))
    return tuple(options), tuple(plain)
