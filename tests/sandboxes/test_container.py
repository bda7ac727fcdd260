from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.model.change import Digest
from oppie.model.observation import InfrastructureFailure, Observation
from oppie.model.project import Workspace
from oppie.model.rollout import Limits, Plan, Rollout
from oppie.ports import Session
from oppie.sandboxes import container
from oppie.sandboxes.docker import DockerSandbox
from oppie.sandboxes.engine import Engine

RUNNER = Path(__file__).parents[1] / "data" / "echo_runner.py"
PLAN = Plan("pytest", "pytest", "python3", env=(("ASKED", "for"),))
LIMITS = Limits(memory_bytes=256 << 20, processes=64)


def _populate(folder: Path) -> None:
    (folder / "m.py").write_text("x = 1\n")
    (folder / "own.py").write_text("y = 1\n")
    (folder / "own.py").chmod(0o600)
    (folder / "link.py").symlink_to("m.py")


def box(**words: str) -> DockerSandbox:
    return DockerSandbox(runner=RUNNER.read_bytes, **words)  # type: ignore[arg-type] - strings only


def opened(sandbox: DockerSandbox, label: str = "docker-test", limits: Limits = LIMITS) -> Session:
    return sandbox.open(Workspace(Path("/nowhere"), _populate, label), PLAN, limits)


def said(session: Session, what: str) -> str:
    """How an act of the runner went."""
    seen = session.run(Rollout(Digest("k"), targets=(what,), limits=Limits(total_s=5)))
    assert isinstance(seen, Observation), seen
    failure = seen.results[0].failure
    assert failure is not None
    return failure.message


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    here = DockerSandbox().available()
    if not here.ok:
        pytest.skip(f"{here.why}: {here.hint}")
    with closing(Engine()) as client:
        yield client


@pytest.fixture(scope="module")
def session(engine: Engine) -> Iterator[Session]:
    assert engine
    made = opened(box())
    made.start()
    yield made
    made.close()


def numbers(engine: Engine, label: str) -> list[str]:
    return [
        number for number, labels in engine.labelled("oppie.run") if labels["oppie.run"] == label
    ]


@pytest.mark.engine
def test_it_runs_on_a_copy_that_nobody_can_read_and_write(session: Session) -> None:
    assert said(session, "uid") == "65534"
    assert said(session, "list") == "link.py m.py own.py"
    assert said(session, "read own.py") == "y = 1\n"
    assert said(session, "write new.py") == "written"
    assert said(session, "read link.py") == "x = 1\n"


@pytest.mark.engine
@pytest.mark.parametrize("place", ["/etc/x", "/usr/bin/x", "/oppie/work/m.py", "/oppie/runner.zip"])
def test_the_rest_is_read_only(session: Session, place: str) -> None:
    assert "Read-only" in said(session, f"write {place}")


@pytest.mark.engine
def test_it_has_no_network_and_no_privilege(session: Session) -> None:
    assert "unreachable" in said(session, "reach 192.0.2.1:80")
    assert int(said(session, "status CapBnd"), 16) == 0
    assert said(session, "status NoNewPrivs") == "1"
    assert said(session, "status Seccomp") == "2"


@pytest.mark.engine
def test_the_environment_is_the_images_and_the_plans(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "key")
    assert said(session, "env SECRET") == "(none)"
    assert said(session, "env ASKED") == "for"
    assert said(session, "env PYTHONHASHSEED") == "0"
    home, temporary = said(session, "env HOME"), said(session, "env TMPDIR")
    assert said(session, f"write {home}/x") == "written"
    assert said(session, f"write {temporary}/x") == "written"


@pytest.mark.engine
def test_the_runner_cannot_be_killed_from_inside(session: Session) -> None:
    assert said(session, "pid") == "1"
    assert said(session, "kill") == "survived"
    assert said(session, "stop") == "survived"


