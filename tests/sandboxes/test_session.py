from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass, field

import pytest

from oppie.errors import MachineError, OppieError, ProjectError
from oppie.model.change import Digest
from oppie.model.observation import InfrastructureFailure, Observation, Outcome
from oppie.model.rollout import FileState, Limits, Plan, Rollout
from oppie.sandboxes.channel import Channel, GoneError
from oppie.sandboxes.session import RESTARTS, RunnerSession

PLAN = Plan("pytest", "pytest -q", "/usr/bin/python3")
LIMITS = Limits()
OPENED = '{"event": "opened", "tests": ["a", "b"], "warm": true, "version": "3.11.7"}'
RESULT = '{"event": "result", "id": ID, "test": "a", "outcome": "passed", "seconds": 0.1}'
DONE = '{"event": "done", "id": ID, "complete": true, "route": "swap", "seconds": 0.2}'
TRACE = '{"event": "trace", "id": ID, "test": "a", "outcome": "passed", "lines": {"m.py": [1]}}'
LATE = GoneError("the runner did not answer in time", late=True)
DEAD = GoneError("the runner ended with exit code 1")


@dataclass
class Line:
    """A channel that reads its answers from a list; ID stands for the last request's number."""

    answers: list[str | GoneError]
    sent: list[dict[str, object]] = field(default_factory=list)
    closed: int = 0

    def send(self, line: bytes, deadline: float) -> None:
        assert deadline > 0
        self.sent.append(json.loads(line))

    def receive(self, deadline: float) -> bytes:
        assert deadline > 0
        answer = self.answers.pop(0) if self.answers else DEAD
        if isinstance(answer, GoneError):
            raise answer
        return answer.replace("ID", str(self.sent[-1].get("id", 0))).encode()

    def close(self) -> None:
        self.closed += 1


@dataclass
class Lines:
    """Hands out channels in order, or raises what stands in their place."""

    channels: list[Line | Exception]
    opened: int = 0

    def __call__(self) -> Channel:
        each = self.channels[self.opened]
        self.opened += 1
        if isinstance(each, Exception):
            raise each
        return each


def session(*channels: Line | Exception) -> tuple[RunnerSession, Lines]:
    lines = Lines(list(channels))
    return RunnerSession(lines, PLAN, LIMITS), lines


def rollout() -> Rollout:
    return Rollout(Digest("k"), files=(FileState("m.py", b"x = 1\n"),), targets=("a",))


def test_start_tells_what_was_found() -> None:
    line = Line([OPENED])
    opened = session(line)[0].start()
    assert (opened.tests, opened.warm, opened.version) == (("a", "b"), True, "3.11.7")
    assert line.sent[0]["op"] == "start"


@pytest.mark.parametrize(
    ("code", "error", "hint"),
    [
        ("no-tests", ProjectError, ""),
        ("no-command", ProjectError, ""),
        ("collect", ProjectError, ""),
        ("no-driver", MachineError, "/usr/bin/python3 -m pip install pytest"),
    ],
)
def test_a_refusal_is_the_error_that_it_stands_for(
    code: str, error: type[OppieError], hint: str
) -> None:
    line = Line([json.dumps({"event": "refused", "code": code, "message": "not so"})])
    with pytest.raises(error, match="not so") as caught:
        session(line)[0].start()
    assert hint in caught.value.hint
    assert line.closed == 1


def test_a_refusal_keeps_the_runners_own_hint() -> None:
    answer = {"event": "refused", "code": "no-driver", "message": "m", "hint": "do this"}
    with pytest.raises(MachineError) as caught:
        session(Line([json.dumps(answer)]))[0].start()
    assert caught.value.hint == "do this"


@pytest.mark.parametrize(
    ("gone", "error", "words"),
    [
        (LATE, ProjectError, "within 600 s"),
        (DEAD, ProjectError, "exit code 1"),
        (GoneError("Docker is gone", fatal=True), MachineError, "Docker is gone"),
    ],
)
def test_a_start_that_fails_says_why(gone: GoneError, error: type[OppieError], words: str) -> None:
    line = Line([gone])
    with pytest.raises(error, match=words):
        session(line)[0].start()
    assert line.closed == 1


def test_what_the_machine_lacks_comes_through() -> None:
    with pytest.raises(MachineError, match="the disk is full"):
        session(MachineError("the disk is full"))[0].start()


def test_a_rollout_is_observed() -> None:
    mine, _ = session(Line([OPENED, RESULT, DONE]))
    mine.start()
    seen = mine.run(rollout())
    assert isinstance(seen, Observation)
    assert [(r.test, r.outcome) for r in seen.results] == [("a", Outcome.PASSED)]
    assert (seen.route, seen.seconds, seen.complete) == ("swap", 0.2, True)


def test_answers_to_an_earlier_request_are_not_taken_for_ours() -> None:
    stale = RESULT.replace("ID", "99").replace("passed", "failed")
    mine, _ = session(Line([OPENED, stale, RESULT, DONE]))
    mine.start()
    seen = mine.run(rollout())
    assert isinstance(seen, Observation)
    assert [r.outcome for r in seen.results] == [Outcome.PASSED]


