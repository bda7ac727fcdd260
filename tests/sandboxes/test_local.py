from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.model.change import Digest
from oppie.model.observation import InfrastructureFailure, Observation
from oppie.model.project import Workspace
from oppie.model.rollout import Limits, Plan, Rollout
from oppie.ports import Session
from oppie.sandboxes import bubblewrap, processes
from oppie.sandboxes.local import LocalSandbox
from oppie.sandboxes.processes import end_all

RUNNER = Path(__file__).parents[1] / "data" / "echo_runner.py"
PLAN = Plan("pytest", "pytest", sys.executable, env=(("ASKED", "for"),))

confined = pytest.mark.skipif(not bubblewrap.works(), reason="bubblewrap does not work here")
both = pytest.mark.parametrize("kind", ["bare", pytest.param("confined", marks=confined)])
Open = Callable[..., Session]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Opens started sessions; they are closed afterwards."""
    sessions: list[Session] = []

    def one(kind: str, plan: Plan = PLAN) -> Session:
        box = LocalSandbox(confined=kind == "confined", runner=RUNNER.read_bytes)
        session = box.open(Workspace(Path("/nowhere"), _populate, "local-test"), plan, Limits())
        sessions.append(session)
        session.start()
        return session

    yield one
    for session in sessions:
        session.close()


def _populate(folder: Path) -> None:
    (folder / "m.py").write_text("x = 1\n")


def said(session: Session, what: str) -> str:
    """How an act of the runner went."""
    seen = session.run(Rollout(Digest("k"), targets=(what,), limits=Limits(total_s=5)))
    assert isinstance(seen, Observation), seen
    failure = seen.results[0].failure
    assert failure is not None
    return failure.message


def lost(session: Session, what: str) -> InfrastructureFailure:
    seen = session.run(Rollout(Digest("k"), targets=(what,), limits=Limits(total_s=5)))
    assert isinstance(seen, InfrastructureFailure), seen
    return seen


@both
def test_it_runs_on_a_copy(opened: Open, kind: str) -> None:
    session = opened(kind)
    assert said(session, "list") == "m.py"
    assert said(session, "write m.py") == "written"
    assert said(opened(kind), "read m.py") == "x = 1\n"


@both
def test_the_environment_is_the_allow_list(
    opened: Open,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRET", "key")
    monkeypatch.setenv("LC_TIME", "C")
    session = opened(kind)
    assert said(session, "env SECRET") == "(none)"
    assert said(session, "env LC_TIME") == "C"
    assert said(session, "env ASKED") == "for"


@both
def test_home_and_temporary_folder_are_its_own(opened: Open, kind: str) -> None:
    session = opened(kind)
    for name in ("HOME", "TMPDIR"):
        place = said(session, f"env {name}")
        assert place != os.environ.get(name)
        assert said(session, f"write {place}/file") == "written"
        assert Path(place).is_dir()


@both
def test_a_lost_runner_is_replaced_in_a_new_copy(opened: Open, kind: str) -> None:
    session = opened(kind)
    before = said(session, "where")
    said(session, "write m.py")
    assert "boom" in lost(session, "break boom").reason
    assert said(session, "where") != before
    assert said(session, "read m.py") == "x = 1\n"
    assert not Path(before).exists()


@both
def test_nothing_outlives_a_close(opened: Open, kind: str) -> None:
    session = opened(kind)
    place = Path(said(session, "where")).parent
    said(session, "daemon")
    assert list(processes._of(place))
    session.close()
    assert not list(processes._of(place))
    assert not place.exists()


@confined
def test_confined_it_can_write_nothing_but_the_copy(opened: Open, tmp_path: Path) -> None:
    session = opened("confined")
    kept = tmp_path / "kept"
    kept.write_text("mine")
    for place in (f"/etc/{os.getpid()}", f"{Path.home()}/{os.getpid()}", str(RUNNER)):
        assert "Read-only" in said(session, f"write {place}")
    said(session, f"write {kept}")  # /tmp is a folder of its own
    assert kept.read_text() == "mine"


@confined
@pytest.mark.parametrize("name", ["GOMODCACHE", "CARGO_HOME", "OPPIE_GO_SEED"])
def test_confined_it_sees_the_caches_of_toolchains(opened: Open, tmp_path: Path, name: str) -> None:
    (tmp_path / "entry").write_text("compiled")
    session = opened("confined", replace(PLAN, env=((name, str(tmp_path)),)))
    assert said(session, f"read {tmp_path}/entry") == "compiled"
    assert "Read-only" in said(session, f"write {tmp_path}/entry")


@confined
def test_confined_it_sees_nothing_else_that_a_variable_names(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "socket").write_text("open")
    session = opened("confined", replace(PLAN, env=(("SERVER", str(tmp_path / "socket")),)))
    assert "No such file" in said(session, f"read {tmp_path}/socket")


@confined
def test_confined_it_has_no_network_and_no_privilege(opened: Open) -> None:
    session = opened("confined")
    assert "unreachable" in said(session, "reach 192.0.2.1:80")
    assert int(said(session, "status CapBnd"), 16) == 0
    assert said(session, "status NoNewPrivs") == "1"


@confined
def test_confined_the_runner_cannot_be_killed_from_inside(opened: Open) -> None:
    session = opened("confined")
    assert said(session, "pid") == "1"
    assert said(session, "kill") == "survived"
    assert said(session, "stop") == "survived"


@confined
def test_it_outlives_the_thread_that_opened_it(opened: Open) -> None:
    made: list[Session] = []
    opener = threading.Thread(target=lambda: made.append(opened("confined")))
    opener.start()
    opener.join()
    assert said(made[0], "say hello") == "hello"


def test_words_that_are_none_are_a_lost_runner(opened: Open) -> None:
    session = opened("bare")
    assert "cannot be read" in lost(session, "garble not JSON").reason
    assert said(session, "say again") == "again"


def test_a_killed_runner_is_told(opened: Open) -> None:
    assert "signal 9" in lost(opened("bare"), "kill").reason


def test_an_interpreter_that_is_not_there_is_the_machines_error(opened: Open) -> None:
    with pytest.raises(MachineError, match="/nowhere/python"):
        opened("bare", Plan("pytest", "pytest", "/nowhere/python"))


def test_it_says_how_far_it_isolates() -> None:
    assert "no network" in LocalSandbox(confined=True).available().why
    bare = LocalSandbox(confined=False).available()
    assert bare.ok
    assert "network" in bare.why
    assert "bubblewrap" in bare.hint


def test_many_starts_are_quick(opened: Open) -> None:
    began = time.monotonic()
    for _ in range(5):
        opened("bare")
    assert time.monotonic() - began < 5


def test_ending_all_of_nothing_ends_nothing(tmp_path: Path) -> None:
    end_all(tmp_path / "nowhere")
