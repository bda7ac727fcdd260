"""The tasks of ``goals``."""

from __future__ import annotations

from benchmarks.aim import Aim
from benchmarks.aims_knobs import BATCHES, BUCKETS, MIXER
from benchmarks.aims_speed import DUPLICATES, ORDERS, VISITS

AIMS = (DUPLICATES, ORDERS, VISITS, BATCHES, MIXER, BUCKETS)

_ELSEWHERE = """\
import time

import rows

assert rows.LIMIT
began = time.perf_counter()
total = 0
for n in range(60_000):
    total += n % 7
print(f"took: {(time.perf_counter() - began) * 1000:.4f} ms")
"""

_ROWS = DUPLICATES.files["rows.py"].replace("\n\n\n", "\n\nLIMIT = 50\nWIDE = True\n\n\n", 1)

SAME = tuple(
    Aim(
        f"same-{kind}",
        "python",
        kind,
        "python bench.py",
        {
            "rows.py": _ROWS,
            "test_rows.py": DUPLICATES.files["test_rows.py"],
            "bench.py": _ELSEWHERE,
        },
        lambda _patch, _before, _after: False,
    )
    for kind in ("optimize", "tune")
)
"""A/A: the benchmark measures a loop of its own, whatever the source does."""
