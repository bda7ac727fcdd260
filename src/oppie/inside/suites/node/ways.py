"""How the runners of JavaScript are called so that they tell us what we need."""

from __future__ import annotations

import re
from typing import Callable, List, Mapping, NamedTuple, Sequence, Tuple

NUMBER = re.compile(r" \(\d+\)$")
"""What tells tests of one name apart."""


class Way(NamedTuple):
    """How a driver's program is called.

    Attributes:
        program: its name.
        reporter: the script that tells.
        before, after: words between the program and the user's options, and after those.
        only: makes of ids the words that leave other tests out.
        files: words before the files that are to be run.
        picks: leave others out always, not only where one of them does not end.
        traces: the reporter can tell which lines a test reached.
    """

    program: str
    reporter: str
    before: Tuple[str, ...]
    after: Tuple[str, ...]
    only: Callable[[Sequence[str]], Tuple[str, ...]]
    files: Tuple[str, ...] = ()
    picks: bool = True
    traces: bool = True


def _names(test: str) -> List[str]:
    return [NUMBER.sub("", name) for name in test.split("::", 1)[-1].split(" > ")]


def _own(ids: Sequence[str]) -> Tuple[str, ...]:
    """node:test looks at each test's own name."""
    names = dict.fromkeys(_names(test)[-1] for test in ids)
    return tuple("--test-name-pattern=^%s$" % re.escape(name) for name in names)


def _whole(ids: Sequence[str]) -> str:
    """The others look at all of a test's names, joined."""
    return "^(%s)$" % "|".join(re.escape(" ".join(_names(test))) for test in ids)


def _grep(ids: Sequence[str]) -> Tuple[str, ...]:
    return ("--grep=" + _whole(ids),)


def _pattern(ids: Sequence[str]) -> Tuple[str, ...]:
    return ("--testNamePattern=" + _whole(ids),)


WAYS: Mapping[str, Way] = {
    "node": Way(
        "node",
        "reporter.mjs",
        (
            "--test",
            "--test-reporter={reporter}",
            "--test-reporter-destination=stdout",
            "--require={scripts}/tape.cjs",
        ),
        (),
        _own,
        picks=False,
        traces=False,
    ),
    "mocha": Way(
        "mocha",
        "mocha.cjs",
        (),
        ("--require={reporter}", "--reporter={reporter}", "--full-trace", "--exit"),
        _grep,
    ),
    "jest": Way(
        "jest",
        "jest.cjs",
        ("--ci", "--runInBand", "--coverage=false", "--watchAll=false", "--reporters={reporter}"),
        (),
        _pattern,
        files=("--runTestsByPath",),
    ),
    "vitest": Way(
        "vitest",
        "vitest.mjs",
        ("run", "--reporter={reporter}", "--coverage.enabled=false"),
        (),
        _pattern,
        traces=False,
    ),
}
