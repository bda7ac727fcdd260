"""Where oppie keeps what is the user's: ``OPPIE_HOME``, else the system's usual folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import platformdirs

PROJECT_FILE = "oppie.yaml"


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the cache of observations and the learned patterns lie; it may not exist."""
    chosen = _chosen(environment)
    return chosen / "data" if chosen else platformdirs.user_data_path("oppie", appauthor=False)


def user_file(environment: Mapping[str, str] = os.environ) -> Path:
    """The user's own settings, of the form of ``oppie.yaml``; it may not exist."""
    usual = platformdirs.user_config_path("oppie", appauthor=False)
    return (_chosen(environment) or usual) / "config.yaml"


def project_file(folder: Path) -> Path:
    """The ``oppie.yaml`` that counts in a folder; it may not exist.

    The nearest one upward, as far as the top of the git working tree; else the one that would
    stand at that top. Without git only the folder itself counts.
    """
    candidates = list(_upward(folder.absolute()))
    for each in candidates:
        if (each / PROJECT_FILE).is_file():
            return each / PROJECT_FILE
    return candidates[-1] / PROJECT_FILE


def _upward(folder: Path) -> Iterator[Path]:
    top = next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)
    for each in (folder, *folder.parents):
        yield each
        if each == top:
            return


def _chosen(environment: Mapping[str, str]) -> Path | None:
    folder = environment.get("OPPIE_HOME", "")
    return Path(folder).expanduser().absolute() if folder else None
