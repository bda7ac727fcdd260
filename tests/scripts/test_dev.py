"""``scripts/dev.py``: what it says when something is missing, and the syntax it may use."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "dev.py"


def started(*words: str, script: Path = SCRIPT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(script), *words], capture_output=True, text=True, check=False
    )


def test_an_old_python_can_read_it() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names <= set(sys.stdlib_module_names)


def test_without_words_it_says_what_it_can_do() -> None:
    done = started()
    assert done.returncode == 0
    assert "dev.py demo" in done.stdout


def test_other_words_are_wrong_use() -> None:
    assert started("frobnicate").returncode == 2
    assert started("check", "--slowly").returncode == 2


def test_a_python_without_venv_is_told_what_to_install(tmp_path: Path) -> None:
    """A checkout of its own, and a venv module that fails as Debian's does without ensurepip."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "scripts" / "dev.py").write_bytes(SCRIPT.read_bytes())
    (tmp_path / "requirements" / "run.lock").touch()
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "venv.py").write_text("raise SystemExit('ensurepip is not available')\n")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "scripts" / "dev.py"), "demo"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 5
    assert "python3-venv" in done.stderr
    assert "ensurepip is not available" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / ".venv").exists()
