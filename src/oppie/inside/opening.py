"""Opening: which tests there are, and how they can be run again."""

from __future__ import annotations

import time
from typing import NamedTuple, Tuple

from . import wire
from .attempt import Attempt, Link
from .drivers import RefusedError
from .messages import Job, Limits
from .routes import FRESH, SWAP
from .stable import Stable

COLLECT_S = 60.0
"""For the import of one test file, before it is known how long it takes."""

SLOWER = 10.0
"""A candidate's import may take so many times what the base's took."""

BY_COMMAND = "the command is started anew for each rollout"
"""Why rollouts are not warm when the tests are run by a command of the user's own."""

MOST_AVOIDED = 20
"""Files whose import ends the interpreter, before the tests are given up."""


class Collection(NamedTuple):
    """What was found.

    Attributes:
        tests: ids, and those of files that cannot be collected.
        warm: whether processes can be forked from one that has collected.
        note: why not, for the user.
        leaks: modules that were imported from the user's folder.
        collect_s: how long a file's import may take from now on.
    """

    tests: Tuple[str, ...]
    warm: bool
    note: str
    leaks: Tuple[str, ...]
    collect_s: float


def opened(stable: Stable, link: Link, limits: Limits, why_not_warm: str) -> Collection:
    """Collect the tests. Raises RefusedError, HostGoneError.

    Args:
        stable: makes the zygote that collects.
        link: to the host and to what runs.
        limits: of the session.
        why_not_warm: known before; empty where only the threads of the tests can tell.
    """
    found = _collect(stable, link, limits, why_not_warm == BY_COMMAND)
    tests = (*found["tests"], *found["errors"])
    if not tests:
        raise RefusedError("no-tests", "no tests were found", "name the files that hold them")
    threads = found["threads"]
    threaded = "threads run after import: " + ", ".join(threads) if threads else ""
    note = why_not_warm or threaded
    if note:
        stable.drop(SWAP)
    stable.modules = tuple(found["modules"])
    collect_s = max(limits.test_s, SLOWER * found["seconds"])
    return Collection(tests, not note, note, tuple(found["leaks"]), collect_s)


def _collect(
    stable: Stable,
    link: Link,
    limits: Limits,
    by_command: bool,  # noqa: FBT001 - a fact about the plan
) -> wire.Message:
    until = time.monotonic() + limits.total_s
    avoid: Tuple[str, ...] = ()
    while len(avoid) < MOST_AVOIDED:
        attempt = _attempt(stable, link, avoid, until, by_command)
        answer = attempt.answer
        if answer is not None and answer["event"] == "refused":
            raise RefusedError(answer["code"], answer["message"], answer["hint"])
        if answer is not None:
            answer["errors"] += avoid
            return answer
        ended = attempt.unfinished()
        if ended is None:
            raise RefusedError("collect", "the tests were not loaded: " + attempt.lost)
        avoid += (ended.test,)
    raise RefusedError("collect", "importing the tests ends the interpreter")


def _attempt(
    stable: Stable,
    link: Link,
    avoid: Tuple[str, ...],
    until: float,
    by_command: bool,  # noqa: FBT001 - a fact about the plan
) -> Attempt:
    job = Job(0, avoid=avoid, kind="collect", collect_s=COLLECT_S)
    link.mark.clear()
    if by_command:
        attempt = Attempt(stable.get(FRESH), job, link, until)
        attempt.follow()
        attempt.settle()
    else:
        attempt = Attempt(stable.collector(avoid), job, link, until)
        attempt.listen()
    return attempt
