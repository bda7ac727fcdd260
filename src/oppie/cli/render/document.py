"""JSON documents on standard output."""

from __future__ import annotations

import sys

from pydantic import BaseModel, ConfigDict


class Document(BaseModel):
    """A JSON document, or a part of one: its keys are all there are."""

    model_config = ConfigDict(extra="forbid", from_attributes=True, populate_by_name=True)


def print_document(document: Document) -> None:
    """Print one document."""
    sys.stdout.write(document.model_dump_json(indent=2, by_alias=True) + "\n")
