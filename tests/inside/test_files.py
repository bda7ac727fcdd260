from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oppie.inside.files import Workspace
from oppie.inside.messages import File

PATHS = st.sampled_from(["a.py", "b.py", "d/a.py", "d/e/x.txt"])
STATES = st.dictionaries(PATHS, st.one_of(st.none(), st.binary(max_size=4)), max_size=4)


def seen(top: Path) -> dict[str, bytes]:
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in top.rglob("*")
        if path.is_file()
    }


@settings(deadline=None)  # disks are slow at times
@given(STATES, st.lists(STATES, max_size=4))
def test_a_state_is_the_base_with_its_files(
    base: dict[str, bytes | None], states: list[dict[str, bytes | None]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        workspace = Workspace(str(top))
        Workspace(str(top)).apply(File(path, content) for path, content in base.items())
        for state in [*states, {}]:
            workspace.apply(File(path, content) for path, content in state.items())
            wanted = {**base, **state}
            assert seen(top) == {p: text for p, text in wanted.items() if text is not None}


def test_each_write_has_a_time_of_its_own(tmp_path: Path) -> None:
    workspace = Workspace(str(tmp_path))
    times = set()
    for content in (b"1", b"2", b"3"):
        workspace.apply([File("a.py", content)])
        times.add(int((tmp_path / "a.py").stat().st_mtime))
    assert len(times) == 3


def test_a_hard_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "users.py").write_text("old")
    top = tmp_path / "work"
    top.mkdir()
    os.link(tmp_path / "users.py", top / "a.py")
    Workspace(str(top)).apply([File("a.py", b"new")])
    assert (tmp_path / "users.py").read_text() == "old"
    assert (top / "a.py").read_text() == "new"


def test_modes_and_links(tmp_path: Path) -> None:
    workspace = Workspace(str(tmp_path))
    workspace.apply([File("run", b"#!", 0o100755), File("link", b"run", 0o120000)])
    assert os.access(tmp_path / "run", os.X_OK)
    assert (tmp_path / "link").readlink() == Path("run")
    workspace.apply([])
    assert seen(tmp_path) == {}
    assert not (tmp_path / "link").is_symlink()


def test_a_link_is_put_back_as_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("a")
    (tmp_path / "link").symlink_to("a.py")
    workspace = Workspace(str(tmp_path))
    workspace.apply([File("link", b"plain")])
    assert (tmp_path / "a.py").read_text() == "a"
    workspace.apply([])
    assert (tmp_path / "link").readlink() == Path("a.py")


@pytest.mark.parametrize("path", ["../out.py", "/out.py", "d/../../out.py", ""])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not inside the workspace"):
        Workspace(str(tmp_path / "work")).apply([File(path, b"")])


def test_changed_tells_what_differs(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"1")
    workspace = Workspace(str(tmp_path))
    workspace.apply([File("a.py", b"1"), File("b.py", b"2")])
    assert workspace.changed() == ("b.py",)
    assert workspace.reshaped()
    assert workspace.written() == {str(tmp_path / "b.py")}
    workspace.apply([File("a.py", b"2")])
    assert not workspace.reshaped()
    workspace.apply([File("a.py", None)])
    assert workspace.reshaped()
