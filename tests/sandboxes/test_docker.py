from __future__ import annotations

from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.model.project import Workspace
from oppie.model.rollout import Limits, Plan
from oppie.sandboxes import container
from oppie.sandboxes.docker import DockerSandbox, PodmanSandbox, podman_url
from oppie.sandboxes.engine import Engine

PLAN = Plan("pytest", "pytest", "python3")
WORKSPACE = Workspace(Path("/nowhere"), lambda folder: (folder / "m.py").touch(), "docker-test")


@pytest.fixture
def nothing_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/docker.sock")
    return tmp_path


@pytest.mark.usefixtures("nothing_here")
def test_an_engine_that_does_not_answer_is_told_with_a_way_to_one() -> None:
    here = DockerSandbox().available()
    assert not here.ok
    assert here.why == "Docker does not answer"
    assert "docker.io" in here.hint


@pytest.mark.usefixtures("nothing_here")
def test_opening_without_an_engine_is_the_machines_error() -> None:
    with pytest.raises(MachineError, match="Docker does not answer"):
        DockerSandbox().open(WORKSPACE, PLAN, Limits()).start()


@pytest.mark.usefixtures("nothing_here")
def test_sweeping_without_an_engine_removes_nothing() -> None:
    assert list(DockerSandbox().sweep()) == []


@pytest.mark.usefixtures("nothing_here")
def test_an_engine_that_dies_in_mid_run_is_fatal() -> None:
    gone = DockerSandbox()._containers()._diagnose("")
    assert gone.fatal
    assert "stopped answering" in gone.reason


def test_an_engine_on_another_machine_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "Engine", FarEngine)
    monkeypatch.setenv("DOCKER_HOST", "tcp://192.0.2.1:2375")
    here = DockerSandbox().available()
    assert not here.ok
    assert "another machine" in here.why


class FarEngine(Engine):
    """An engine that answers from elsewhere."""

    def __init__(self, url: str = "") -> None:
        self._url = url

    def is_near(self) -> bool:
        return False

    def close(self) -> None:
        self._url = ""


def test_podmans_service_is_found_where_it_listens(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CONTAINER_HOST", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / "podman").mkdir()
    (tmp_path / "podman" / "podman.sock").touch()
    assert podman_url() == f"unix://{tmp_path}/podman/podman.sock"
    monkeypatch.setenv("CONTAINER_HOST", "unix:///elsewhere.sock")
    assert podman_url() == "unix:///elsewhere.sock"


def test_podman_that_listens_nowhere_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oppie.sandboxes.docker.podman_url", lambda: "")
    here = PodmanSandbox().available()
    assert not here.ok
    assert "podman" in here.hint
    assert list(PodmanSandbox().sweep()) == []
