"""Lists of what was done, one line each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from oppie.cli.render.document import Document, print_document


class CleanDocument(Document):
    """What was removed."""

    schema_: Literal["oppie.clean/1"] = Field(default="oppie.clean/1", alias="schema")
    removed: list[str]


def show_removed(removed: Sequence[str], *, json: bool) -> None:
    """Print what was removed."""
    if json:
        print_document(CleanDocument(removed=list(removed)))
        return
    for line in removed:
        sys.stdout.write(f"{line}\n")
    if not removed:
        sys.stdout.write("There was nothing to remove.\n")
