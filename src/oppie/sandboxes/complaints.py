"""Why the tests could not be loaded, as the user is told."""

from __future__ import annotations

from typing import NoReturn

from oppie.errors import MachineError, ProjectError
from oppie.model.rollout import Limits, Plan
from oppie.sandboxes.channel import GoneError
from oppie.sandboxes.messages import RefusedAnswer


def refuse(answer: RefusedAnswer, plan: Plan) -> NoReturn:
    """Raise what a refusal stands for."""
    if answer.code == "no-driver":
        hint = f"install it: {plan.python} -m pip install {plan.driver}"
        raise MachineError(answer.message, where=plan.program, hint=answer.hint or hint)
    raise ProjectError(answer.message, where=plan.command, hint=answer.hint)


def explain(gone: GoneError, plan: Plan, limits: Limits) -> NoReturn:
    """Raise what it means that a runner is gone that was loading the tests."""
    if gone.late:
        raise ProjectError(
            f"the tests were not loaded within {limits.total_s:g} s",
            where=plan.command,
            hint="run the command by hand: does importing the tests end?",
        )
    if gone.fatal:
        raise MachineError(gone.reason, where=plan.python)
    raise ProjectError(
        f"the tests were not loaded: {gone.reason}",
        where=plan.command,
        hint="run the command by hand: does importing the tests end the interpreter?",
    )
