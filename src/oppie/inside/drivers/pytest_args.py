"""pytest as people have it: what would spread, shuffle, count or stop a run is switched off."""

from __future__ import annotations

import os
from typing import List, Sequence

BLOCKED = (
    "xdist",
    "xdist.looponfail",
    "pytest_cov",
    "randomly",
    "random_order",
    "reverse",
    "testmon",
    "parallel",
)


def arguments(args: Sequence[str], private: str) -> List[str]:
    """The user's arguments with ours: no capture, no limit of failures, nothing written."""
    ours = ["--capture=no", "--maxfail=0", "--basetemp=" + os.path.join(private, "tmp")]
    for setting in ("required_plugins=", "cache_dir=" + os.path.join(private, "cache")):
        ours += ["-o", setting]
    for name in BLOCKED:
        ours += ["-p", "no:" + name]
    words = list(args)
    end = words.index("--") if "--" in words else len(words)
    return words[:end] + ours + words[end:]
