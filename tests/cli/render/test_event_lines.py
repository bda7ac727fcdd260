"""Progress as JSON lines."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from pydantic import JsonValue

from oppie.cli.render.event_lines import EventLine, EventLines
from oppie.model import event as events
from oppie.model.observation import InfrastructureFailure
from oppie.model.score import Evaluated


def lines(*story: events.Event) -> list[dict[str, JsonValue]]:
    stream = io.StringIO()
    for event in story:
        EventLines(stream, clock=lambda: 12.5).on(event)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_one_line_for_each_event(story: tuple[events.Event, ...]) -> None:
    assert [line["event"] for line in lines(*story)] == [
        "phase", "noted", "baseline", "routed", "node", "node", "rollout", "best", "ended",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("event", "data"),
    [
        (events.Noted("a\nb"), {"text": "a\nb"}),
        (events.PhaseBegan("search"), {"phase": "search"}),
        (
            events.NodeGrew(1, None, 0, "x"),
            {"number": 1, "parent": None, "depth": 0, "label": "x"},
        ),
    ],
)
def test_small_events_as_they_are(event: events.Event, data: dict[str, JsonValue]) -> None:
    assert lines(event)[0]["data"] == data


def test_each_line_says_when() -> None:
    assert lines(events.Noted("a"))[0]["at"] == 12.5


def test_a_rollout_tells_of_its_candidate(evaluated: Evaluated) -> None:
    [line] = lines(events.RolloutEnded(evaluated, 10, 2, 0.25, 0.5))
    assert line["data"] == {
        "executed": 10,
        "cached": 2,
        "spent": 0.25,
        "seconds": 0.5,
        "candidate": {
            "summary": "- becomes +",
            "path": "cart.py",
            "line": 2,
            "operator": "arithmetic-operator",
            "depth": 1,
            "value": 0.75,
            "reached": False,
            "cached": False,
            "result": "Observation",
        },
    }


def test_a_rollout_that_did_not_happen_has_no_value(evaluated: Evaluated) -> None:
    lost = replace(evaluated, result=InfrastructureFailure("gone"), score=None)
    [line] = lines(events.BestChanged(lost, ""))
    data = line["data"]
    assert isinstance(data, dict)
    candidate = data["candidate"]
    assert isinstance(candidate, dict)
    assert (candidate["value"], candidate["result"]) == (None, "InfrastructureFailure")


def test_every_line_is_what_the_schema_says(story: tuple[events.Event, ...]) -> None:
    for line in lines(*story):
        assert EventLine.model_validate(line).event == line["event"]


def test_a_name_that_is_no_utf8_is_escaped() -> None:
    assert lines(events.Noted("\udcff"))[0]["data"] == {"text": "\udcff"}


def test_a_stream_that_is_gone_ends_nothing() -> None:
    stream = io.StringIO()
    stream.close()
    EventLines(stream).on(events.Noted("a"))
