"""A build that was broken before the search: what is said of it, at first and at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from oppie.model.observation import UNREAD, Failure, TestResult
from oppie.model.verdict import Evidence, Holds
from oppie.workflows.baseline import Baseline

CHECK = "build"
_COPY = re.compile(r" \(/[^()]*\)$")
"""Where Python found a module: in a copy that is gone by the time somebody reads it."""


def breakage(results: Iterable[TestResult]) -> str:
    """Where tests cannot be built or loaded, and why: ``shop.go:8: undefined: x``; empty if none.

    In languages that are not compiled this is said of files that do not parse or cannot be
    imported.
    """
    failures = [r.failure for r in results if r.unbuilt and r.failure is not None]
    return next((_told(failure) for failure in failures), "")


def broken_before(baseline: Baseline) -> str:
    """What :func:`breakage` says of the tests that a run is about, before anything was changed."""
    targets = frozenset(baseline.targets)
    return breakage(r for r in baseline.observation.results if r.test in targets)


def beyond_reach(baseline: Baseline, may_change: Callable[[str], bool]) -> bool:
    """Whether no patch can help: all tests wait for a file to parse that is not to be changed."""
    targets = frozenset(baseline.targets)
    results = [r for r in baseline.observation.results if r.test in targets]
    return bool(results) and all(
        r.failure is not None
        and r.failure.kind in UNREAD
        and bool(r.failure.frames)
        and not may_change(r.failure.frames[-1].path)
        for r in results
    )


def stays(told: str) -> str:
    """The end of a run that did not mend the build."""
    return f"The build was broken before the search and stays so: {told}; mend it first."


def account(baseline: Baseline, after: Iterable[TestResult]) -> tuple[Evidence, ...]:
    """What came of a broken build; nothing where it was sound."""
    before, now = broken_before(baseline), breakage(after)
    if not before:
        return ()
    if now:
        detail = f"it was broken before the search and stays so: {now}"
        return (Evidence(CHECK, Holds.FAIL, detail),)
    return (Evidence(CHECK, Holds.PASS, f"mended; it was broken before the search: {before}"),)


def _told(failure: Failure) -> str:
    place = f"{failure.frames[-1].path}:{failure.frames[-1].line}: " if failure.frames else ""
    message = _COPY.sub("", failure.message.partition("\n")[0])
    own_words = failure.kind == "BuildError" or message.lower().startswith("syntax error")
    more = f" (and {len(failure.further)} more)" if failure.further else ""
    return f"{place}{message if own_words else f'{failure.kind}: {message}'}{more}"
