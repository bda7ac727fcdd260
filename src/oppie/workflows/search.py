"""The search itself: route the task, run the engine, hand over to the tree when told to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from oppie.model.likelihood import likely
from oppie.model.observation import Observation, Outcome, Suspicion
from oppie.ports import Integration
from oppie.workflows.baseline import Baseline

Read = Callable[[str], bytes]
"""A file's content by its path."""

MOST_CONTEXT = 20
"""Test files that proposers are shown."""


@dataclass(frozen=True, slots=True)
class Suspecting:
    """Implements :data:`oppie.workflows.propose.Suspect`: what is fixed is suspected no more."""

    baseline: Baseline
    integration: Integration
    scope: Scope
    read: Read | None = None

    def __call__(self, observation: Observation) -> tuple[Suspicion, ...]:
        """Suspicious lines of the base, from the targets that fail in ``observation``.

        Where the build was mended no test was traced: what is known of it says nothing more.
        """
        unbuilt = [result for result in observation.results if result.unbuilt]
        if unbuilt:
            told = replace(observation, results=tuple(unbuilt)).failures()
            return self._within(self.integration.localise((), told, self.read))
        passed = {r.test for r in observation.results if r.outcome is Outcome.PASSED}
        mended = any(result.unbuilt for result in self.baseline.observation.results)
        if passed.isdisjoint(self.baseline.targets) and not mended:
            return self.scope.suspicions
        traces = [
            replace(t, outcome=Outcome.PASSED) if t.test in passed else t
            for t in self.baseline.traces
        ]
        found = self._within(self.integration.localise(traces, observation.failures(), self.read))
        return found or (() if mended else self.scope.suspicions)

    def _within(self, found: Sequence[Suspicion]) -> tuple[Suspicion, ...]:
        sources = set(self.scope.sources)
        return tuple(s for s in found if s.path in sources)


class Reaching:
    """Implements :data:`oppie.model.search.Reach`, from the lines that each target reached."""

    def __init__(self, baseline: Baseline) -> None:
        targets = frozenset(baseline.targets)
        traces = [trace for trace in baseline.traces if trace.test in targets]
        known = len(traces) == len(targets)  # else a line may be reached unseen
        tests: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        for trace in traces if known else ():
            for path, lines in trace.lines.items():
                for line in lines:
                    tests[(path, line)].add(trace.test)
        self._tests = {place: frozenset(reaching) for place, reaching in tests.items()}

    def __call__(self, path: str, line: int) -> frozenset[str]:
        """The targets that run through a line; empty where not all of them were traced."""
        return self._tests.get((path, line), frozenset())


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the search looks.

    Attributes:
        suspicions: lines, the most suspicious first.
        sources: files that may change, the most suspicious first.
        context: test files that hold ingredients.
        others: tests to stay passed that reach a suspicious file, the quickest first.
    """

    suspicions: tuple[Suspicion, ...]
    sources: tuple[str, ...]
    context: tuple[str, ...]
    others: tuple[str, ...]

    def likely(self, path: str, line: int) -> float:
        """How likely a line holds the fault, against the likeliest one."""
        if not self.suspicions:
            return 1.0
        scores = (s.score for s in self.suspicions if (s.path, s.line) == (path, line))
        return likely(next(scores, 0.0), self.suspicions[0].score)


def scope(
    baseline: Baseline,
    files: Sequence[str],
    integration: Integration,
    read: Read | None = None,
) -> Scope:
    """Where to look, from what the failing tests reached; ``read`` gives a file of the base.

    Only ``files`` are looked at: what tests reach besides belongs to the Environment.
    """
    known = set(files)
    targets = set(baseline.targets)
    told = replace(
        baseline.observation,
        results=tuple(r for r in baseline.observation.results if r.test in targets),
    )
    found = integration.localise(baseline.traces, told.failures(), read)
    suspicions = tuple(s for s in found if s.path in known)
    suspicious = dict.fromkeys(s.path for s in suspicions)
    named = [path for path in _named(baseline, integration) if path in known]
    rest = (path for path in files if integration.may_change(path))
    sources = tuple(dict.fromkeys((*suspicious, *named, *(() if suspicious else rest))))
    return Scope(
        suspicions=suspicions,
        sources=sources,
        context=_tests(baseline, files, integration),
        others=_near(baseline, set(sources)),
    )


def _named(baseline: Baseline, integration: Integration) -> list[str]:
    """Files in the tracebacks of the failing tests, the innermost frame first."""
    return [
        frame.path
        for failure in baseline.observation.failures()
        for frame in reversed(failure.frames)
        if integration.may_change(frame.path)
    ]


def _tests(baseline: Baseline, files: Sequence[str], integration: Integration) -> tuple[str, ...]:
    """The files of the failing tests; all test files where a test's id does not tell its file."""
    known = set(files)
    paths = dict.fromkeys(target.partition("::")[0] for target in baseline.targets)
    for result in baseline.observation.results:
        for frame in result.failure.frames if result.failure else ():
            if integration.is_test(frame.path):
                paths[frame.path] = None
    chosen = [path for path in paths if path in known]
    return tuple(chosen or [path for path in files if integration.is_test(path)])[:MOST_CONTEXT]


def _near(baseline: Baseline, sources: set[str]) -> tuple[str, ...]:
    """Passing tests that reach a source of the search, or were not traced, within bounds."""
    reached = {t.test: any(path in sources for path in t.lines) for t in baseline.traces}
    return tuple(test for test in baseline.quick() if reached.get(test, True))


def hung(baseline: Baseline) -> int:
    """How many targets did not end."""
    targets = set(baseline.targets)
    return sum(
        r.outcome is Outcome.TIMED_OUT for r in baseline.observation.results if r.test in targets
    )
