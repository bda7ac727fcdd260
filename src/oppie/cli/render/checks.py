"""What ``oppie doctor`` found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field
from rich.console import Console
from rich.text import Text

from oppie.cli.render.document import Document, print_document
from oppie.workflows.doctor import Check


class CheckLine(Document):
    """One thing that was looked at."""

    name: str
    ok: bool
    needed: bool
    detail: str
    hint: str


class DoctorDocument(Document):
    """All that was looked at."""

    schema_: Literal["oppie.doctor/1"] = Field(default="oppie.doctor/1", alias="schema")
    ok: bool
    checks: list[CheckLine]


def show_checks(checks: Sequence[Check], *, json: bool) -> None:
    """Print them, each failure with what to do."""
    if json:
        lines = [CheckLine.model_validate(check) for check in checks]
        print_document(DoctorDocument(ok=not any(map(failed, checks)), checks=lines))
        return
    console = Console(highlight=False, soft_wrap=True)
    for check in checks:
        word, style = _mark(check)
        console.print(
            Text(word.ljust(8), style=style).append(f"{check.name}: ", style="bold"), end=""
        )
        console.print(Text(check.detail))
        if check.hint:
            console.print(Text(f"        {check.hint}", style="dim"))


def failed(check: Check) -> bool:
    """Whether oppie cannot work because of it."""
    return check.needed and not check.ok


def _mark(check: Check) -> tuple[str, str]:
    if check.ok:
        return "ok", "green"
    return ("FAILED", "bold red") if check.needed else ("missing", "yellow")
