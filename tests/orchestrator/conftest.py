"""What the engines' tests have in common."""

import pytest

from oppie.model.event import Event


class Listener:
    """An Observer that keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[Event] = []

    def on(self, event: Event) -> None:
        self.heard.append(event)


@pytest.fixture
def listener() -> Listener:
    return Listener()
