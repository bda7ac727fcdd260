"""The second worker's Session starts with the first one's; others when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from oppie.model.rollout import Plan
from oppie.store.objects import StoredObjects
from oppie.store.runs import Runs
from oppie.vst.vst import Vst
from oppie.workflows.desk import Desk, Stopwatch
from oppie.workflows.read import read_project
from oppie.workflows.spares import Spares
from tests.workflows.house import Listener, place, project, request, returns_one, workshop

PLAN = Plan("pytest", "pytest", "python3")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = project(tmp_path)
    clock = Stopwatch()
    journal = Runs(folder).begin("{}", "0", clock)
    yield Desk(request(folder), workshop(Listener()), journal, clock)
    journal.close()


def spares(desk: Desk, stack: ExitStack, jobs: int) -> Spares:
    desk = replace(desk, workshop=replace(desk.workshop, jobs=jobs))
    objects = StoredObjects(desk.request.folder)
    stack.callback(objects.close)
    made = Spares(desk, read_project(desk, Vst(objects), None), stack)
    made.entered(place(returns_one), PLAN)
    return made


def test_two_workers_have_a_second_session_that_starts_at_once(desk: Desk) -> None:
    with ExitStack() as stack:
        second = spares(desk, stack, jobs=2).second
        assert second is not None
        assert second.start().tests


def test_one_worker_needs_none_until_it_asks(desk: Desk) -> None:
    with ExitStack() as stack:
        made = spares(desk, stack, jobs=1)
        assert made.second is None
        assert made.another().start().tests


def test_no_session_is_opened_nowhere(desk: Desk) -> None:
    with ExitStack() as stack:
        objects = StoredObjects(desk.request.folder)
        stack.callback(objects.close)
        made = Spares(desk, read_project(desk, Vst(objects), None), stack)
        with pytest.raises(LookupError, match="no sandbox"):
            made.another()
