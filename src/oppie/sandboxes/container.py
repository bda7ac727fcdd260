"""Sessions in containers: the copy, the hardened container around it, the stream to it."""

from __future__ import annotations

import os
import platform
import shlex
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

from oppie.errors import MachineError
from oppie.model.project import Availability, Workspace
from oppie.model.rollout import Limits, Plan
from oppie.sandboxes.channel import Channel, GoneError
from oppie.sandboxes.containment import Containment
from oppie.sandboxes.copies import Copy, alive
from oppie.sandboxes.engine import Container, Engine, EngineError
from oppie.sandboxes.environment import FIXED, private
from oppie.sandboxes.streams import StreamChannel

RUN = "oppie.run"
RUNNER = "runner.zip"
_HOST = "oppie.host"
_FOLDER = "oppie.folder"
_SHARED = "/oppie"
_RUNNER = f"{_SHARED}/runner.zip"
_OWN = "/copy"
_WORK = f"{_OWN}/work"
_HOME = f"{_OWN}/home"
_TMP = "/tmp"  # noqa: S108 - inside, where it is the container's own
_OURS = "oppie: "
_TOO_LARGE = "the project does not fit into half of the container's memory; set sandbox.memory"
_UNLIMITED = 4 << 30


class Containers:
    """Sessions of one engine and one image.

    Args:
        held: the engine, the image, and how containers are held.
        runner: makes the program that speaks ``docs/runner.md``.
    """

    def __init__(self, held: Containment, runner: Callable[[], bytes]) -> None:
        self._held = held
        self._zip = runner

    def available(self) -> Availability:
        """Whether the engine answers and the image is there."""
        held = self._held
        try:
            with closing(Engine(held.url)) as engine:
                if not engine.is_near():
                    why = f"{held.engine} is on another machine, which cannot see copies made here"
                    return Availability(ok=False, why=why, hint="use an engine on this machine")
                if engine.image_id(held.image):
                    why = f"{held.engine} {engine.describe()} with {held.image}"
                    return Availability(ok=True, why=why)
        except EngineError:
            why = f"{held.engine} does not answer"
            return Availability(ok=False, why=why, hint=held.start_hint)
        return Availability(
            ok=False,
            why=f"{held.engine} answers, but the image {held.image} is not there",
            hint=f"make one with scripts/base-image --engine={held.engine.lower()}, "
            "or name a local one with --image",
        )

    def fingerprint(self) -> str:
        """The image's id; empty when no engine answers."""
        try:
            with closing(Engine(self._held.url)) as engine:
                return engine.image_id(self._held.image)
        except EngineError:
            return ""

    def connect(self, workspace: Workspace, plan: Plan, limits: Limits) -> Channel:
        """A runner in a new container with a fresh copy. Raises MachineError."""
        with ExitStack() as undo:
            copy = Copy(workspace.label)
            undo.callback(copy.remove)
            copy.fill(workspace)
            _open_to_all(copy.work, copy.write(RUNNER, self._zip()))
            engine = self._engine()
            undo.callback(engine.close)
            container = _container(self._held, plan, limits, copy, workspace.label)
            number, stream = self._started(engine, container)
            undo.callback(engine.remove, number)
            end = undo.pop_all().close
        return StreamChannel(stream, self._diagnose, end)

    def sweep(self) -> Iterator[str]:
        """Remove containers whose owner is dead; nothing where no engine answers."""
        try:
            with closing(Engine(self._held.url)) as engine:
                for number, labels in engine.labelled(RUN):
                    if labels.get(_HOST) == host() and not alive(Path(labels.get(_FOLDER, ""))):
                        engine.remove(number)
                        yield f"removed the container {number[:12]} of run {labels[RUN]}"
        except EngineError:
            return

    def _engine(self) -> Engine:
        held = self._held
        try:
            return Engine(held.url)
        except EngineError as error:
            raise MachineError(
                f"{held.engine} does not answer", where=str(error), hint=held.start_hint
            ) from error

    def _started(self, engine: Engine, container: Container) -> tuple[str, socket.socket]:
        try:
            return engine.start(container)
        except EngineError as error:
            raise MachineError(
                f"{self._held.engine} did not start a container: {error}", where=container.image
            ) from error

    def _diagnose(self, said: str) -> GoneError:
        """Why a stream ended: the engine, or the container in it."""
        try:
            with closing(Engine(self._held.url)):
                pass
        except EngineError:
            return GoneError(f"{self._held.engine} stopped answering", fatal=True)
        if said.startswith(_OURS):
            return GoneError(said.removeprefix(_OURS), fatal=True)
        return GoneError(f"the container ended{': ' if said else ''}{said}")


def host() -> str:
    """A name of this machine that outlives a restart: containers of others are not ours."""
    try:
        return Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except OSError:
        return platform.node()


def _container(held: Containment, plan: Plan, limits: Limits, copy: Copy, label: str) -> Container:
    # The runner is the first process of the container: nothing inside can kill or stop it, it
    # keeps each rollout's time, and when it ends, at the latest with its input, all ends with it.
    memory = limits.memory_bytes or _UNLIMITED
    python = shlex.quote(plan.python)
    script = (
        f"command -v {python} >/dev/null || {_give_up(f'{held.image} has no {plan.python}')}; "
        f"mkdir {_HOME} && cp -a {_SHARED}/work {_OWN}/ || {_give_up(_TOO_LARGE)}; "
        f"cd {_WORK} && exec {python} {_RUNNER} {_WORK}"
    )
    environment = dict(FIXED) | private(Path(_HOME), Path(_TMP)) | dict(plan.env)
    return Container(
        image=held.image,
        command=("sh", "-c", script),
        environment=tuple(environment.items()),
        shared=((str(copy.work), f"{_SHARED}/work"), (str(copy.folder / RUNNER), _RUNNER)),
        writable=((_OWN, memory // 2), (_TMP, memory // 4)),
        labels=((RUN, label), (_HOST, host()), (_FOLDER, str(copy.folder))),
        memory_bytes=limits.memory_bytes,
        processes=limits.processes,
        cpus=held.cpus,
        network=held.network,
        runtime=held.runtime,
    )


def _give_up(why: str) -> str:
    """Shell words that end a container which could serve nobody."""
    return f"{{ echo {shlex.quote(_OURS + why)} >&2; exit 1; }}"


def _open_to_all(work: Path, runner: Path) -> None:
    """Let the user inside, who is nobody, read what the user here can; the way in stays shut."""
    _open(runner)
    for path, _, names in os.walk(work):
        for each in (Path(path), *(Path(path, name) for name in names)):
            _open(each)


def _open(path: Path) -> None:
    mode = path.lstat().st_mode
    readable = mode | (mode & 0o500) >> 3 | (mode & 0o500) >> 6
    if readable != mode and not path.is_symlink():
        path.chmod(readable)
