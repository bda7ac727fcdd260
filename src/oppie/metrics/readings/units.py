"""Units of time as benchmarks write them."""

from __future__ import annotations

SECONDS = {
    "ps": 1e-12,
    "ns": 1e-9,
    "us": 1e-6,
    "μs": 1e-6,  # the Greek letter
    "µs": 1e-6,
    "ms": 1e-3,
    "s": 1.0,
}
"""How many seconds one of each is."""
