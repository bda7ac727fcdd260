import json
from base64 import b64decode

import pytest

from oppie.model.change import Digest
from oppie.model.observation import Failure, Frame, Outcome
from oppie.model.rollout import FileState, Isolation, Limits, Plan, Rollout, Stop
from oppie.sandboxes.messages import (
    DoneAnswer,
    OpenedAnswer,
    ProbedAnswer,
    RefusedAnswer,
    ResultAnswer,
    TraceAnswer,
    probe_request,
    read_answer,
    run_request,
    start_request,
    trace_request,
)

LIMITS = Limits(test_s=1.5, tests_s=(("a", 3.0),), total_s=9.0)


def test_start_carries_the_plan_without_what_is_the_sandboxs_own() -> None:
    plan = Plan("pytest", "pytest -q", "/usr/bin/python3", args=("-q",), env=(("A", "b"),))
    words = json.loads(start_request(plan, LIMITS))
    assert words["op"] == "start"
    assert set(words["plan"]) == {
        "suite", "driver", "command", "args", "folder", "root", "import_roots", "extra_path",
        "outside",
    }  # fmt: skip
    assert words["plan"]["args"] == ["-q"]
    assert words["limits"]["tests_s"] == [["a", 3.0]]


def test_run_carries_files_tests_and_how_to_stop() -> None:
    rollout = Rollout(
        Digest("k"),
        files=(FileState("a.py", b"\xff"), FileState("gone.py", None)),
        targets=("t1",),
        others=("t2", "t3"),
        limits=LIMITS,
        stop=Stop.FIRST_BAD,
        isolation=Isolation.COLD,
    )
    words = json.loads(run_request(7, rollout))
    assert (words["op"], words["id"], words["stop"], words["isolation"]) == (
        "run", 7, "first-bad", "cold",
    )  # fmt: skip
    assert words["targets"] == ["t1"]
    assert words["others"] == ["t2", "t3"]
    assert b64decode(words["files"][0]["content"]) == b"\xff"
    assert words["files"][1] == {"path": "gone.py", "content": None, "mode": 0o100644}


def test_requests_are_one_line_each() -> None:
    rollout = Rollout(Digest("k"), files=(FileState("a\nb.py", b"1\n2\n"),), targets=("x\ny",))
    for line in (
        run_request(1, rollout),
        trace_request(2, ["x\ny"], LIMITS),
        probe_request(3, rollout.files),
    ):
        assert b"\n" not in line


def test_names_that_are_not_utf_8_travel_both_ways() -> None:
    name = "caf\udce9.py"
    words = json.loads(run_request(1, Rollout(Digest("k"), files=(FileState(name, b""),))))
    assert words["files"][0]["path"] == name
    answer = read_answer(json.dumps({"event": "probed", "id": 1, "stale": [name]}).encode())
    assert answer == ProbedAnswer(event="probed", id=1, stale=(name,))


FAILURE = {
    "kind": "E",
    "message": "m",
    "frames": [{"path": "a.py", "line": 3, "function": "f"}],
}


def read(**words: object) -> object:
    return read_answer(json.dumps(words).encode())


def test_opened_is_read() -> None:
    assert read(
        event="opened", tests=["a"], warm=True, note="", leaks=["m"], version="3.11.7", pid=4
    ) == OpenedAnswer(event="opened", tests=("a",), warm=True, leaks=("m",), version="3.11.7")


def test_refused_is_read() -> None:
    assert read(
        event="refused", code="no-tests", message="none", hint="", results=[]
    ) == RefusedAnswer(event="refused", code="no-tests", message="none")


def test_a_result_is_read_with_its_failure() -> None:
    answer = read(event="result", id=1, test="t", outcome="failed", seconds=0.5, failure=FAILURE)
    assert isinstance(answer, ResultAnswer)
    assert answer.outcome is Outcome.FAILED
    assert answer.failure == Failure("E", "m", (Frame("a.py", 3, "f"),))


def test_a_trace_is_read() -> None:
    answer = read(event="trace", id=2, test="t", outcome="passed", lines={"a.py": [1, 2]})
    assert isinstance(answer, TraceAnswer)
    assert answer.lines == {"a.py": (1, 2)}


def test_done_is_read() -> None:
    assert read(
        event="done", id=1, complete=False, route="swap", seconds=0.1, peak_bytes=9, lost=""
    ) == DoneAnswer(event="done", id=1, complete=False, route="swap", seconds=0.1, peak_bytes=9)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"Traceback (most recent call last):",
        b"[]",
        b'{"event": "surprise"}',
        b'{"event": "result", "id": 1, "test": "t", "outcome": "splendid"}',
        b'{"event": "done"}',
        b"\xff",
    ],
)
def test_what_is_no_answer_is_a_value_error(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's and json's own are both one
        read_answer(line)
