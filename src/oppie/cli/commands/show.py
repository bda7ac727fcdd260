"""``oppie show``: what a run found."""

from __future__ import annotations

from typing import Annotated

import typer

from oppie.cli.common import Common
from oppie.cli.job import exit_code
from oppie.cli.options import Run
from oppie.cli.render import verdict as rendering
from oppie.cli.render.tree import show_tree
from oppie.errors import UsageError
from oppie.wiring import past

EXAMPLES = ("oppie show", "oppie show k3f9 --diff", "oppie show --tree", "oppie show --json")


def show(
    common: Common,
    run: Run = "",
    *,
    diff: Annotated[bool, typer.Option("--diff", help="The patch alone.")] = False,
    tree: Annotated[bool, typer.Option("--tree", help="The search tree.")] = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="The checks alone.")] = False,
) -> int:
    """Show what a run found.

    The patch alone can be piped into git apply.
    """
    if diff + tree + evidence + common.json > 1:
        raise UsageError("--diff, --tree, --evidence and --json exclude each other")
    if tree:
        show_tree(past.tree(common.folder, run))
        return 0
    verdict = past.show(common.folder, run)
    if diff:
        rendering.show_patch(verdict)
    elif evidence:
        rendering.show_checks(verdict)
    else:
        rendering.show_verdict(verdict, json=common.json, offer=True)
    return exit_code(verdict)
