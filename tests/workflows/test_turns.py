"""A Session that is shared is a Session like any other, one request at a time."""

from __future__ import annotations

from threading import Event, Thread

from oppie.model.change import Digest
from oppie.model.judging import Beside, Inquest
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    Outcome,
    RolloutResult,
    TestTrace,
)
from oppie.model.rollout import FileState, Limits, Rollout
from oppie.sandboxes.scripted import ScriptedSession
from oppie.workflows.turns import Turns

ROLLOUT = Rollout(Digest("k"), targets=("t",))
BESIDE = Beside("a.py", ("t",), (), Limits())
INQUEST = Inquest(BESIDE, ())


class Held(ScriptedSession):
    """Runs until it is let; answers what it is asked meanwhile too soon."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.let = Event(), Event()
        self.log: list[str] = []

    def run(self, rollout: Rollout) -> RolloutResult:
        self.begun.set()
        self.let.wait(10)
        self.log.append("run")
        return super().run(rollout)

    def judge(self, inquest: Inquest) -> tuple[str, ...]:
        self.log.append("judged")
        return super().judge(inquest)


def test_one_waits_for_the_other() -> None:
    held = Held()
    turns = Turns(held)
    first = Thread(target=turns.run, args=(ROLLOUT,))
    second = Thread(target=turns.judge, args=(INQUEST,))
    first.start()
    held.begun.wait(10)
    second.start()
    held.let.set()
    first.join()
    second.join()
    assert held.log == ["run", "judged"]


def test_everything_is_passed_on() -> None:
    trace = TestTrace("t", Outcome.PASSED)
    turns = Turns(ScriptedSession(tests=("t",), stale=("a.py",), traces=(trace,)))
    assert turns.start().tests == ("t",)
    assert turns.probe([FileState("a.py", b"")]) == ("a.py",)
    assert turns.trace(["t"], Limits()) == (trace,)
    assert turns.judge(INQUEST) == turns.grow(BESIDE, ()) == ()
    assert isinstance(turns.run(ROLLOUT), Observation)
    turns.close()
    assert isinstance(turns.run(ROLLOUT), InfrastructureFailure)


def test_many_have_one_turn() -> None:
    turns = Turns(ScriptedSession())
    assert [type(each) for each in turns.run_many([ROLLOUT, ROLLOUT])] == [Observation] * 2
