"""A Session that starts beside its owner is a Session like any other."""

from __future__ import annotations

from threading import Event, get_ident

import pytest

from oppie.errors import ProjectError
from oppie.model.change import Digest
from oppie.model.observation import InfrastructureFailure, Observation, Outcome, TestTrace
from oppie.model.rollout import FileState, Limits, Opened, Rollout
from oppie.sandboxes.scripted import ScriptedSession
from oppie.workflows.ahead import Ahead

ROLLOUT = Rollout(Digest("k"), targets=("t",))


class Slow(ScriptedSession):
    """Starts when it is let."""

    def __init__(self) -> None:
        super().__init__(tests=("t",), stale=("a.py",), traces=(TestTrace("t", Outcome.PASSED),))
        self.let = Event()
        self.thread = 0

    def start(self) -> Opened:
        self.let.wait(10)
        self.thread = get_ident()
        return super().start()


def test_it_starts_in_a_thread_of_its_own_and_is_waited_for() -> None:
    slow = Slow()
    ahead = Ahead(slow)
    slow.let.set()
    assert slow.thread == 0
    ahead.begin()
    assert ahead.start().tests == ("t",)
    assert slow.thread != get_ident()
    assert ahead.start() == ahead.start()
    ahead.close()


def test_everything_else_is_the_session_own() -> None:
    slow = Slow()
    slow.let.set()
    ahead = Ahead(slow)
    assert isinstance(ahead.run(ROLLOUT), Observation)
    assert ahead.probe([FileState("a.py", b"")]) == ("a.py",)
    assert [t.test for t in ahead.trace(["t"], Limits())] == ["t"]
    ahead.close()
    assert isinstance(ahead.run(ROLLOUT), InfrastructureFailure)


def test_what_its_start_raised_is_raised_to_whoever_asks() -> None:
    class Broken(ScriptedSession):
        def start(self) -> Opened:
            raise ProjectError("no tests")

    ahead = Ahead(Broken())
    with pytest.raises(ProjectError, match="no tests"):
        ahead.start()
    with pytest.raises(ProjectError, match="no tests"):
        ahead.run(ROLLOUT)
    ahead.close()
    ahead.close()
