"""Whether there is a Python project, and where it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from oppie.integrations.python import discovery
from oppie.integrations.python.roles import may_change
from oppie.integrations.reading import Folder
from oppie.model.project import Detection

NAME = "python"

MARKER = re.compile(
    r"pyproject\.toml|setup\.(py|cfg)|[^/]*requirements[^/]*\.(txt|in)|tox\.(ini|toml)"
    r"|\.?pytest\.(ini|toml)|noxfile\.py|Pipfile"
)


def detect(top: Folder) -> Detection | None:
    """Recognise a project by its settings, or by Python files with tests."""
    folder, marker = _begins(top.files)
    here = top.under(folder)
    found = discovery.test(here)
    if not marker and not (found.command and any(f.endswith(".py") for f in top.files)):
        return None
    why = marker or "Python files with tests"
    return Detection(
        type=NAME,
        folder=folder,
        test=found.command,
        bench=discovery.bench(here),
        lint=discovery.lint(here),
        why=f"{why}; tests by {found.why}" if found.why else why,
    )


def _begins(files: Sequence[str]) -> tuple[str, str]:
    """The project's folder and the file it was recognised by; both empty where none was found.

    A single project in a folder is that folder; several are one project, at the top.
    """
    paths = [path for path in map(PurePosixPath, files) if MARKER.fullmatch(path.name)]
    at_top = [path for path in paths if len(path.parts) == 1]
    if at_top:
        return "", at_top[0].name
    own = [path for path in paths if may_change(str(path.with_name("module.py")))]
    folders = {str(path.parent) for path in own}
    tops = {f for f in folders if not any(f.startswith(f"{other}/") for other in folders)}
    if len(tops) == 1:
        folder = tops.pop()
        return folder, str(next(path for path in own if str(path.parent) == folder))
    return "", str(own[0]) if own else ""
