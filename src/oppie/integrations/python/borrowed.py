"""oppie's own pytest, for interpreters that have none."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from oppie.config.paths import data_folder
from oppie.errors import MachineError
from oppie.integrations.python.interpreter import Interpreter

OLDEST = (3, 11)
"""Older interpreters need packages that this oppie's own does not have."""

PACKAGES = ("pytest", "_pytest", "py", "pluggy", "iniconfig", "packaging", "pygments")


def pytest_for(interpreter: Interpreter, store: Path | None = None) -> str:
    """A folder with pytest and what it needs, and with nothing else that oppie brings.

    The packages are copied once for each version: the rest of oppie's environment must not
    be importable beside a project's, and a sandbox may hide where oppie is installed.

    Args:
        interpreter: one that has no pytest.
        store: where the folder is kept; None is the user's data folder.

    Raises:
        MachineError: the interpreter is too old, or the folder cannot be written.
    """
    if interpreter.version < (*OLDEST, 0):
        raise MachineError(
            f"Python {interpreter.release} of this project has no pytest",
            where=interpreter.program,
            hint=f"Install it: {install(interpreter)}",
        )
    try:
        return str(_kept(store or data_folder()))
    except OSError as error:
        raise MachineError(
            f"oppie's own pytest cannot be copied for the project: {error}",
            where=str(error.filename or ""),
            hint=f"Install pytest in the project's environment: {install(interpreter)}",
        ) from error


def install(interpreter: Interpreter) -> str:
    """The command that installs pytest for an interpreter."""
    if interpreter.pip:
        return f"{interpreter.program} -m pip install pytest"
    return f"uv pip install --python {interpreter.program} pytest"


def _kept(store: Path) -> Path:
    place = store / f"pytest-{version('pytest')}-{_digest()}"
    if place.is_dir():
        return place
    store.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="pytest-", dir=store))
    for source in _sources():
        _copy(source, made / source.name)
    made.chmod(0o755)
    try:
        made.rename(place)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        if not place.is_dir():  # not another oppie that was quicker
            raise
    return place


def _digest() -> str:
    versions = [version(name) for name in ("pluggy", "iniconfig", "packaging", "pygments")]
    where = [*versions, sys.prefix]
    return hashlib.sha256("\0".join(where).encode()).hexdigest()[:12]


def _sources() -> list[Path]:
    specs = filter(None, map(find_spec, PACKAGES))
    files = [Path(spec.origin) for spec in specs if spec.origin]
    return [file.parent if file.name == "__init__.py" else file for file in files]


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)
