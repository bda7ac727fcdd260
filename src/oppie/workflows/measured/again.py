"""A confirmation made once more, for a patch that is stored."""

from __future__ import annotations

from random import Random

from oppie.model.change import Digest
from oppie.model.comparison import Comparison
from oppie.ports import Session
from oppie.workflows.desk import Desk
from oppie.workflows.measured.bench import benchmark_of, opened
from oppie.workflows.measured.confirm import Confirmer
from oppie.workflows.project import Project


def confirmed_again(
    desk: Desk, project: Project, session: Session, snapshot: Digest
) -> Comparison | None:
    """New pairs of the base and a version; None where they could not be made.

    Raises:
        ProjectError: the benchmark does not run any more.
    """
    opening = opened(desk, benchmark_of(desk, project), session, desk.workshop.measuring())
    random = Random(desk.request.seed)
    confirmer = Confirmer(desk, project.vst, project.base, opening, session, random)
    return confirmer.confirm(snapshot)
