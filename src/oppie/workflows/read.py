"""Read the user's folder: a Snapshot of its files, the Environment beside it, what it is."""

from __future__ import annotations

from collections.abc import Sequence

from oppie.model.change import Digest
from oppie.ports import Integration
from oppie.store.runs import StoredRun
from oppie.vst.environment import environment_of
from oppie.vst.vst import Vst
from oppie.vst.worktree import Worktree, find_root, read
from oppie.workflows.desk import Desk
from oppie.workflows.project import Project, relative
from oppie.workflows.recognise import Wish, recognise


def read_project(desk: Desk, vst: Vst, earlier: StoredRun | None) -> Project:
    """The project of a run; a resumed run works on the Snapshot that it began with.

    Raises:
        ProjectError: no project of a type that oppie knows.
        IntegrityError: the Snapshot of a resumed run is damaged.
    """
    root = find_root(desk.request.folder)
    where = relative(desk.request.where, desk.request.folder, root.folder)
    tree = read(vst, root)
    desk.note(*tree.notes)
    base = _base(vst, tree, earlier)
    wish = Wish(desk.request.project_type, desk.request.test, where)
    project, notes = project_of(desk.workshop.integrations, vst, tree, base, wish)
    desk.note(*notes)
    return project


def project_of(
    integrations: Sequence[Integration],
    vst: Vst,
    tree: Worktree,
    base: Digest,
    wish: Wish | None = None,
) -> tuple[Project, tuple[str, ...]]:
    """What the files of ``base`` are, and notes for the user.

    Raises:
        ProjectError: no project of a type that oppie knows, or not of the one wished for.
    """
    files = vst.files(base)
    known = recognise(integrations, tree.root.folder, files, wish)
    environment = environment_of(tree, vst, base)
    project = Project(
        where=tree.root,
        vst=vst,
        base=base,
        files=files,
        integration=known[0][0],
        types=tuple(detection.type for _, detection in known),
        detection=known[0][1],
        populate=environment.populate,
        environment=environment.fingerprint,
        outside=environment.outside,
    )
    return project, environment.notes


def _base(vst: Vst, tree: Worktree, earlier: StoredRun | None) -> Digest:
    if earlier is not None and earlier.base:
        vst.load(earlier.base)
        return earlier.base
    vst.persist()
    return tree.snapshot
