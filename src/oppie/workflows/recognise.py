"""Which types of project a folder holds, and which of them a run works with."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from oppie.errors import ProjectError
from oppie.model.project import Detection
from oppie.ports import Integration

Known = tuple[Integration, Detection]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user said that tells which type is meant.

    Attributes:
        project_type: a type's name; empty where none was named.
        test: the test command; its program belongs to a type.
        where: test ids, files and folders, relative to the project's root.
    """

    project_type: str = ""
    test: str = ""
    where: tuple[str, ...] = ()


def recognise(
    integrations: Sequence[Integration], root: Path, files: Sequence[str], wish: Wish | None = None
) -> tuple[Known, ...]:
    """Every type that is in the project, the one to work with first.

    That is the type that was named; else the one whose program the test command starts; whose
    files were named; that has tests; and of several such the one with the most source files.

    Raises:
        ProjectError: none that oppie knows, or not the one that was named.
    """
    found = [(each, each.detect(root, files)) for each in integrations]
    known = [(each, detection) for each, detection in found if detection is not None]
    wish = wish or Wish()
    if not known:
        names = ", ".join(each.name for each in integrations)
        raise ProjectError(
            "no project of a type that oppie knows was found",
            where=str(root),
            hint=f"oppie knows: {names}. Stand in the project's folder, or name it with -C.",
        )
    if wish.project_type and all(d.type != wish.project_type for _, d in known):
        types = ", ".join(detection.type for _, detection in known)
        raise ProjectError(
            f"no {wish.project_type} project is here", where=str(root), hint=f"Found: {types}."
        )
    return tuple(sorted(known, key=lambda each: _fit(each, wish, files), reverse=True))


def _fit(known: Known, wish: Wish, files: Sequence[str]) -> tuple[bool, bool, bool, bool, int]:
    integration, detection = known
    return (
        detection.type == wish.project_type,
        bool(_programs(wish.test) & integration.programs),
        any(_owns(integration, place, files) for place in wish.where),
        bool(detection.test),
        sum(map(integration.may_change, files)),
    )


def _programs(command: str) -> frozenset[str]:
    """The words of a command that may be programs, without their folders."""
    try:
        words = shlex.split(command)
    except ValueError:  # the integration tells what is wrong with it
        words = command.split()
    return frozenset(PurePosixPath(word).name for word in words)


def _owns(integration: Integration, place: str, files: Sequence[str]) -> bool:
    """Whether a file or test that was named, or one in a folder that was, is of the type."""
    path = place.partition("::")[0].rstrip("/")
    inside = (f for f in files if f == path or f.startswith(f"{path}/"))
    return any(integration.may_change(f) or integration.is_test(f) for f in inside)
