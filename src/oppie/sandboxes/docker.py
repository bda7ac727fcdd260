"""The Docker sandbox, and Podman through the same door: hardened containers of a local image."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from oppie.inside.packing import zip_bytes
from oppie.model.project import Availability, Workspace
from oppie.model.rollout import Limits, Plan
from oppie.sandboxes.containment import Containment
from oppie.sandboxes.session import RunnerSession

if TYPE_CHECKING:
    from oppie.sandboxes.container import Containers

BASE_IMAGE = "oppie/base:latest"


class DockerSandbox:
    """Runs in containers of the Docker engine that the command line would take.

    Args:
        image: a local image that has the project's interpreter; nothing is ever pulled.
        runtime: the engine's name of a runtime; empty is its default.
        network: the engine's name of a network.
        cpus: processors' worth of time for each container.
        runner: makes the program that speaks ``docs/runner.md``.
    """

    name: str = "docker"
    engine: str = "Docker"
    start_hint: str = (
        "start it (systemctl start docker, or Docker Desktop), or install it "
        "(apt-get install docker.io); may this user use it?"
    )

    def __init__(
        self,
        *,
        image: str = "",
        runtime: str = "",
        network: str = "none",
        cpus: float = 1.0,
        runner: Callable[[], bytes] = zip_bytes,
    ) -> None:
        self._containment = Containment(
            engine=self.engine,
            url=self._url(),
            image=image or BASE_IMAGE,
            runtime=runtime,
            network=network,
            cpus=cpus,
            start_hint=self.start_hint,
        )
        self._zip = runner

    def available(self) -> Availability:
        """Whether an engine answers and the image is there."""
        if not self._sockets():
            why = f"no socket of {self.engine} is here"
            return Availability(ok=False, why=why, hint=self.start_hint)
        return self._containers().available()

    def fingerprint(self) -> str:
        """The image's id, and the runtime."""
        return f"{self._containers().fingerprint()} {self._containment.runtime}"

    def open(self, workspace: Workspace, plan: Plan, limits: Limits) -> RunnerSession:
        """A Session on a fresh copy, not started yet."""
        connect = partial(self._containers().connect, workspace, plan, limits)
        return RunnerSession(connect, plan, limits)

    def sweep(self) -> Iterable[str]:
        """Remove containers of dead runs."""
        return self._containers().sweep() if self._sockets() else ()

    def _containers(self) -> Containers:
        from oppie.sandboxes.container import Containers  # noqa: PLC0415 - docker-py costs 0.1 s

        return Containers(self._containment, self._zip)

    def _url(self) -> str:
        return ""

    def _sockets(self) -> bool:
        """Whether an engine may be here: asking the files first costs nothing."""
        said = os.environ.get("DOCKER_HOST") or os.environ.get("DOCKER_CONTEXT")
        home = Path.home() / ".docker"
        known = (Path("/var/run/docker.sock"), home / "config.json", home / "run" / "docker.sock")
        return bool(said) or any(path.exists() for path in known)


class PodmanSandbox(DockerSandbox):
    """Runs in containers of Podman, through its service that speaks Docker's API."""

    name = "podman"
    engine = "Podman"
    start_hint = (
        "start its service: systemctl --user start podman.socket (or podman system service)"
    )

    def _sockets(self) -> bool:
        return bool(podman_url())

    def _url(self) -> str:
        return podman_url()


def podman_url() -> str:
    """Where Podman's service listens: ``CONTAINER_HOST``, the user's, the system's, or nowhere."""
    said = os.environ.get("CONTAINER_HOST", "")
    if said:
        return said
    places = (
        Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"),
        Path("/run"),
    )
    sockets = [place / "podman" / "podman.sock" for place in places]
    return next((f"unix://{path}" for path in sockets if path.exists()), "")
