"""What ``oppie init`` found out."""

from __future__ import annotations

import sys
from typing import Literal

from pydantic import Field

from oppie.cli.render.document import Document, print_document
from oppie.workflows.init import Initialised


class CommandLine(Document):
    """A command that was found, and whether it works."""

    key: str
    command: str
    works: bool
    detail: str


class InitDocument(Document):
    """What was found and written."""

    schema_: Literal["oppie.init/1"] = Field(default="oppie.init/1", alias="schema")
    file: str
    written: bool
    types: list[str]
    commands: list[CommandLine]


def show_initialised(done: Initialised, *, json: bool) -> None:
    """Print it on stdout."""
    if json:
        lines = [CommandLine.model_validate(each) for each in done.commands]
        types = list(done.types)
        document = InitDocument(
            file=str(done.file), written=done.written, types=types, commands=lines
        )
        print_document(document)
        return
    out = sys.stdout.write
    if done.types:
        out(f"Project: {', '.join(done.types)}\n")
    for each in done.commands:
        out(f"{each.key}: {each.command} ({each.detail})\n")
    if done.written:
        out(f"Wrote {done.file}. Next: oppie run\n")
    else:
        out(f"{done.file} is there already and stays as it is; --force writes it anew.\n")
