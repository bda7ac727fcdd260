"""``oppie.error/1``, for its schema: the document itself is printed without any library."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from oppie.cli.render.document import Document


class ErrorPart(Document):
    """What is wrong, where, and what would be right."""

    code: str
    exit_code: int
    message: str
    where: str
    hint: str


class ErrorDocument(Document):
    """How a command failed; see docs/exit-codes.md."""

    schema_: Literal["oppie.error/1"] = Field(default="oppie.error/1", alias="schema")
    error: ErrorPart
