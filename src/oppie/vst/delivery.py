"""Give a patch to the user on a branch of its own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from oppie.errors import MachineError, ProjectError
from oppie.vst.git import Done, git

_ABSENT = "0" * 40
_QUIET = ("-c", "core.autocrlf=false", "apply", "--whitespace=nowarn")
_NOBODY = (("NAME", "oppie"), ("EMAIL", "oppie@localhost"))


def create_branch(root: Path, name: str, patch: str, message: str) -> str:
    """Commit HEAD with a patch on a new branch; the commit's id.

    Working tree, index and HEAD stay as they are.

    Raises:
        ProjectError: a bad or taken name, no commit yet, or the patch builds on changes
            that are not committed.
        MachineError: git is not installed, or cannot write.
    """
    ref = _new_ref(root, name)
    head = git(root, "rev-parse", "--verify", "-q", "HEAD^{commit}")
    if head.code:
        raise ProjectError(
            "there is no commit to branch from", where=str(root), hint="commit first"
        )
    tree = _patched_tree(root, patch)
    commit = _written(root, "commit-tree", tree, "-p", head.line, "-m", message, env=_author(root))
    made = git(root, "update-ref", "-m", f"oppie: {name}", ref, commit, _ABSENT)
    if made.code:
        hint = "choose another name"
        raise ProjectError(f"cannot make the branch: {_first(made)}", where=name, hint=hint)
    return commit


def _new_ref(root: Path, name: str) -> str:
    if git(root, "check-ref-format", "--branch", name).code:
        raise ProjectError("not a name for a branch", where=name)
    ref = f"refs/heads/{name}"
    if git(root, "show-ref", "--verify", "-q", ref).code == 0:
        raise ProjectError("the branch exists", where=name, hint="choose another name")
    return ref


def _patched_tree(root: Path, patch: str) -> str:
    with tempfile.TemporaryDirectory(prefix="oppie-index-") as folder:
        env = (("GIT_INDEX_FILE", os.path.join(folder, "index")),)  # noqa: PTH118 - a string it is
        _written(root, "read-tree", "HEAD", env=env)
        done = git(root, *_QUIET, "--cached", "-", stdin=patch.encode(), env=env)
        if patch and done.code:
            raise ProjectError(
                f"the patch does not apply to the last commit: {_first(done)}",
                where=str(root),
                hint="it builds on changes that are not committed: commit them, or use --patch",
            )
        return _written(root, "write-tree", env=env)


def _author(root: Path) -> tuple[tuple[str, str], ...]:
    """Nothing where git knows who the user is; else a name, since a commit has to have one."""
    if git(root, "var", "GIT_COMMITTER_IDENT").code == 0:
        return ()
    return tuple(
        (f"GIT_{who}_{key}", value) for who in ("AUTHOR", "COMMITTER") for key, value in _NOBODY
    )


def _written(root: Path, *words: str, env: tuple[tuple[str, str], ...] = ()) -> str:
    done = git(root, *words, env=env)
    if done.code:
        raise MachineError(f"git {words[0]} failed: {_first(done)}", where=str(root))
    return done.line


def _first(done: Done) -> str:
    return done.error.partition("\n")[0].removeprefix("error: ").removeprefix("fatal: ")
