"""Conditions are as suspicious as the ways that failing tests took at them.

Failing tests and others run a condition's line alike, so the spectrum of lines clears it. What
tells is the way: into the body or past it, mostly where tests fail. So each way is a line of its
own among those that a test reached, below the first of the file.
"""

from __future__ import annotations

import ast
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from oppie.integrations.spectrum import Keep
from oppie.model.observation import Suspicion, TestTrace

Read = Callable[[str], bytes]
"""A file's content by its path. Raises KeyError for what is no file of the project."""

SHARE = 0.9
"""What a condition has of the suspicion of its way; a line of its own right comes first.
Measured on 31 single faults in released packages: of 0.7, 0.9 and 1 the best mean rank."""


@dataclass(frozen=True, slots=True)
class Fork:
    """The lines where a way is chosen, and those that tell that it led into the body."""

    condition: range
    body: range

    def way(self, lines: frozenset[int]) -> int:
        """The line that stands for the way that a test took which reached these; 0: none."""
        if lines.isdisjoint(self.condition):
            return 0
        into = not lines.isdisjoint(self.body)
        return -2 * self.condition.start - into


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways at the conditions of some files.

    Attributes:
        forks: by path.
    """

    forks: dict[str, tuple[Fork, ...]]

    @classmethod
    def of(cls, traces: Sequence[TestTrace], keep: Keep, read: Read) -> Ways:
        """Those of files that failing tests reached; none in what cannot be read or parsed."""
        failing = (trace for trace in traces if trace.outcome.bad)
        paths = dict.fromkeys(path for trace in failing for path in trace.lines if keep(path))
        return cls({path: forks(_content(path, read)) for path in paths})

    def added(self, traces: Sequence[TestTrace]) -> list[TestTrace]:
        """The traces with the ways among the lines."""
        known: dict[tuple[str, tuple[int, ...]], tuple[int, ...]] = {}

        def lines(path: str, reached: tuple[int, ...]) -> tuple[int, ...]:
            if (path, reached) not in known:
                seen = frozenset(reached)
                ways = {way for fork in self.forks.get(path, ()) if (way := fork.way(seen))}
                known[path, reached] = (*reached, *sorted(ways))
            return known[path, reached]

        return [replace(t, lines={p: lines(p, of) for p, of in t.lines.items()}) for t in traces]

    def lifted(self, suspicions: Sequence[Suspicion]) -> tuple[Suspicion, ...]:
        """The lines alone; conditions have at least :data:`SHARE` of their likelier way's score.

        Args:
            suspicions: of lines and ways.
        """
        scores = {(each.path, each.line): each.score for each in suspicions}
        best: defaultdict[tuple[str, int], float] = defaultdict(float)
        for path, of_path in self.forks.items():
            for fork in of_path:
                ways = (-2 * fork.condition.start - into for into in (False, True))
                score = SHARE * max(scores.get((path, way), 0.0) for way in ways)
                for line in fork.condition:
                    best[path, line] = max(best[path, line], score)
        lines = (s for s in suspicions if s.line > 0)
        lifted = [Suspicion(s.path, s.line, max(s.score, best[s.path, s.line])) for s in lines]
        return tuple(sorted(lifted, key=lambda each: -each.score))


def _content(path: str, read: Read) -> bytes:
    """A file's content; empty for what an installation made, which has been traced too."""
    try:
        return read(path)
    except KeyError:
        return b""


@lru_cache(maxsize=256)
def forks(source: bytes) -> tuple[Fork, ...]:
    """The conditions and loops of a source; none where it does not parse."""
    return tuple(_forks(source))


def _forks(source: bytes) -> Iterator[Fork]:
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
