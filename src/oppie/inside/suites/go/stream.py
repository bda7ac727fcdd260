"""What a test binary prints with ``-test.v=test2json``, line by line.

Lines of the testing package's own begin with the byte 0x16, wherever a test left its line, so
that what a test prints cannot pass for them. Format: ``cmd/internal/test2json`` in Go's sources.
"""

from __future__ import annotations

import re
from typing import Dict, Iterator, List, NamedTuple

from ...messages import FAILED, PASSED, SKIPPED

MARK = b"\x16"
KEPT = 100
"""Lines of its output that are kept of one test."""

RUN, PAUSE, CONT = "run", "pause", "cont"
_SAID = re.compile(r"=== (RUN|PAUSE|CONT|NAME) *(\S*)\s*|\s*--- (PASS|FAIL|SKIP): (\S+) \(.*\)\s*")
_OUTCOMES = {"PASS": PASSED, "FAIL": FAILED, "SKIP": SKIPPED}


class Said(NamedTuple):
    """What the testing package said of a test: ``run``, ``pause``, ``cont``, or an outcome."""

    word: str
    test: str


class Stream:
    """Takes a binary's lines, and keeps what each test printed."""

    def __init__(self) -> None:
        self._now = ""
        self._printed: Dict[str, List[str]] = {}

    def read(self, line: bytes) -> Iterator[Said]:
        """What a line says."""
        before, *marked = line.rstrip(b"\r").split(MARK)
        self._keep(before)
        for each in marked:
            found = _SAID.fullmatch(each.decode("utf-8", "replace"))
            if found is None:
                self._keep(each)
            elif found[3]:
                yield Said(_OUTCOMES[found[3]], found[4])
            else:
                self._now = found[2]
                if found[1] != "NAME":
                    yield Said(found[1].lower(), found[2])

    def printed(self, test: str) -> List[str]:
        """The lines that came while a test ran."""
        return self._printed.get(test, [])

    def _keep(self, line: bytes) -> None:
        kept = self._printed.setdefault(self._now, [])
        if line.strip() and len(kept) < KEPT:
            kept.append(line.decode("utf-8", "replace"))
