"""``oppie runs``: the runs of this project."""

from __future__ import annotations

from oppie.cli.common import Common
from oppie.cli.render.runs import show_runs
from oppie.wiring import past

EXAMPLES = ("oppie runs", "oppie runs --json")


def runs(common: Common) -> int:
    """List the runs of this project."""
    show_runs(past.runs(common.folder), json=common.json)
    return 0