@pytest.mark.engine
def test_its_bounds_are_the_containers(engine: Engine, session: Session) -> None:
    assert session
    (number,) = numbers(engine, "docker-test")
    host = engine._client.api.inspect_container(number)["HostConfig"]
    assert host["Memory"] == host["MemorySwap"] == LIMITS.memory_bytes
    assert host["PidsLimit"] == LIMITS.processes
    assert host["NanoCpus"] == 1_000_000_000
    assert host["NetworkMode"] == "none"
    assert host["ReadonlyRootfs"]
    assert host["CapDrop"] == ["ALL"]
    assert host["LogConfig"]["Type"] == "none"
    assert set(host["Tmpfs"]) == {"/copy", "/tmp"}  # noqa: S108 - inside the container


@pytest.mark.engine
def test_a_lost_container_is_replaced_and_nothing_is_left(engine: Engine) -> None:
    session = opened(box(), "lost")
    session.start()
    (first,) = numbers(engine, "lost")
    seen = session.run(Rollout(Digest("k"), targets=("break boom",), limits=Limits(total_s=5)))
    assert seen == InfrastructureFailure("the container ended: boom")
    assert said(session, "say again") == "again"
    (second,) = numbers(engine, "lost")
    assert second != first
    session.close()
    assert numbers(engine, "lost") == []


@pytest.mark.engine
def test_an_image_that_is_not_there_is_named_with_the_way_to_it(engine: Engine) -> None:
    assert engine
    nowhere = box(image="oppie/nowhere:1")
    here = nowhere.available()
    assert not here.ok
    assert "oppie/nowhere:1" in here.why
    assert "scripts/base-image" in here.hint
    with pytest.raises(MachineError, match="nowhere"):
        opened(nowhere).start()


@pytest.mark.engine
def test_a_copy_that_does_not_fit_says_so(engine: Engine) -> None:
    assert engine

    def large(folder: Path) -> None:
        (folder / "large").write_bytes(bytes(40 << 20))

    limits = Limits(memory_bytes=64 << 20)
    session = box().open(Workspace(Path("/nowhere"), large, "large"), PLAN, limits)
    with pytest.raises(MachineError, match=r"does not fit.*sandbox\.memory"):
        session.start()


@pytest.mark.engine
def test_an_interpreter_that_the_image_has_not_is_the_machines_error(engine: Engine) -> None:
    assert engine
    plan = Plan("pytest", "pytest", "/opt/python3.99")
    session = box().open(Workspace(Path("/nowhere"), _populate, "no-python"), plan, LIMITS)
    with pytest.raises(MachineError, match=r"oppie/base:latest has no /opt/python3\.99"):
        session.start()


@pytest.mark.engine
@pytest.mark.parametrize("act", ["say hello", "daemon", "stop"])
def test_after_a_kill_containers_end_by_themselves(engine: Engine, act: str) -> None:
    label = f"killed-{act.split(maxsplit=1)[0]}"
    code = (
        f"import sys\nsys.path[:0] = {[str(Path(__file__).parent), *sys.path]!r}\n"
        f"from test_container import box, opened, said\n"
        f"session = opened(box(), {label!r})\nsession.start()\nprint(said(session, {act!r}))\n"
        "sys.stdout.flush()\nsys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        assert numbers(engine, label)
        process.send_signal(signal.SIGKILL)
    end = time.monotonic() + 5
    while numbers(engine, label) and time.monotonic() < end:
        os.sched_yield()
    assert numbers(engine, label) == []
    list(DockerSandbox().sweep())


@pytest.mark.engine
def test_a_sweep_removes_what_a_dead_process_left_and_no_more(engine: Engine) -> None:
    living = opened(box(), "living")
    living.start()
    api = engine._client.api
    labels = {
        container.RUN: "dead",
        "oppie.host": container.host(),
        "oppie.folder": "/nowhere/oppie-dead-1-x",
    }
    elsewhere = labels | {container.RUN: "elsewhere", "oppie.host": "another machine"}
    made = [
        api.create_container("oppie/base:latest", ["sleep", "60"], labels=each)["Id"]
        for each in (labels, elsewhere)
    ]
    lines = list(box().sweep())
    assert [line for line in lines if "of run dead" in line]
    assert numbers(engine, "dead") == []
    assert numbers(engine, "living")
    assert numbers(engine, "elsewhere") == [made[1]]
    engine.remove(made[1])
    living.close()
