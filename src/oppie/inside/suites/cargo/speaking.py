"""Short questions to programs: what each prints, as lines."""

from __future__ import annotations

import time
from typing import List, Tuple

from ...attempt import Link
from ...messages import Limits
from ...programs import Bounds, Ended, Program, run


def heard(program: Program, seconds: float, limits: Limits, link: Link) -> Tuple[Ended, List[str]]:
    """Run a program to its end; how that was, and the lines that it printed.

    Raises:
        OSError: it cannot be started.
        HostGoneError: the host is gone.
    """
    lines: List[str] = []
    until = time.monotonic() + seconds

    def hear(line: bytes) -> bool:
        lines.append(line.decode("utf-8", "replace"))
        return True

    return run(program, Bounds(lambda: until, limits), link.host, hear), lines
