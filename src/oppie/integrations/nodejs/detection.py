"""Whether there is a Node.js project, and where it begins."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from oppie.integrations.nodejs import discovery, package
from oppie.integrations.nodejs.roles import SOURCE, may_change
from oppie.integrations.reading import Folder
from oppie.model.project import Detection

NAME = "nodejs"


def detect(top: Folder) -> Detection | None:
    """Recognise a project by its ``package.json``, or by JavaScript files with tests."""
    folder, marker = _begins(top.files)
    here = top.under(folder)
    found = discovery.test(here)
    source = any(map(SOURCE.fullmatch, here.files))
    if not source or not (marker or found.command):
        return None
    why = marker or "JavaScript files with tests"
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

    A single package in a folder is that folder; several are one workspace, at the top.
    """
    paths = [path for path in map(PurePosixPath, files) if path.name == package.FILE]
    if any(len(path.parts) == 1 for path in paths):
        return "", package.FILE
    own = [path for path in paths if may_change(str(path.with_name("module.js")))]
    if len(own) == 1:
        return str(own[0].parent), str(own[0])
    return "", str(own[0]) if own else ""
