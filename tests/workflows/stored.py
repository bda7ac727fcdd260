"""Projects with stored runs, for the tests of what reads them."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

from oppie.store.objects import StoredObjects
from oppie.store.runs import Runs
from oppie.vst.patch import unified
from oppie.vst.vst import Vst
from oppie.vst.worktree import find_root, read
from tests.store.samples import VERDICT

BROKEN = "def larger(a, b):\n    return a < b\n"
FIXED = "def larger(a, b):\n    return a > b\n"
NOON = 1795521600.0


def git(root: Path, *words: str) -> str:
    who = ("-c", "user.name=t", "-c", "user.email=t@localhost")
    done = subprocess.run(
        ["git", *who, *words], cwd=root, check=True, capture_output=True, text=True
    )
    return done.stdout


def project(root: Path, *, with_git: bool) -> Path:
    """A folder with one broken file, committed where there is git."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "pkg").mkdir()
    (root / "pkg" / "larger.py").write_text(BROKEN)
    if with_git:
        git(root, "init", "-q", "-b", "main")
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "broken")
    return root


def solved(folder: Path, *, now: float = NOON, patched: bool = True) -> str:
    """Store a run that repaired ``folder``'s file; its id."""
    root = find_root(folder)
    objects, runs = StoredObjects(root.folder), Runs(root.folder)
    vst = Vst(objects)
    base = read(vst, root).snapshot
    (changed,) = [name for name in vst.files(base) if name.endswith("larger.py")]
    before = vst.diff(vst.snapshot(()), base)
    after = [replace(s, content=FIXED.encode()) if s.path == changed else s for s in before]
    child = vst.snapshot(after)
    vst.persist()
    journal = runs.begin("{}", "0.1", lambda: 1.5, now)
    journal.based(base, "m-0-0-0")
    patch = unified(vst, base, child) if patched else ""
    found = replace(VERDICT, run=journal.run, patch=patch, summary="< becomes >", snapshot=child)
    journal.finish(found)
    journal.close()
    runs.close()
    objects.close()
    return journal.run


def interrupted(folder: Path, now: float = NOON) -> str:
    """Store a run that was killed; its id."""
    runs = Runs(find_root(folder).folder)
    journal = runs.begin("{}", "0.1", lambda: 0.5, now)
    journal.close()
    runs.close()
    return journal.run


def failed(folder: Path, why: str) -> str:
    """Store a run that ended with an error; its id."""
    runs = Runs(find_root(folder).folder)
    journal = runs.begin("{}", "0.1", lambda: 0.5, NOON)
    journal.fail(why)
    journal.close()
    runs.close()
    return journal.run
