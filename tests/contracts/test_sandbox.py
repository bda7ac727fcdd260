"""What every Sandbox holds to; ``small_project.CASES`` lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.model.project import Workspace
from tests.contracts.small_project import CASES, QUICK, Case, made, plan, workspace

pytestmark = pytest.mark.parametrize("case", CASES)


def test_it_has_a_name_and_says_whether_it_can_be_used(case: Case) -> None:
    sandbox = case.make()
    here = sandbox.available()
    assert sandbox.name
    assert "\n" not in here.why
    assert here.ok or here.hint


def test_each_session_is_a_copy_of_its_own(case: Case) -> None:
    sandbox = made(case)
    first = sandbox.open(workspace(), plan(case.python), QUICK)
    second = sandbox.open(workspace(), plan(case.python), QUICK)
    try:
        assert first is not second
        assert first.start().tests == second.start().tests
        first.close()
        assert second.probe(()) == ()
    finally:
        first.close()
        second.close()


def test_its_fingerprint_stays_the_same(case: Case) -> None:
    assert made(case).fingerprint() == made(case).fingerprint()


def test_nothing_is_left_to_sweep_after_a_close(case: Case) -> None:
    sandbox = made(case)
    session = sandbox.open(workspace(), plan(case.python), QUICK)
    session.start()
    session.close()
    assert not [line for line in sandbox.sweep() if "contract" in line]


def test_what_lives_is_not_swept(case: Case) -> None:
    sandbox = made(case)
    session = sandbox.open(workspace(), plan(case.python), QUICK)
    try:
        tests = session.start().tests
        list(sandbox.sweep())
        assert tests
        assert session.probe(()) == ()
    finally:
        session.close()


def test_a_copy_that_cannot_be_made_is_the_machines_error(case: Case) -> None:
    sandbox = made(case)

    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder))

    session = sandbox.open(Workspace(Path("/nowhere"), full, "contract"), plan(case.python), QUICK)
    if sandbox.name == "scripted":  # it makes no copy
        return
    with pytest.raises(MachineError, match="full"):
        session.start()
    session.close()
