"""Proof that a candidate's copy is what is imported, before anything is searched for."""

from __future__ import annotations

from oppie.errors import ProjectError
from oppie.model.rollout import FileState
from oppie.workflows.choose import Place
from oppie.workflows.project import Project
from oppie.workflows.search import Scope

MOST_PROBED = 20
"""Files that are changed in the probe: the most suspicious ones."""


def prove(place: Place, project: Project, scope: Scope) -> None:
    """Change the suspicious files in a copy and see that the changes are what is imported.

    Raises:
        ProjectError: something else than the copy is imported, or a module comes from the
            user's own folder.
    """
    stale = place.opened.leaks or place.session.probe(_files(project, scope))
    if stale:
        raise ProjectError(
            "a changed copy of the project is not what its tests import",
            where=", ".join(stale[:3]),
            hint="Uninstall the project from its environment, or install it with pip install -e, "
            "so that its files are imported from the folder itself.",
        )


def _files(project: Project, scope: Scope) -> tuple[FileState, ...]:
    reached = dict.fromkeys(suspicion.path for suspicion in scope.suspicions)
    probed = [path for path in reached if path.endswith(".py")][:MOST_PROBED]
    return tuple(FileState(path, project.vst.file(project.base, path)) for path in probed)
