"""A project made ready, checked and left clean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from oppie.config.paths import data_folder
from oppie.sandboxes.once import run_once
from oppie.wiring.edges import integrations, sandboxes
from oppie.workflows import clean as cleaning
from oppie.workflows import doctor as checking
from oppie.workflows import init as initialising
from oppie.workflows.doctor import Check
from oppie.workflows.init import Initialised, Kit
from oppie.workflows.request import RunRequest


def initialise(folder: Path, schema: str, project_type: str, *, force: bool) -> Initialised:
    """Write a first ``oppie.yaml``."""
    local = sandboxes(RunRequest(folder, sandbox="local"))[0]
    kit = Kit(integrations(), local, run_once, schema)
    return initialising.initialise(folder, kit, project_type, force=force)


def doctor(folder: Path, settings: Callable[[], RunRequest]) -> tuple[Check, ...]:
    """Check machine, settings and project; ``settings`` raises what is wrong with them."""
    every = sandboxes(RunRequest(folder))
    return (*checking.machine(every), *checking.project(settings, integrations()))


def clean(folder: Path, *, cache: bool) -> tuple[str, ...]:
    """Remove what oppie left; the memory too where ``cache`` says so."""
    every = sandboxes(RunRequest(folder))
    return cleaning.clean(folder, every, data_folder() if cache else None)
