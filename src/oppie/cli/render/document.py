"""JSON documents on standard output."""

from __future__ import annotations

import json
import sys

from pydantic import BaseModel, ConfigDict


class Document(BaseModel):
    """A JSON document, or a part of one: its keys are all there are."""

    model_config = ConfigDict(extra="forbid", from_attributes=True, populate_by_name=True)


def text(document: Document, indent: int | None = None) -> str:
    """A document as JSON; what is no UTF-8 in it (names of files) is escaped."""
    plain = document.model_dump(mode="json", by_alias=True)
    dumped = json.dumps(plain, indent=indent, ensure_ascii=False)
    return dumped.encode("utf-8", "backslashreplace").decode()


def print_document(document: Document) -> None:
    """Print one document."""
    sys.stdout.write(text(document, indent=2) + "\n")
