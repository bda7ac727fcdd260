"""Bare forks, to compare rollouts with: ``python forks.py FOLDER COUNT``.

Collects the folder's tests once, says ``ready``, waits for a line, then forks COUNT times;
each child runs the collected items and ends. Says the seconds that this took, on standard
error, where pytest says nothing. No change is applied, nothing is watched and nothing is
reported: what a rollout cannot be quicker than.
"""

from __future__ import annotations

import os
import sys
import time

import pytest
from _pytest.runner import runtestprotocol


class Forks:
    """Takes the place of pytest's own loop over the tests."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.seconds = 0.0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Fork, run, wait; again and again."""
        print("ready", file=sys.stderr, flush=True)
        sys.stdin.readline()
        begun = time.perf_counter()
        for _ in range(self._count):
            child = os.fork()
            if not child:
                os._exit(_ran(session.items))
            _, status = os.waitpid(child, 0)
            if status:
                message = "the tests do not pass"
                raise RuntimeError(message)
        self.seconds = time.perf_counter() - begun
        return True


def _ran(items: list[pytest.Item]) -> int:
    reports = [report for item in items for report in runtestprotocol(item, log=False)]
    return 0 if all(report.passed for report in reports) else 1


if __name__ == "__main__":
    forks = Forks(int(sys.argv[2]))
    pytest.main([sys.argv[1], "-q", "-s", "-p", "no:cacheprovider"], plugins=[forks])
    print(forks.seconds, file=sys.stderr, flush=True)
