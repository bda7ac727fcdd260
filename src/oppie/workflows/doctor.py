"""What ``oppie doctor`` looks at: the machine, the settings, the project."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_DISK = 1 << 30
"""Bytes: room for copies of a usual project, and for its tests."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: what it is about: ``git``, ``docker``, ``tests``.
        ok: whether all is well.
        needed: whether oppie cannot work here without it.
        detail: what was found, one line.
        hint: what to do; empty when ok.
        exit_code: of the error that a run would end with; 0 when ok or not needed.
    """

    name: str
    ok: bool
    needed: bool
    detail: str
    hint: str = ""
    exit_code: int = 0
