from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oppie.inside.mark import SIZE, Mark


def test_nothing_runs_at_first(tmp_path: Path) -> None:
    assert Mark(str(tmp_path)).read() is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(min_size=1, max_size=200), collecting=st.booleans())
def test_what_begins_is_read_by_another(tmp_path: Path, name: str, collecting: bool) -> None:  # noqa: FBT001 - drawn
    writer, reader = Mark(str(tmp_path)), Mark(str(tmp_path))
    before = time.monotonic()
    writer.begin(name, collecting=collecting)
    running = reader.read()
    assert running is not None
    assert (running.name, running.collecting) == (name, collecting)
    assert before <= running.since <= time.monotonic()
    writer.clear()
    assert reader.read() is None


def test_names_that_are_not_utf8_or_too_long(tmp_path: Path) -> None:
    mark = Mark(str(tmp_path))
    odd = os.fsdecode(b"\xff.py")
    mark.begin(odd)
    running = mark.read()
    assert running is not None
    assert running.name == odd
    mark.begin("x" * (2 * SIZE))
    running = mark.read()
    assert running is not None
    assert set(running.name) == {"x"}


def test_it_outlives_the_process_that_wrote_it(tmp_path: Path) -> None:
    mark = Mark(str(tmp_path))
    pid = os.fork()
    if not pid:
        mark.begin("test_it.py::test")
        os._exit(1)
    os.waitpid(pid, 0)
    running = mark.read()
    assert running is not None
    assert running.name == "test_it.py::test"


@pytest.mark.parametrize("first", ["short", "a much longer name"])
def test_a_name_leaves_nothing_of_the_one_before(tmp_path: Path, first: str) -> None:
    mark = Mark(str(tmp_path))
    for name in (first, "next"):
        mark.begin(name)
    running = mark.read()
    assert running is not None
    assert running.name == "next"
