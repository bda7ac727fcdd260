"""Proof that a candidate's copy is what is imported, before anything is searched for."""

from __future__ import annotations

from oppie.errors import ProjectError
from oppie.model.rollout import FileState
from oppie.workflows.choose import Place
from oppie.workflows.hunt import Hunt
from oppie.workflows.project import Project

MOST_PROBED = 20
"""Files that are changed in the probe: the most suspicious ones."""


def prove(place: Place, project: Project, hunt: Hunt) -> None:
    """Change files in a copy and see that the changes are what is imported.

    Where lines of a source in the copy were seen to be executed, the copy is what is imported,
    and needs no further proof.

    Raises:
        ProjectError: something else than the copy is imported, or a module comes from the
            user's own folder.
    """
    stale = place.opened.leaks or _stale(place, project, hunt)
    if stale:
        raise ProjectError(
            "a changed copy of the project is not what its tests import",
            where=", ".join(stale[:3]),
            hint="Uninstall the project from its environment, or install it with pip install -e, "
            "so that its files are imported from the folder itself.",
        )


def _stale(place: Place, project: Project, hunt: Hunt) -> tuple[str, ...]:
    seen = {path for trace in hunt.baseline.traces for path in trace.lines}
    python = [path for path in hunt.scope.sources if path.endswith(".py")]
    probed = [] if seen.intersection(python) else python[:MOST_PROBED]
    files = [FileState(path, project.vst.file(project.base, path)) for path in probed]
    return place.session.probe(files) if files else ()
