"""Errors: a message with what to do next on stderr, or ``oppie.error/1`` on stdout."""

from __future__ import annotations

import json as jsonlib
import sys

from oppie.errors import OppieError


def show_error(error: OppieError, *, json: bool) -> None:
    """Print one error."""
    if json:
        _document(error.code, error.exit_code, error.message, error.where, error.hint)
        return
    place = f"{error.where}: " if error.where else ""
    hint = f"\n  {error.hint}" if error.hint else ""
    sys.stderr.write(f"oppie: {place}{error.message}{hint}\n")


def show_interrupted(exit_code: int, *, json: bool) -> None:
    """Print that the program was interrupted before there was a result."""
    hint = "What was done is kept: oppie resume goes on."
    if json:
        _document("interrupted", exit_code, "interrupted", "", hint)
    else:
        sys.stderr.write(f"oppie: interrupted. {hint}\n")


def _document(code: str, exit_code: int, message: str, where: str, hint: str) -> None:
    error = {
        "code": code,
        "exit_code": exit_code,
        "message": message,
        "where": where,
        "hint": hint,
    }
    document = {"schema": "oppie.error/1", "error": error}
    sys.stdout.write(jsonlib.dumps(document, indent=2, ensure_ascii=False) + "\n")
