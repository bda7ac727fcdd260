"""Where forking is unsound, something else serves."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import iniconfig
import pytest

Fill = Callable[[Mapping[str, str]], None]

THREADED = """\
import threading, time
threading.Thread(target=time.sleep, args=(60,), daemon=True, name="ticker").start()
def one(): return 1
"""
TEST = "import mod\ndef test(): assert mod.one() == 1"


@pytest.mark.slow
def test_threads_at_import_make_each_rollout_fresh(runner: Any, fill: Fill) -> None:
    fill({"mod.py": THREADED, "test_mod.py": TEST})
    opened = runner.start()
    assert not opened["warm"]
    assert opened["note"] == "threads run after import: ticker"
    results, done = runner.run({"mod.py": THREADED.replace("return 1", "return 2")})
    assert results["test_mod.py::test"]["outcome"] == "failed"
    assert done["route"] == "fresh"


@pytest.mark.slow
def test_a_conftest_that_imports_what_changed(runner: Any, fill: Fill) -> None:
    fill({"mod.py": "N = 1\ndef one(): return N", "test_mod.py": TEST})
    fill({"conftest.py": "import mod"})
    runner.start()
    for number, outcome in ((2, "failed"), (1, "passed"), (3, "failed")):
        results, done = runner.run({"mod.py": f"N = {number}  # \ndef one(): return N"})
        assert results["test_mod.py::test"]["outcome"] == outcome
        assert done["route"] == ("swap" if number == 1 else "reload")


def test_rollouts_do_not_see_each_other(runner: Any, fill: Fill) -> None:
    fill({"mod.py": "seen = []\ndef one():\n    seen.append(1)\n    return len(seen)\n"})
    fill({"test_mod.py": TEST})
    runner.start()
    assert [runner.outcomes() for _ in range(3)] == [{"test_mod.py::test": "passed"}] * 3


@pytest.mark.slow
def test_what_a_test_starts_is_killed_with_it(runner: Any, fill: Fill) -> None:
    starts = (
        "import os, subprocess, sys\n"
        "def test():\n"
        '    code = \'import os, time; os.setsid(); open("pid", "w").write(str(os.getpid()));\'\n'
        "    subprocess.Popen([sys.executable, '-c', code + 'time.sleep(60)'])\n"
        "    while not os.path.exists('pid') or not open('pid').read(): pass\n"
    )
    fill({"test_mod.py": starts, "pid": ""})
    runner.start()
    runner.run()
    runner.run(targets=["test_mod.py::gone"])  # answered after the first one's remains are gone
    pid = int((runner.workspace / "pid").read_text())
    assert not _lives(pid)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
def test_a_project_that_pytest_is_built_on(runner: Any, fill: Fill) -> None:
    real = Path(iniconfig.__file__).parent
    fill({f"iniconfig/{path.name}": path.read_text() for path in real.glob("*.py")})
    fill({"test_ini.py": "import iniconfig\ndef test(): assert iniconfig.IniConfig\n"})
    opened = runner.start()
    assert opened["note"] == "pytest itself is loaded from the project"
    assert runner.outcomes() == {"test_ini.py::test": "passed"}
    results, done = runner.run({"iniconfig/__init__.py": "def broken("}, ["test_ini.py::test"])
    assert results["test_ini.py::test"]["outcome"] == "error"
    assert "SyntaxError" in results["test_ini.py::test"]["failure"]["message"]
    assert (done["route"], done["lost"]) == ("fresh", "")
