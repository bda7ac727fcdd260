"""A patch reaches the user: in the working tree, on a branch, in a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from oppie.errors import MachineError, ProjectError
from oppie.model.change import Digest
from oppie.model.verdict import Verdict
from oppie.store.objects import StoredObjects
from oppie.vst.delivery import create_branch
from oppie.vst.exact import apply_exactly
from oppie.vst.vst import Vst
from oppie.vst.worktree import Root, find_root, read
from oppie.workflows.request import Delivery
from oppie.workflows.runs import chosen, journal
from oppie.workflows.show import result

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A patch with what it is a patch of.

    Attributes:
        base, child: the Snapshots before and after.
    """

    root: Root
    vst: Vst
    base: Digest
    child: Digest
    verdict: Verdict


def deliver(parcel: Parcel, how: Delivery, folder: Path) -> tuple[str, ...]:
    """Hand a patch over as the user asked; what was done, one line each.

    Args:
        parcel: the patch; an empty one is not delivered.
        how: what the user asked for.
        folder: where the user stands; a file's name is relative to it.

    Raises:
        ProjectError: the files are no longer as the patch expects them, a branch is taken.
        MachineError: git is missing, or the disk refuses.
    """
    patch, run = parcel.verdict.patch, parcel.verdict.run
    if not patch:
        return ()
    done = []
    if how.patch:
        done.append(_write(folder / how.patch, patch))
    if how.branch:
        done.append(_branch(parcel, f"oppie/{run}" if how.branch == AUTO else how.branch))
    if how.apply:
        _apply(parcel)
        done.append("The working tree has the patch.")
    return tuple(done)


def apply(folder: Path, name: str = "") -> Verdict:
    """Change the working tree as a stored run found best; all of it, or nothing.

    Raises:
        UsageError: there is no such run, or it has not come to a result.
        ProjectError: the files have changed since, where the patch changes them.
        IntegrityError: the run's Snapshots are damaged.
    """
    with journal(folder) as opened:
        run = chosen(opened, name)
        verdict = result(opened, run)
        child = Digest(verdict.snapshot or run.base)
    root = find_root(folder)
    objects = StoredObjects(root.folder)
    try:
        parcel = Parcel(root, Vst(objects), run.base, child, verdict)
        deliver(parcel, Delivery(apply=True), folder)
    finally:
        objects.close()
    return verdict


def _apply(parcel: Parcel) -> None:
    """Three-way, so that what the user changed meanwhile stays; all of it, or nothing."""
    root, vst = parcel.root, parcel.vst
    ours = read(vst, root).snapshot
    merged = vst.merge(parcel.base, ours, parcel.child)
    if merged.conflicts:
        places = ", ".join(f"{each.path} ({each.why})" for each in merged.conflicts)
        raise ProjectError(
            "changed since the run began where the patch changes it too",
            where=places,
            hint="Undo that, or run again. `oppie show --diff` prints the patch.",
        )
    apply_exactly(root.folder, vst, ours, merged.snapshot)


def _branch(parcel: Parcel, name: str) -> str:
    if not parcel.root.git:
        raise ProjectError(
            "there can be no branch without git",
            where=str(parcel.root.folder),
            hint="Take the patch with --patch=FILE, or into the files with --apply.",
        )
    verdict = parcel.verdict
    create_branch(
        parcel.root.folder, name, verdict.patch, f"{verdict.summary}\n\nRun {verdict.run}"
    )
    return f"The branch {name} has the patch."


def _write(file: Path, patch: str) -> str:
    try:
        file.write_text(patch, encoding="utf-8", errors="surrogateescape", newline="")
    except OSError as error:
        hint = "Name a file in a folder that is there and can be written."
        raise MachineError(
            f"cannot write the patch: {error.strerror}", where=str(file), hint=hint
        ) from error
    return f"{file} has the patch."
