"""``oppie clean``: nothing of oppie's stays."""

from __future__ import annotations

from typing import Annotated

import typer

from oppie.cli.common import Common
from oppie.cli.render.lists import show_removed
from oppie.wiring import upkeep

EXAMPLES = ("oppie clean", "oppie clean --cache --json")


def clean(
    common: Common,
    *,
    cache: Annotated[
        bool, typer.Option("--cache", help="The cache and learned patterns of this user too.")
    ] = False,
) -> int:
    """Remove what oppie left behind.

    Containers, images and temporary folders of runs that are no more, and this project's
    .oppie folder with its stored runs.
    """
    show_removed(upkeep.clean(common.folder, cache=cache), json=common.json)
    return 0
