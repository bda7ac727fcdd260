from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.inside import wire
from oppie.inside.messages import (
    Failure,
    File,
    Frame,
    Job,
    Limits,
    Plan,
    Result,
    as_files,
    as_job,
    as_limits,
    as_plan,
    job_message,
    result_message,
    trace_message,
)

MESSAGES = st.dictionaries(st.text(max_size=5), st.one_of(st.integers(), st.text()), max_size=4)


@given(st.lists(MESSAGES, max_size=5))
def test_messages_come_as_they_went(messages: list[wire.Message]) -> None:
    read, write = os.pipe()
    for message in messages:
        wire.write(write, wire.encode(message))
    os.close(write)
    lines = wire.Lines(read)
    received = []
    while lines.fill():
        received += lines.take()
    os.close(read)
    assert received == messages


def test_names_that_are_not_utf8() -> None:
    read, write = os.pipe()
    name = os.fsdecode(b"\xff.py")
    wire.write(write, wire.encode([name]))
    assert wire.Lines(read).next() == [name]
    os.close(read)
    os.close(write)


@pytest.mark.parametrize("strict", [True, False])
def test_half_a_line_of_a_killed_process(strict: bool) -> None:  # noqa: FBT001 - a table
    read, write = os.pipe()
    wire.write(write, b'{"half": \n' + wire.encode({"whole": 1}))
    os.close(write)
    lines = wire.Lines(read, strict)
    if strict:
        with pytest.raises(ValueError, match="Expecting value"):
            lines.next()
    else:
        assert lines.next() == {"whole": 1}
        with pytest.raises(EOFError):
            lines.next()
    os.close(read)


def through_json(message: wire.Message) -> wire.Message:
    read, write = os.pipe()
    wire.write(write, wire.encode(message))
    received = wire.Lines(read).next()
    os.close(read)
    os.close(write)
    return received


def test_jobs_travel_whole() -> None:
    limits = Limits(1.5, (("a", 2.0),), 30.0, 1 << 30, 5, 6)
    job = Job(3, ("a",), ("b",), ("c",), stop="first-bad", failed=True, limits=limits)
    back = as_job(through_json(job_message(job)))
    assert back.limits._replace(tests_s=()) == limits._replace(tests_s=())
    assert [tuple(pair) for pair in back.limits.tests_s] == [("a", 2.0)]
    assert list(back.targets) == ["a"]
    assert back.stop == "first-bad"
    assert back.failed


def test_unknown_words_are_passed_over() -> None:
    assert as_plan({"driver": "unittest", "later": 1}) == Plan("unittest")
    assert as_limits({"test_s": 2, "later": 1}).test_s == 2
    files = as_files([{"path": "a", "content": None}, {"path": "b", "content": "eA==", "mode": 1}])
    assert files == (File("a", None), File("b", b"x", 1))


def test_results_and_traces() -> None:
    result = Result("t", "failed", 0.5, Failure("E", "m", (Frame("a.py", 7, "f"),)))
    assert result_message(1, result) == {
        "event": "result",
        "id": 1,
        "test": "t",
        "outcome": "failed",
        "seconds": 0.5,
        "failure": {
            "kind": "E",
            "message": "m",
            "frames": [{"path": "a.py", "line": 7, "function": "f"}],
            "further": [],
        },
    }
    lines = trace_message(1, result, {"a.py": [1], "b.py": [2]})["lines"]
    assert lines == {"a.py": [1, 7], "b.py": [2]}