@pytest.mark.parametrize("broken", [DEAD, LATE, "no JSON", '{"event": "done"}'])
def test_a_lost_runner_is_no_knowledge_and_is_replaced(broken: str | GoneError) -> None:
    first, second = Line([OPENED, RESULT, broken]), Line([OPENED, RESULT, DONE])
    mine, lines = session(first, second)
    mine.start()
    lost = mine.run(rollout())
    assert isinstance(lost, InfrastructureFailure)
    assert not lost.fatal
    assert first.closed == 1
    assert isinstance(mine.run(rollout()), Observation)
    assert lines.opened == 2


def test_a_rollout_that_did_not_happen_gets_a_new_copy() -> None:
    lost = DONE.replace('"route"', '"lost": "no room", "route"')
    first = Line([OPENED, lost])
    mine, _ = session(first, Line([OPENED, RESULT, DONE]))
    mine.start()
    assert mine.run(rollout()) == InfrastructureFailure("no room")
    assert first.closed == 1
    assert isinstance(mine.run(rollout()), Observation)


def test_a_runner_that_never_lives_is_given_up() -> None:
    mine, lines = session(Line([OPENED]), *(Line([OPENED]) for _ in range(RESTARTS)))
    mine.start()
    results = [mine.run(rollout()) for _ in range(RESTARTS + 2)]
    assert all(isinstance(result, InfrastructureFailure) for result in results)
    assert [getattr(result, "fatal", None) for result in results[-2:]] == [False, True]
    assert lines.opened == RESTARTS + 1


def test_a_rollout_that_works_forgives_what_was_lost_before() -> None:
    lives = [Line([OPENED, RESULT, DONE]) for _ in range(2 * RESTARTS)]
    mine, _ = session(*lives)
    mine.start()
    for _ in lives:
        assert isinstance(mine.run(rollout()), Observation)
        assert mine.run(rollout()) == InfrastructureFailure(DEAD.reason)


@pytest.mark.parametrize(
    "second",
    [
        MachineError("the disk is full"),
        GoneError("Docker is gone", fatal=True),
        Line(['{"event": "refused", "code": "no-tests", "message": "none"}']),
    ],
)
def test_a_runner_that_cannot_be_replaced_is_fatal(second: Line | Exception) -> None:
    mine, _ = session(Line([OPENED, DEAD]), second)
    mine.start()
    mine.run(rollout())
    result = mine.run(rollout())
    assert isinstance(result, InfrastructureFailure)
    assert result.fatal


def test_traces_are_gathered_and_survive_a_lost_runner() -> None:
    mine, _ = session(Line([OPENED, TRACE, DONE]), Line([OPENED, TRACE]))
    mine.start()
    (trace,) = mine.trace(["a"], LIMITS)
    assert (trace.test, trace.lines) == ("a", {"m.py": (1,)})
    assert mine.trace(["a"], LIMITS) == ()
    assert mine.trace(["a"], LIMITS) == (trace,)


def test_a_probe_changes_each_file_so_that_the_change_can_be_seen() -> None:
    line = Line([OPENED, '{"event": "probed", "id": ID, "stale": ["m.py"]}'])
    mine, _ = session(line)
    mine.start()
    assert mine.probe([FileState("m.py", b"x = 1")]) == ("m.py",)
    (sent,) = json.loads(json.dumps(line.sent[-1]["files"]))
    assert b64decode(sent["content"]).startswith(b"x = 1\n__oppie_probe__ = '")


def test_a_probe_that_does_not_end_is_an_error() -> None:
    mine, _ = session(Line([OPENED, DEAD]))
    mine.start()
    with pytest.raises(ProjectError):
        mine.probe([FileState("m.py", b"x = 1")])


def test_a_closed_session_starts_nothing() -> None:
    line = Line([OPENED])
    mine, lines = session(line)
    mine.start()
    mine.close()
    mine.close()
    assert line.closed == 1
    assert mine.run(rollout()) == InfrastructureFailure("the session is closed", fatal=True)
    assert lines.opened == 1


def test_closing_while_a_copy_is_made_closes_the_copy() -> None:
    line = Line([OPENED])
    held: list[RunnerSession] = []

    def connect() -> Channel:
        held[0].close()
        return line

    held.append(RunnerSession(connect, PLAN, LIMITS))
    with pytest.raises(MachineError, match="closed"):
        held[0].start()
    assert line.closed == 1


def test_the_deadline_is_the_rollouts_own_limit_and_some_grace() -> None:
    seen: list[float] = []

    class Watched(Line):
        def receive(self, deadline: float) -> bytes:
            seen.append(deadline)
            return super().receive(deadline)

    mine, _ = session(Watched([OPENED, RESULT, DONE]))
    mine.start()
    mine.run(Rollout(Digest("k"), limits=Limits(total_s=1.0)))
    assert seen[0] - seen[1] > LIMITS.total_s - 60
