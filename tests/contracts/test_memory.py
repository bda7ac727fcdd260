"""What every Memory does, the one that is off too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from oppie.ports import Memory
from oppie.store.memory import StoredMemory
from oppie.store.memory_off import MemoryOff
from tests.store.samples import FAILED, PASSED, key

Opened = StoredMemory | MemoryOff


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind is opened, and whether a later run recalls."""

    open: Callable[[Path], Opened]
    remembers: bool


STORED = Kind(StoredMemory, remembers=True)
OFF = Kind(lambda _folder: MemoryOff(), remembers=False)


@pytest.fixture(params=[STORED, OFF], ids=["stored", "off"])
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


def told(memory: Memory) -> None:
    memory.remember(key(1), PASSED)
    memory.remember(key(2), FAILED)


def test_nothing_is_known_at_first(kind: Kind, tmp_path: Path) -> None:
    memory = kind.open(tmp_path)
    assert memory.recall(key(1)) is None
    memory.close()


def test_a_run_does_not_see_what_it_adds(kind: Kind, tmp_path: Path) -> None:
    memory = kind.open(tmp_path)
    told(memory)
    assert memory.recall(key(1)) is None
    memory.close()


def test_a_later_run_recalls(kind: Kind, tmp_path: Path) -> None:
    memory = kind.open(tmp_path)
    told(memory)
    memory.close()
    later = kind.open(tmp_path)
    seen = (later.recall(key(1)), later.recall(key(2)), later.recall(key(3)))
    assert seen == ((PASSED, FAILED, None) if kind.remembers else (None, None, None))
    later.close()


def test_remembering_twice_is_harmless(kind: Kind, tmp_path: Path) -> None:
    for _ in range(2):
        memory = kind.open(tmp_path)
        told(memory)
        told(memory)
        memory.close()
    memory = kind.open(tmp_path)
    assert memory.recall(key(1)) == (PASSED if kind.remembers else None)
    memory.close()


def test_a_memory_names_its_state(kind: Kind, tmp_path: Path) -> None:
    memory = kind.open(tmp_path)
    before = memory.state
    told(memory)
    assert memory.state == before
    memory.close()
    later = kind.open(tmp_path)
    assert (later.state != before) is kind.remembers
    later.close()
