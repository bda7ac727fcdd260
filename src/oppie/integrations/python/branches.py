"""Conditions are as suspicious as the ways that failing tests took at them.

Failing tests and others run a condition's line alike, so the spectrum of lines clears it. What
tells is the way: into the body or past it, mostly where tests fail.
"""

from __future__ import annotations

import ast
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from oppie.integrations.spectrum import coefficient
from oppie.model.observation import Outcome, Suspicion, TestTrace

Read = Callable[[str], bytes]
"""A file's content by its path. Raises KeyError for what is no file of the project."""

SHARE = 0.9
"""What a condition has of the suspicion of its way; a line of its own right comes first.
Measured on 31 single faults in released packages: of 0.7, 0.9 and 1 the best mean rank."""

Reached = Counter[frozenset[int]]
"""Lines of one file that tests reached, with the number of tests that reached just these."""


@dataclass(frozen=True, slots=True)
class Fork:
    """The lines where a way is chosen, and those that tell that it led into the body."""

    condition: range
    body: range

    def tests(self, reached: Reached, *, into: bool) -> int:
        """How many tests came here and went into the body, or past it."""
        return sum(
            tests
            for lines, tests in reached.items()
            if not lines.isdisjoint(self.condition) and lines.isdisjoint(self.body) is not into
        )


def lift(
    suspicions: Sequence[Suspicion], traces: Sequence[TestTrace], read: Read
) -> tuple[Suspicion, ...]:
    """The same lines; conditions have at least :data:`SHARE` of their likelier way's score.

    Args:
        suspicions: most suspicious first, as :func:`oppie.integrations.spectrum.suspicions` gives.
        traces: what they were made from.
        read: gives the content of the files in them.
    """
    best: defaultdict[tuple[str, int], float] = defaultdict(float)
    for path in dict.fromkeys(each.path for each in suspicions):
        for way in _ways(path, _content(path, read), traces):
            best[way.path, way.line] = max(best[way.path, way.line], SHARE * way.score)
    lifted = [Suspicion(s.path, s.line, max(s.score, best[s.path, s.line])) for s in suspicions]
    return tuple(sorted(lifted, key=lambda each: -each.score))


def _content(path: str, read: Read) -> bytes:
    """A file's content; empty for what an installation made, which has been traced too."""
    try:
        return read(path)
    except KeyError:
        return b""


def forks(source: bytes) -> Iterator[Fork]:
    """The conditions and loops of a source; none where it does not parse."""
    try:
        with warnings.catch_warnings(action="ignore"):  # about escapes; they are the author's
            tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.If, ast.While)):
            yield Fork(_lines(node.test), _entry(node.body))
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            yield Fork(_lines(node.iter), _entry(node.body))


def _entry(body: Sequence[ast.stmt]) -> range:
    """Lines of the first statement that runs at all: a declaration or a bare text does not."""
    running = (each for each in body if not isinstance(each, (ast.Global, ast.Nonlocal)))
    first = next((each for each in running if not _is_text(each)), body[0])
    return _lines(first)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _lines(node: ast.stmt | ast.expr) -> range:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(each.lineno for each in decorators)])
    return range(first, (node.end_lineno or node.lineno) + 1)


def _ways(path: str, source: bytes, traces: Sequence[TestTrace]) -> Iterator[Suspicion]:
    """The lines of each condition with the coefficient of each way that failing tests took."""
    failing = _reached(path, (trace for trace in traces if trace.outcome.bad))
    passing = _reached(path, (trace for trace in traces if trace.outcome is Outcome.PASSED))
    failed = sum(trace.outcome.bad for trace in traces)
    for fork in forks(source):
        for into in (True, False):
            if ef := fork.tests(failing, into=into):
                score = coefficient(ef, fork.tests(passing, into=into), failed)
                yield from (Suspicion(path, line, score) for line in fork.condition)


def _reached(path: str, traces: Iterable[TestTrace]) -> Reached:
    alike = Counter(trace.lines[path] for trace in traces if path in trace.lines)
    return Counter({frozenset(lines): tests for lines, tests in alike.items()})
