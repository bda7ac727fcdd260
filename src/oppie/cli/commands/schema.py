"""``oppie schema``: what documents look like, for programs."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from oppie.cli.common import Common
from oppie.cli.render.schemas import show_schema

EXAMPLES = ("oppie schema run", "oppie schema config > oppie.schema.json")

Name = Literal[
    "config", "run", "runs", "error", "event", "init", "doctor", "clean", "task", "tasks"
]


def schema(
    _common: Common,
    name: Annotated[
        Name,
        typer.Argument(
            metavar="NAME",
            help="config, run, runs, error, event, init, doctor, clean, task, tasks.",
        ),
    ],
) -> int:
    """Print the JSON Schema of a document."""
    show_schema(name)
    return 0
