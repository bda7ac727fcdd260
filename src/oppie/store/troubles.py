"""SQLite's and the system's errors as oppie's own."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oppie.errors import IntegrityError, MachineError, OppieError

PRIMARY = 0xFF
"""The low byte of an extended result code; see https://sqlite.org/rescode.html."""

UNWRITABLE = "Make it writable, or work on a copy of the project."
FULL = "Free some space; then `oppie resume` goes on where a run stopped."
DAMAGED = "Move the file away; what it recorded cannot be resumed or shown any more."
BUSY = "Another oppie holds it; wait for that one to end."


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what goes wrong with ``path`` inside into MachineError or IntegrityError."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # a defect of ours, not of the file
    except sqlite3.Error as error:
        raise _explained(error, str(path)) from error
    except OSError as error:
        hint = FULL if error.errno == errno.ENOSPC else UNWRITABLE
        raise MachineError(f"cannot write: {error.strerror}", where=str(path), hint=hint) from error


def _explained(error: sqlite3.Error, where: str) -> OppieError:
    match getattr(error, "sqlite_errorcode", 0) & PRIMARY:
        case sqlite3.SQLITE_FULL:
            return MachineError("the disk is full", where=where, hint=FULL)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return MachineError("the file cannot be written to", where=where, hint=UNWRITABLE)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return MachineError("the file is in use", where=where, hint=BUSY)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_ERROR:
            return IntegrityError(f"the file is damaged: {error}", where=where, hint=DAMAGED)
    return MachineError(f"the file cannot be used: {error}", where=where, hint=FULL)
