"""``oppie init``: how is this project tested?"""

from __future__ import annotations

from typing import Annotated

import typer

from oppie.cli.common import Common
from oppie.cli.render.init import show_initialised
from oppie.cli.render.schemas import schema_text
from oppie.wiring import upkeep

EXAMPLES = ("oppie init", "oppie init --force", "oppie init --project-type=python --json")


def init(
    common: Common,
    *,
    project_type: Annotated[
        str, typer.Option(metavar="NAME", help="The type to work with, where there are several.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Write oppie.yaml anew.")] = False,
) -> int:
    """Find out how the project is tested and write oppie.yaml.

    Test, benchmark and lint commands are proven by running each, in a copy. An oppie.yaml that
    is there is left as it is.
    """
    schema = schema_text("config")
    done = upkeep.initialise(common.folder, schema, project_type, force=force)
    show_initialised(done, json=common.json)
    return 0
