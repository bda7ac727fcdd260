"""``oppie replay``: a stored patch, verified from scratch."""

from __future__ import annotations

from functools import partial

from oppie.cli.common import Common
from oppie.cli.job import job
from oppie.cli.options import Run
from oppie.wiring import solving

EXAMPLES = ("oppie replay", "oppie replay k3f9 --json")


def replay(common: Common, run: Run = "") -> int:
    """Verify the patch of a run again, from scratch.

    The files are as they were when the run began; every test runs in a fresh sandbox.
    """
    return job(common, partial(solving.replay, common.folder, run, began=common.began))
