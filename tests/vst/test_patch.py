"""Patches: the format, and that the real ``git apply`` turns the base into the child."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oppie.model.change import Digest
from oppie.model.rollout import FileState
from oppie.vst.objects import MemoryObjects
from oppie.vst.patch import quoted, unified
from oppie.vst.tree import EXECUTABLE, FILE, SYMLINK
from oppie.vst.vst import Vst
from oppie.vst.worktree import Root, read

LINES = st.lists(
    st.sampled_from([b"a\n", b"b\n", b"\n", b" \n", b"- c\r\n", b"\xc3\xa4\n", b"x", b"\\ no\n"]),
    max_size=14,
).map(b"".join)
CONTENTS = st.one_of(LINES, st.binary(max_size=80), st.just(b"\xe9t\xe9\n"))
NAMES = st.sampled_from(["a", "b b", "c.py", "ä", 'q"\\\t', "l\n", "x\udcff", "d b", " s "])
PATHS = st.lists(NAMES, min_size=1, max_size=2).map("/".join)
LINK_PATHS = st.sampled_from(["a link", "b b/link"])
FILES = st.tuples(CONTENTS, st.sampled_from([FILE, FILE, EXECUTABLE]))
LINKS = st.tuples(st.sampled_from([b"a", b"b b"]), st.just(SYMLINK))
Workspace = dict[str, tuple[bytes, int]]


def without_paths_through_files(files: Workspace) -> Workspace:
    folders = {path.partition("/")[0] for path in files if "/" in path}
    return {path: state for path, state in files.items() if path not in folders}


WORKSPACES = st.builds(
    lambda files, links: without_paths_through_files({**files, **links}),
    st.dictionaries(PATHS, FILES, max_size=5),
    st.dictionaries(LINK_PATHS, FILES | LINKS, max_size=1),
)


def commit(vst: Vst, files: Workspace) -> Digest:
    return vst.snapshot(FileState(path, *state) for path, state in files.items())


def git(folder: Path, *words: str, stdin: bytes = b"") -> str:
    done = subprocess.run(
        ["git", *words], cwd=folder, input=stdin, capture_output=True, check=False
    )
    return os.fsdecode(done.stderr)


def applied(vst: Vst, base: Digest, patch: str, folder: Path) -> tuple[str, Digest]:
    vst.checkout(base, folder)
    git(folder, "init", "-q")
    complaint = git(folder, "apply", "--whitespace=nowarn", stdin=patch.encode()) if patch else ""
    return complaint, read(vst, Root(folder, git=False)).snapshot


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(base=WORKSPACES, child=WORKSPACES)
def test_git_apply_gives_the_child(
    tmp_path_factory: pytest.TempPathFactory, base: Workspace, child: Workspace
) -> None:
    vst = Vst(MemoryObjects())
    before, after = commit(vst, base), commit(vst, child)

    patch = unified(vst, before, after)

    complaint, got = applied(vst, before, patch, tmp_path_factory.mktemp("tree"))
    assert (complaint, vst.diff(after, got)) == ("", ())
    assert os.fsencode(patch).decode() == patch


def patch_of(before: Workspace, after: Workspace) -> str:
    vst = Vst(MemoryObjects())
    return unified(vst, commit(vst, before), commit(vst, after))


def test_equal_snapshots_differ_by_nothing() -> None:
    assert patch_of({"a": (b"x\n", FILE)}, {"a": (b"x\n", FILE)}) == ""


def test_reads_as_git_writes_it() -> None:
    old = b"".join(b"%d\n" % n for n in range(1, 30))
    new = old.replace(b"5\n", b"five\n", 1).replace(b"24\n", b"")

    assert patch_of({"m.py": (old, FILE)}, {"m.py": (new, FILE)}) == (
        "diff --git a/m.py b/m.py\n"
        "--- a/m.py\n"
        "+++ b/m.py\n"
        "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
        "@@ -21,7 +21,6 @@\n 21\n 22\n 23\n-24\n 25\n 26\n 27\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ({}, {"n": (b"x\n", FILE)}, "new file mode 100644\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@"),
        ({"n": (b"x", FILE)}, {}, "-x\n\\ No newline at end of file\n"),
        (
            {"n": (b"x", FILE)},
            {},
            "deleted file mode 100644\n--- a/n\n+++ /dev/null\n@@ -1 +0,0 @@",
        ),
        ({}, {"n": (b"", EXECUTABLE)}, "diff --git a/n b/n\nnew file mode 100755\n"),
        ({"n": (b"", FILE)}, {"n": (b"", EXECUTABLE)}, "old mode 100644\nnew mode 100755\n"),
        ({"n": (b"x", FILE)}, {"n": (b"a", SYMLINK)}, "new file mode 120000\n"),
        ({"n": (b"\0", FILE)}, {"n": (b"\0\1", FILE)}, "GIT binary patch\nliteral 2\n"),
        ({"n": (b"\xe9", FILE)}, {"n": (b"e", FILE)}, "GIT binary patch\nliteral 1\n"),
    ],
)
def test_tells_what_kind_of_change_it_is(before: Workspace, after: Workspace, shown: str) -> None:
    assert shown in patch_of(before, after)


def test_text_beside_bytes_that_are_none_stays_readable() -> None:
    old = b"caf\xe9\n" + b"\n" * 20 + b"x = 1\n"

    patch = patch_of({"m": (old, FILE)}, {"m": (old.replace(b"1", b"2"), FILE)})

    assert "-x = 1\n+x = 2\n" in patch


def test_changes_far_apart_in_a_large_file_are_small_in_the_patch() -> None:
    old = b"".join(b"line %d\n" % n for n in range(20_000))
    new = old.replace(b"line 9999\n", b"line\n")

    assert len(patch_of({"m": (old, FILE)}, {"m": (new, FILE)}).splitlines()) == 12


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("src/a.py", "src/a.py"),
        ("a b", '"a b"'),
        ("ä", '"\\303\\244"'),
        ("\udcff", '"\\377"'),
        ('"\\', '"\\"\\\\"'),
        ("\a\b\t\n\v\f\r\x7f", '"\\a\\b\\t\\n\\v\\f\\r\\177"'),
    ],
)
def test_quotes_names_as_git_does(name: str, written: str) -> None:
    assert quoted(name) == written
