"""A container engine that speaks Docker's API: the only place that talks to docker-py.

One :class:`Engine` serves one thread at a time, since docker-py's client is not made for more.
"""

from __future__ import annotations

import os
import resource
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import docker
from docker.context import ContextAPI
from docker.errors import DockerException, NotFound
from docker.types import LogConfig, Mount, Ulimit
from docker.utils import kwargs_from_env

_TIMEOUT_S = 20
_NEAR = ("http+docker://local", "http://localhost:", "http://127.0.0.1:")
_FILES_AND_TASKS = 1 << 15  # tasks of one user are counted over all containers together
_UNIX = "unix://"
_NOBODY = "65534:65534"


class EngineError(Exception):
    """The engine does not answer, or refuses; the text says which, in one line."""


@dataclass(frozen=True, slots=True)
class Container:
    """A hardened container: what is in it, what it may use.

    Attributes:
        image: name of a local image.
        command: the whole command; the image's own entry point is not used.
        environment: all variables beyond the image's.
        shared: absolute paths of this machine, with what they are inside; read-only.
        writable: paths that are file systems in memory, with their sizes in bytes.
        labels: for finding it again.
        memory_bytes, processes: 0 is no limit.
        cpus: processors' worth of time.
        network, runtime: the engine's names; an empty runtime is the engine's default.
    """

    image: str
    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...]
    shared: tuple[tuple[str, str], ...]
    writable: tuple[tuple[str, int], ...]
    labels: tuple[tuple[str, str], ...]
    memory_bytes: int
    processes: int
    cpus: float
    network: str = "none"
    runtime: str = ""


class Engine:
    """A connection to an engine.

    Args:
        url: of its socket; empty takes ``DOCKER_HOST``, then the command line's context.
    """

    def __init__(self, url: str = "") -> None:
        """Raises EngineError when nothing answers."""
        with _talking():
            place = {"base_url": url} if url else _usual_place()
            _knock(place.get("base_url", ""))
            self._client = docker.DockerClient(timeout=_TIMEOUT_S, **place)
            self._info = self._client.info()

    def describe(self) -> str:
        """The engine's version, for a person."""
        return str(self._info.get("ServerVersion", "of an unknown version"))

    def image_id(self, image: str) -> str:
        """The id of a local image, empty where it is not there. Raises EngineError."""
        with _talking():
            try:
                return str(self._client.images.get(image).id)
            except NotFound:
                return ""

    def start(self, container: Container) -> tuple[str, socket.socket]:
        """Start it; its id, and the socket of its streams, ours. Raises EngineError."""
        api = self._client.api
        with _talking():
            made = api.create_container(
                container.image,
                entrypoint=list(container.command),
                user=_NOBODY,
                environment=dict(container.environment),
                stdin_open=True,
                labels=dict(container.labels),
                host_config=self._host_config(container),
            )
            number = str(made["Id"])
            try:
                streams = api.attach_socket(
                    number, params={"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
                )
                api.start(number)
            except (DockerException, OSError):
                self.remove(number)
                raise
        return number, _own(streams)

    def remove(self, number: str) -> None:
        """Kill and remove a container that may be gone already, with an engine that may be."""
        try:
            self._client.api.remove_container(number, force=True, v=True)
        except (DockerException, OSError):
            return

    def is_near(self) -> bool:
        """Whether it is on this machine, so that it sees this machine's files."""
        return self._client.api.base_url.startswith(_NEAR)

    def labelled(self, label: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Ids and labels of the containers with a label, those that ended too."""
        with _talking():
            found = self._client.api.containers(all=True, filters={"label": label})
        for each in found:
            yield str(each["Id"]), each["Labels"]

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _host_config(self, container: Container) -> Mapping[str, object]:
        memory = container.memory_bytes or None
        config: Mapping[str, object] = self._client.api.create_host_config(
            auto_remove=True,
            network_mode=container.network,
            read_only=True,
            cap_drop=["ALL"],
            security_opt=self._security(),
            mem_limit=memory,
            memswap_limit=memory,
            nano_cpus=int(min(container.cpus, self._processors()) * 1e9),
            pids_limit=container.processes or None,
            runtime=container.runtime or None,
            log_config=LogConfig(type="none"),  # output is bounded: nothing of it goes to the disk
            ulimits=[
                _bound("nofile", resource.RLIMIT_NOFILE),
                _bound("nproc", resource.RLIMIT_NPROC),
            ],
            tmpfs={path: _memory(size) for path, size in container.writable},
            mounts=[
                Mount(inside, here, type="bind", read_only=True)
                for here, inside in container.shared
            ],
        )
        return config

    def _security(self) -> list[str]:
        """With SELinux a folder of ours cannot be read under the container's own label."""
        known: Sequence[str] = self._info.get("SecurityOptions") or ()
        relabel = any("name=selinux" in option for option in known)
        return ["no-new-privileges", *(["label=disable"] if relabel else [])]

    def _processors(self) -> float:
        return float(self._info.get("NCPU") or os.cpu_count() or 1)


def _usual_place() -> Mapping[str, Any]:
    """Where the docker command line would go, with its TLS settings."""
    return kwargs_from_env() or ContextAPI.kwargs_from_context()


def _knock(url: str) -> None:
    """See whether somebody listens: docker-py leaves its socket open where nobody does."""
    if url.startswith(_UNIX):
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(_TIMEOUT_S)
            door.connect(url.removeprefix(_UNIX))


def _own(streams: Any) -> socket.socket:
    """The socket under docker-py's object, which closes it when it is collected."""
    mine: socket.socket = streams._sock.dup()  # noqa: SLF001 - the public object has no deadlines
    streams._response.close()  # noqa: SLF001 - what docker-py keeps beside it
    streams.close()
    return mine


def _bound(name: str, kind: int) -> Ulimit:
    """A stated limit, within ours: Podman's own defaults are often more than it may set."""
    _, most = resource.getrlimit(kind)
    value = _FILES_AND_TASKS if most == resource.RLIM_INFINITY else min(most, _FILES_AND_TASKS)
    return Ulimit(name=name, soft=value, hard=value)


def _memory(size: int) -> str:
    return f"rw,exec,nosuid,nodev,mode=1777,size={size}"


@contextmanager
def _talking() -> Iterator[None]:
    try:
        yield
    except (DockerException, OSError) as error:
        raise EngineError(_one_line(error)) from error


def _one_line(error: Exception) -> str:
    said = str(getattr(error, "explanation", None) or error).strip()
    return said.splitlines()[0] if said else type(error).__name__
