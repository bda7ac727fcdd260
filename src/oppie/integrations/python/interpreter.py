"""An interpreter examined once: its version, where it lives, whether it has pytest."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ValidationError

from oppie.errors import MachineError

OLDEST = (3, 8)
ANSWER_S = 30.0

EXAMINATION = """
import importlib.util, json, os, site, sys
sys.path[:] = [entry for entry in sys.path if entry not in ("", os.getcwd())]
packages = site.getusersitepackages() if site.ENABLE_USER_SITE else ""
def has(name):
    return importlib.util.find_spec(name) is not None
print(json.dumps({
    "program": sys.executable,
    "version": list(sys.version_info[:3]),
    "prefix": sys.prefix,
    "base": sys.base_prefix,
    "user_base": site.getuserbase() if os.path.isdir(packages) else "",
    "pytest": has("pytest") and has("_pytest"),
    "pip": has("pip"),
}))
"""


class Interpreter(BaseModel, frozen=True):
    """What an interpreter says of itself.

    Attributes:
        program: absolute path; in an environment that environment's own.
        version: major, minor, micro.
        prefix: the environment's folder; the installation's where there is none.
        base: the installation's folder.
        user_base: where packages of the user's own lie; empty where there are none.
        pytest, pip: whether it can import them.
    """

    program: str
    version: tuple[int, int, int]
    prefix: str
    base: str
    user_base: str
    pytest: bool
    pip: bool

    @property
    def isolated(self) -> bool:
        """Whether it belongs to a virtual environment."""
        return self.prefix != self.base

    @property
    def release(self) -> str:
        """Its version as people write it."""
        return ".".join(map(str, self.version))

    def describe(self) -> str:
        """One line for a person."""
        kind = "environment" if self.isolated else "installation"
        tests = "with pytest" if self.pytest else "without pytest"
        return f"Python {self.release} ({self.program}), {kind} {self.prefix}, {tests}"


def examine(program: str, folder: Path, environ: Mapping[str, str], *, where: str) -> Interpreter:
    """Ask an interpreter about itself.

    Args:
        program: path or name.
        folder: where it is started; version managers look there.
        environ: the user's; ``PYTHON…`` variables do not reach rollouts and are left out.
        where: what named the interpreter, for errors.

    Raises:
        MachineError: it cannot be started, is no Python, or is older than :data:`OLDEST`.
    """
    kept = {name: value for name, value in environ.items() if not name.startswith("PYTHON")}
    try:
        done = subprocess.run(  # noqa: S603 - the interpreter that the user's project names
            [program, "-c", EXAMINATION],
            cwd=folder,
            env=kept,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=ANSWER_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _unusable(program, where, str(error)) from error
    return _checked(program, where, done)


def _checked(program: str, where: str, done: subprocess.CompletedProcess[bytes]) -> Interpreter:
    said = done.stdout.strip().splitlines()
    try:
        found = Interpreter.model_validate_json(said[-1] if said else b"")
    except ValidationError as error:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _unusable(program, where, told[-1] if told else "it says nothing") from error
    if found.version < (*OLDEST, 0):
        raise MachineError(
            f"{program} is Python {found.release}; 3.8 or newer is needed",
            where=where,
            hint="Name another interpreter with --python=PATH.",
        )
    return found


def _unusable(program: str, where: str, why: str) -> MachineError:
    return MachineError(
        f"the interpreter {program} cannot be used: {why}",
        where=where,
        hint="Make the environment anew, or name another interpreter with --python=PATH.",
    )
