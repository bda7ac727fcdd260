"""``oppie resume``: go on where a run was interrupted."""

from __future__ import annotations

from functools import partial

from oppie.cli.common import Common
from oppie.cli.job import job
from oppie.cli.options import Run
from oppie.wiring import solving

EXAMPLES = ("oppie resume", "oppie resume k3f9 --json")


def resume(common: Common, run: Run = "") -> int:
    """Go on with a run that was interrupted.

    Nothing that was paid for is run again. Where nothing was interrupted, the last run's result
    is shown once more.
    """
    return job(common, partial(solving.resume, common.folder, run, began=common.began))
