"""The words after ``go test``, taken apart."""

from __future__ import annotations

import re
from typing import Dict, List, NamedTuple, Sequence, Tuple

BUILD = frozenset(
    [
        "asan",
        "asmflags",
        "buildmode",
        "compiler",
        "gccgoflags",
        "gcflags",
        "installsuffix",
        "ldflags",
        "linkshared",
        "mod",
        "modcacherw",
        "modfile",
        "msan",
        "pgo",
        "pkgdir",
        "race",
        "tags",
        "toolexec",
        "trimpath",
    ]
)
"""Options that decide what is built."""

RUN = frozenset(("cpu", "parallel", "short"))
"""Options that are the tests' own."""

SWITCHES = frozenset(
    [
        "a",
        "asan",
        "benchmem",
        "c",
        "cover",
        "failfast",
        "fullpath",
        "i",
        "json",
        "linkshared",
        "modcacherw",
        "msan",
        "n",
        "race",
        "short",
        "trimpath",
        "v",
        "work",
        "x",
        "artifacts",
    ]
)
"""Options without a value of their own in the next word."""

_OPTION = re.compile(r"--?(?:test\.)?([A-Za-z]\w*)(?:=(.*))?", re.DOTALL)


class Arguments(NamedTuple):
    """What ``go test`` was asked for.

    Attributes:
        build: options for the build, each one word.
        run: options for the tests' programs.
        packages: patterns, at least one.
        only, without: the patterns of ``-run`` and ``-skip``.
        folder: of ``-C``.
        rest: what ``-args`` gives to the tests.
    """

    build: Tuple[str, ...] = ()
    run: Tuple[str, ...] = ()
    packages: Tuple[str, ...] = (".",)
    only: str = ""
    without: str = ""
    folder: str = ""
    rest: Tuple[str, ...] = ()

    def means(self, test: str) -> bool:
        """Whether a test at the top of a package is asked for."""
        return re.search(self.only.partition("/")[0], test) is not None


def read(words: Sequence[str]) -> Arguments:
    """The words after ``go test``; options that change no test's result are left out.

    Raises:
        ValueError: files instead of packages, an option lacks its value, or the pattern of
            ``-run`` is none that Go and Python read alike.
    """
    options: Dict[str, str] = {}
    packages: List[str] = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        found = _OPTION.fullmatch(word)
        if found is None:
            packages.append(word)
            continue
        name, value = found[1], found[2]
        if name == "args":
            break
        if value is None and name not in SWITCHES:
            if not waiting:
                raise ValueError("the option %s lacks its value" % word)
            value = waiting.pop(0)
        options[name] = "true" if value is None else value
    _check(options.get("run", "").partition("/")[0])
    return _made(options, tuple(packages), tuple(waiting))


def _check(pattern: str) -> None:
    if "[[:" in pattern or "\\p" in pattern:
        raise ValueError("the pattern of -run names a class of characters; spell it out")
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError("the pattern of -run cannot be read: %s" % error) from error


def _made(options: Dict[str, str], packages: Tuple[str, ...], rest: Tuple[str, ...]) -> Arguments:
    return Arguments(
        build=tuple("-%s=%s" % item for item in options.items() if item[0] in BUILD),
        run=tuple("-test.%s=%s" % item for item in options.items() if item[0] in RUN),
        packages=packages or (".",),
        only=options.get("run", ""),
        without=options.get("skip", ""),
        folder=options.get("C", ""),
        rest=rest,
    )
