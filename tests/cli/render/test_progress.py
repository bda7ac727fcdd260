"""Who hears a run."""

from __future__ import annotations

import io

import pytest

from oppie.cli.render.progress import Several, can_live
from oppie.model import event as events


class Terminal(io.StringIO):
    """A stream with a person before it."""

    def isatty(self) -> bool:
        return True


class Listener:
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[events.Event] = []

    def on(self, event: events.Event) -> None:
        self.heard.append(event)


@pytest.mark.parametrize(
    ("environment", "lively"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "xterm", "CI": "true"}, False),
        ({"TERM": "xterm", "CI": ""}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True),
    ],
)
def test_a_live_view_needs_a_terminal_that_can(
    environment: dict[str, str],
    lively: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert can_live(Terminal(), environment) is lively
    assert not can_live(io.StringIO(), environment)


def test_each_of_several_hears_everything() -> None:
    one, other = Listener(), Listener()
    Several((one, other)).on(events.Noted("a"))
    assert one.heard == other.heard == [events.Noted("a")]
