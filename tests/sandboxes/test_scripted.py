from __future__ import annotations

from pathlib import Path

from oppie.model.change import Digest
from oppie.model.observation import InfrastructureFailure, Observation, Outcome, TestTrace
from oppie.model.project import Workspace
from oppie.model.rollout import FileState, Limits, Plan, Rollout
from oppie.sandboxes.scripted import ScriptedSandbox, ScriptedSession, passing

ROLLOUT = Rollout(Digest("k"), (FileState("m.py", b"1"),), targets=("a",), others=("b",))


def test_every_test_that_is_asked_for_passes_by_default() -> None:
    seen = ScriptedSession().run(ROLLOUT)
    assert isinstance(seen, Observation)
    assert [(r.test, r.outcome) for r in seen.results] == [
        ("a", Outcome.PASSED),
        ("b", Outcome.PASSED),
    ]
    assert seen == passing(ROLLOUT)


def test_the_script_sees_the_rollout_and_says_the_result() -> None:
    asked: list[Rollout] = []

    def script(rollout: Rollout) -> InfrastructureFailure:
        asked.append(rollout)
        return InfrastructureFailure("as written")

    assert ScriptedSession(script).run(ROLLOUT) == InfrastructureFailure("as written")
    assert asked == [ROLLOUT]


def test_it_opens_traces_and_probes_as_it_was_told() -> None:
    trace = TestTrace("a", Outcome.PASSED, {"m.py": (1,)})
    other = TestTrace("b", Outcome.PASSED)
    session = ScriptedSession(tests=["a", "b"], traces=[trace, other], stale=["m.py"])
    assert session.start().tests == ("a", "b")
    assert session.trace(["a"], Limits()) == (trace,)
    assert session.probe([FileState("m.py", b""), FileState("n.py", b"")]) == ("m.py",)


def test_a_sandbox_opens_sessions_of_its_script() -> None:
    box = ScriptedSandbox(lambda _: Observation((), route="mine"), tests=["a"], stale=["s.py"])
    workspace = Workspace(Path("/x"), lambda _: None, "r")
    session = box.open(workspace, Plan("pytest", "", "python3"), Limits())
    assert session.start().tests == ("a",)
    assert session.run(ROLLOUT) == Observation((), route="mine")
    assert session.probe([FileState("s.py", b"")]) == ("s.py",)
    assert list(box.sweep()) == []
    assert box.available().ok


def test_a_closed_one_answers_nothing() -> None:
    session = ScriptedSession()
    session.close()
    assert session.run(ROLLOUT) == InfrastructureFailure("the session is closed", fatal=True)
