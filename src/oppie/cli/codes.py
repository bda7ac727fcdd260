"""Exit codes that no error class owns."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """An exit code and what it means."""

    number: int
    meaning: str


DONE = Code(0, "the goal is reached, or there was nothing to do")
NO = Code(1, "ran as asked, and the answer is no: not solved or only improved, a gate failed")
INTERRUPTED = Code(130, "interrupted (Ctrl-C); state is safe, `oppie resume` goes on")
TERMINATED = Code(143, "terminated (SIGTERM); state is safe, `oppie resume` goes on")
ALL = (DONE, NO, INTERRUPTED, TERMINATED)
