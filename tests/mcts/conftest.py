"""What the searches of these tests have in common."""

from random import Random

import pytest

from oppie.mcts.knowledge import Knowledge, begin
from oppie.mcts.letters import letters
from oppie.mcts.scripted import ScriptedWorld
from oppie.model.event import Event
from oppie.model.search import SearchSettings


class Listener:
    """An Observer that keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[Event] = []

    def on(self, event: Event) -> None:
        self.heard.append(event)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def world() -> ScriptedWorld:
    """Two faults: ``aXcX`` is to become ``abcd``."""
    return letters(b"aXcX", b"abcd")


@pytest.fixture
def known(world: ScriptedWorld, listener: Listener) -> Knowledge:
    return begin(world.root(), world.propose, SearchSettings(), Random(0), listener)
