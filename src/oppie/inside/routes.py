"""How far a rollout's process had come before its candidate: see the table in ``roles``."""

from __future__ import annotations

SWAP = "swap"
RELOAD = "reload"
PLAIN = "plain"
FRESH = "fresh"
NEXT = {SWAP: RELOAD, RELOAD: PLAIN, PLAIN: FRESH}
"""What serves where a route is unfit."""
