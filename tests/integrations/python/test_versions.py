"""Every interpreter of the matrix that is here answers, and gets a plan that fits it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.integrations.python import PythonIntegration
from oppie.model.project import TestCommand
from tests.integrations.projects import PYTEST_FILE, project

VERSIONS = ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14")
"""What a project under repair may live on; ``.github`` runs each."""

WITHOUT_OURS = ("3.8", "3.9", "3.10")
"""Too old for the pytest that oppie brings."""

FILES = {"p.py": "", "test_p.py": PYTEST_FILE}

pytestmark = pytest.mark.slow


def here(version: str) -> str:
    """An interpreter of that version; the test is skipped where there is none."""
    kept = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python"))
    found = str(kept[-1]) if kept else shutil.which(f"python{version}")
    if not found:
        pytest.skip(f"Python {version} is not here")
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_examined(tmp_path: Path, version: str) -> None:
    project(tmp_path, FILES)
    asked = TestCommand(python=here(version))
    found = PythonIntegration().interpreter(tmp_path, tuple(FILES), asked)
    assert found.release.startswith(f"{version}.")
    assert Path(found.program).is_absolute()


@pytest.mark.parametrize("version", VERSIONS)
def test_it_has_pytest_or_borrows_it_or_says_what_to_install(tmp_path: Path, version: str) -> None:
    project(tmp_path, FILES)
    integration = PythonIntegration(os.environ, tmp_path / "store")
    asked = TestCommand("pytest", python=here(version))
    has_own = integration.interpreter(tmp_path, tuple(FILES), asked).pytest
    if not has_own and version in WITHOUT_OURS:
        with pytest.raises(MachineError) as caught:
            integration.plan(tmp_path, tuple(FILES), asked)
        assert "-m pip install pytest" in caught.value.hint
    else:
        plan = integration.plan(tmp_path, tuple(FILES), asked)
        assert bool(plan.extra_path) is not has_own
