"""Which sandbox: the one asked for, or the best that is already there."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from oppie.errors import MachineError, ProjectError
from oppie.model.rollout import Opened, Plan
from oppie.ports import Sandbox, Session
from oppie.workflows.ahead import Ahead

CONTAINERS = ("docker", "podman")


@dataclass(frozen=True, slots=True)
class Place:
    """A sandbox with an open Session in it and the Plan that is carried out there.

    Attributes:
        opened: what the Session found when it started.
        seconds: wall time that opening and starting it took.
        notes: one line each for the user: what was taken, why, how to get the other.
    """

    sandbox: Sandbox
    plan: Plan
    session: Session
    opened: Opened
    notes: tuple[str, ...] = ()
    seconds: float = 0.0


Enter = Callable[[Sandbox], tuple[Plan, Session]]
"""Opens a Session in a sandbox, with the Plan made for it."""

Meanwhile = Callable[[Sandbox, Plan], object]
"""What is done in each sandbox that is tried while the tests are loaded there."""


def _nothing(_sandbox: Sandbox, _plan: Plan) -> None:
    return


@dataclass(frozen=True, slots=True)
class Door:
    """How a sandbox is entered."""

    enter: Enter
    meanwhile: Meanwhile = _nothing


def choose(kind: str, sandboxes: Sequence[Sandbox], door: Door) -> Place:
    """Open a Session in the sandbox that was asked for.

    Args:
        kind: a sandbox's name, or ``auto``: Docker, then Podman, if an engine answers and an
            image is there in which the tests start, else local.
        sandboxes: those that there are.
        door: how one is entered.

    Raises:
        MachineError: the sandbox that was asked for cannot be used here.
        ProjectError: the tests do not start.
    """
    by_name = {sandbox.name: sandbox for sandbox in sandboxes}
    if kind != "auto":
        return _demanded(by_name[kind], door)
    reasons: list[str] = []
    for name in CONTAINERS:
        if name in by_name:
            place, reason = _tried(by_name[name], door)
            if place is not None:
                return place
            reasons.append(reason)
    place = _demanded(by_name["local"], door)
    why = "; ".join(reason for reason in reasons if reason)
    note = f"Sandbox: local ({why}). For containers: --sandbox=docker."
    return replace(place, notes=(note,))


def _demanded(sandbox: Sandbox, door: Door) -> Place:
    state = sandbox.available()
    if not state.ok:
        raise MachineError(
            f"the sandbox {sandbox.name} cannot be used: {state.why}", hint=state.hint
        )
    return _entered(sandbox, door)


def _tried(sandbox: Sandbox, door: Door) -> tuple[Place | None, str]:
    """A place in a container, or None with the reason."""
    state = sandbox.available()
    if not state.ok:
        return None, state.why
    try:
        place = _entered(sandbox, door)
    except (ProjectError, MachineError) as error:
        return None, f"the tests do not start in {sandbox.name}'s image: {error.message}"
    note = f"Sandbox: {sandbox.name} ({state.why}). To run without containers: --sandbox=local."
    return replace(place, notes=(note,)), ""


def _entered(sandbox: Sandbox, door: Door) -> Place:
    plan, session = door.enter(sandbox)
    first = Ahead(session)
    began = time.monotonic()
    try:
        first.begin()
        door.meanwhile(sandbox, plan)
        opened = first.start()
        return Place(sandbox, plan, first, opened, seconds=time.monotonic() - began)
    except BaseException:  # Ctrl-C too leaves nothing behind
        first.close()
        raise
