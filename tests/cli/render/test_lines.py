"""Progress as plain lines."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from oppie.cli.render.lines import PULSE_S, Lines, said
from oppie.model import event as events
from oppie.model.observation import Tampering
from oppie.model.score import Evaluated


def written(story: tuple[events.Event, ...], *, verbose: bool) -> list[str]:
    stream = io.StringIO()
    lines = Lines(stream, verbose)
    for event in story:
        lines.on(event)
    return stream.getvalue().splitlines()


def test_what_a_person_should_know(story: tuple[events.Event, ...]) -> None:
    assert written(story, verbose=False) == [
        "[baseline]",
        "Sandbox: local.",
        "Tests: 3 passed, 2 failed; to fix: 2",
        "Engine: simple (complexity 0.31)",
        "Better: cart.py:2 - becomes + -> 0.750",
    ]


def test_verbose_tells_of_each_rollout_and_node(story: tuple[events.Event, ...]) -> None:
    lines = written(story, verbose=True)
    assert "node 1 under 0, depth 1: - becomes +" in lines
    assert "rollout 10: cart.py:2 - becomes + -> 0.750" in lines


def test_now_and_then_it_says_how_far_it_is(story: tuple[events.Event, ...]) -> None:
    stream = io.StringIO()
    lines = Lines(stream, clock=iter([0.0, PULSE_S / 2, PULSE_S + 1]).__next__)
    ended = next(event for event in story if isinstance(event, events.RolloutEnded))
    lines.on(ended)
    lines.on(ended)
    assert stream.getvalue() == "10 rollouts, 20/s, 25% spent\n"


def test_each_line_may_have_a_stamp() -> None:
    stream = io.StringIO()
    Lines(stream, stamp=lambda: "12:00 ").on(events.Noted("a"))
    assert stream.getvalue() == "12:00 a\n"


def test_a_stream_that_is_gone_ends_nothing() -> None:
    stream = io.StringIO()
    stream.close()
    Lines(stream).on(events.Noted("a"))


def test_a_candidate_without_a_score_says_what_came_of_it(evaluated: Evaluated) -> None:
    tampering = replace(evaluated, result=Tampering("tests"), score=None)
    assert said(tampering) == "cart.py:2 - becomes + -> Tampering"


@pytest.mark.parametrize("summary", ["", "- becomes +"])
def test_a_candidate_without_a_summary_is_named_by_its_operator(
    evaluated: Evaluated, summary: str
) -> None:
    change = replace(evaluated.candidate.change, summary=summary)
    candidate = replace(evaluated.candidate, change=change)
    expected = summary or "arithmetic-operator"
    assert said(replace(evaluated, candidate=candidate)) == f"cart.py:2 {expected} -> 0.750"
