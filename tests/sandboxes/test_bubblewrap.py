from __future__ import annotations

from pathlib import Path

import pytest

from oppie.sandboxes import bubblewrap
from oppie.sandboxes.bubblewrap import wrapped


def words(needed: list[str]) -> str:
    return " ".join(wrapped(("python3", "x"), Path("/copies/one"), needed))


def test_only_the_copy_can_be_written() -> None:
    line = words([])
    assert "--bind /copies/one /copies/one -- python3 x" in line
    assert "--ro-bind / /" in line
    assert line.count("--bind") == 1


@pytest.mark.parametrize(
    "option", ["--unshare-all", "--die-with-parent", "--as-pid-1", "--cap-drop ALL", "--proc /proc"]
)
def test_it_is_cut_off(option: str) -> None:
    assert option in words([])


def test_what_the_plan_needs_of_a_hidden_folder_is_shown_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = tmp_path / "hidden"
    (hidden / "venv" / "bin").mkdir(parents=True)
    (hidden / "secret").mkdir()
    monkeypatch.setattr(bubblewrap, "_HIDDEN", (str(hidden),))
    line = words([str(hidden / "venv" / "bin" / "python"), "/usr/bin"])
    assert f"--tmpfs {hidden} --ro-bind {hidden}/venv {hidden}/venv" in line
    assert "secret" not in line
    assert "/usr/bin" not in line


def test_what_is_reached_through_a_link_is_shown_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = tmp_path / "hidden"
    (hidden / "real").mkdir(parents=True)
    (hidden / "real" / "python").write_text("")
    link = tmp_path / "python"
    link.symlink_to(hidden / "real" / "python")
    monkeypatch.setattr(bubblewrap, "_HIDDEN", (str(hidden),))
    assert f"--ro-bind {hidden}/real {hidden}/real" in words([str(link)])


def test_what_is_not_there_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "_HIDDEN", (str(tmp_path),))
    assert "gone" not in words([str(tmp_path / "gone" / "python"), ""])


def test_without_the_program_it_does_not_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert not bubblewrap.works.__wrapped__()


def test_a_program_that_may_not_does_not_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = tmp_path / "bwrap"
    refusing.write_text("#!/bin/sh\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert not bubblewrap.works.__wrapped__()
