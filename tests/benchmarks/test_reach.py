"""The benchmark of what the proposer reaches, on tasks made up here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import reach
from benchmarks.options import Options


def task(name: str, path: str, broken: str, fixed: str) -> str:
    return json.dumps(
        {
            "task": name,
            "language": "javascript" if path.endswith(".js") else "python",
            "bug_class": "made up",
            "entry": "f",
            "source": [path],
            "test_command": "",
            "files": {path: broken},
            "reference": {path: fixed},
        }
    )


def figures(folder: Path, *tasks: str) -> list[tuple[str, float | None]]:
    data = folder / "tasks.jsonl"
    data.write_text("\n".join(tasks), encoding="utf-8")
    return [(f.name, f.value) for f in reach.run(Options(data=data))]


def test_a_fix_that_is_proposed_is_reached(tmp_path: Path) -> None:
    known = task("a", "m.py", "def f(x):\n    return x > 1\n", "def f(x):\n    return x >= 1\n")
    assert figures(tmp_path, known)[0] == ("reach.python.100", 1.0)


def test_a_fix_that_is_not_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = task("far-away", "m.py", "x = 1\n", "import os\nx = os.listdir('a' * 3)\n")
    assert figures(tmp_path, known)[-1] == ("reach.python.10000", 0.0)
    assert "far-away" in capsys.readouterr().out


def test_braces_semicolons_and_comments_do_not_count(tmp_path: Path) -> None:
    broken = "// one\nfunction f(x) { if (x) return -1; return 1; }\n"
    fixed = "function f(x) {\n  if (!x) { return -1 }\n  return 1 // two\n}\n"
    assert figures(tmp_path, task("b", "m.js", broken, fixed))[0] == ("reach.javascript.100", 1.0)
