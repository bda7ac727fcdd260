from __future__ import annotations

import importlib.util
import threading
from pathlib import Path
from types import ModuleType

import pytest

from oppie.inside.executed import Executed
from oppie.inside.failures import Places
from oppie.inside.reached import Reached, merged, valued

SOURCE = '''\
"""Doc."""
import os
LIMIT = 3
def plain(a):
    """Doc."""
    if a:
        return 1
    return 2
def given(a=LIMIT):
    return a
@staticmethod
def marked():
    pass
class Box:
    """Doc."""
    size = 1
    def grow(self):
        pass
'''


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "mod.py").write_text(SOURCE)
    return Places(str(tmp_path))


def load(places: Places) -> ModuleType:
    spec = importlib.util.spec_from_file_location("mod", f"{places.top}/mod.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_lines_by_turns(places: Places) -> None:
    module = load(places)
    reached = Reached(places)
    with reached.recording():
        module.plain(1)
        first = reached.take()
        module.plain(0)
        module.plain(0)
        second = reached.take()
    module.given()
    assert (first, second, reached.take()) == ({"mod.py": [6, 7]}, {"mod.py": [6, 8]}, {})


def test_a_loop_that_has_shown_all_its_lines_goes_on_alone(places: Places) -> None:
    text = "def turn(n):\n    for at in range(n):\n        n -= 1\n    return n\n"
    Path(places.top, "mod.py").write_text(text)
    module = load(places)
    reached = Reached(places)
    with reached.recording():
        assert (module.turn(5), module.turn(0)) == (0, 0)
        first = reached.take()
        module.turn(0)
    assert (first, reached.take()) == ({"mod.py": [2, 3, 4]}, {"mod.py": [2, 4]})


def test_threads_count(places: Places) -> None:
    module = load(places)
    reached = Reached(places)
    with reached.recording():
        thread = threading.Thread(target=module.given)
        thread.start()
        thread.join()
    assert reached.take() == {"mod.py": [10]}


def test_an_imports_lines_are_those_that_make_values(places: Places) -> None:
    reached = Reached(places)
    with reached.recording():
        load(places)
    lines = valued(reached.take(), places.top)["mod.py"]
    assert set(lines) >= {3, 9, 16}
    assert not set(lines) & {2, 4, 14, 17}


def test_what_cannot_be_parsed_keeps_its_lines(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def (")
    assert valued({"broken.py": [1], "gone.py": [2]}, str(tmp_path)) == {
        "broken.py": [1],
        "gone.py": [2],
    }


def test_merged() -> None:
    first, second = {"a.py": [1, 3]}, {"a.py": [2, 3], "b.py": [1]}
    assert merged(first, second) == {"a.py": [1, 2, 3], "b.py": [1]}
    assert first == {"a.py": [1, 3]}


def test_what_ran_is_known_by_its_code(places: Places) -> None:
    executed = Executed(places)
    with executed.recording():
        module = load(places)
        module.plain(1)
    assert executed.has(module.plain.__code__)
    assert not executed.has(module.given.__code__)
    assert executed.files() == {f"{places.top}/mod.py"}


def test_what_ran_in_a_thread_is_known_too(places: Places) -> None:
    executed = Executed(places)
    module = load(places)
    with executed.recording():
        thread = threading.Thread(target=module.given)
        thread.start()
        thread.join()
    assert executed.has(module.given.__code__)


def test_what_ran_elsewhere_does_not_count(tmp_path: Path) -> None:
    executed = Executed(Places(str(tmp_path)))
    with executed.recording():
        merged({}, {})
    assert executed.files() == set()
