"""Modules that the machine lacks, told from imports that the source got wrong."""

from __future__ import annotations

import re

from oppie.model.observation import Failure

BUILD = "BuildError"
_LACKING = (
    re.compile(r"(\S+@\S+): (?:module lookup disabled|.*no such host|.*dial tcp)"),
    re.compile(
        r"missing go\.sum entry for (?:module providing package |go\.mod file of )?(\S+?);?(?: |$)"
    ),
    re.compile(r"cannot find module providing package (\S+?):? .*module lookup disabled"),
)


def lacks(failure: Failure) -> str:
    """The module that was not downloaded; empty where the source may be at fault.

    Source: the go command's own words, ``cmd/go/internal/modload`` in Go's sources.
    """
    if failure.kind != BUILD:
        return ""
    found = (pattern.search(failure.message) for pattern in _LACKING)
    return next((each[1].rstrip(";:,") for each in found if each), "")
