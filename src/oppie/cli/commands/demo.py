"""``oppie demo``: the main job, on a repository of its own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from oppie.cli.common import Common
from oppie.cli.job import job
from oppie.cli.render.demo import show_broken, show_kept
from oppie.wiring import solving
from oppie.workflows import demo as demonstration
from oppie.workflows.request import RunRequest

EXAMPLES = ("oppie demo", "oppie demo --keep", "oppie demo --json")


def demo(
    common: Common,
    *,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the repository there.")] = False,
) -> int:
    """Repair a small broken repository before your eyes.

    Needs nothing but oppie: it runs in the local sandbox, in a temporary folder.
    """
    folder = Path(tempfile.mkdtemp(prefix="oppie-demo-")).resolve()
    try:
        demonstration.make(folder)
        show_broken(folder, quiet=common.quiet)
        request = RunRequest(folder, sandbox="local", memory=False)
        code = job(
            common, lambda observer: solving.solve(request, observer, common.began), offer=False
        )
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    if keep:
        show_kept(folder)
    return code
