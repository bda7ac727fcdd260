"""``oppie apply``: take the patch of a run."""

from __future__ import annotations

from oppie.cli.common import Common
from oppie.cli.job import exit_code
from oppie.cli.options import Run
from oppie.cli.render.verdict import show_verdict
from oppie.wiring import past

EXAMPLES = ("oppie apply", "oppie apply k3f9")


def apply(common: Common, run: Run = "") -> int:
    """Change the working tree as a run found best.

    What has changed in the meantime is kept; where both changed the same lines, nothing is
    touched and the place is named.
    """
    verdict = past.apply(common.folder, run)
    show_verdict(verdict, json=common.json, offer=False)
    return exit_code(verdict)
