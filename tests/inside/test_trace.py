from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Fill = Callable[[Mapping[str, str]], None]


def test_lines_by_test(calc: Any) -> None:
    traces = calc.trace("test_calc.py::test_add", "test_calc.py::test_mul")
    assert traces["test_calc.py::test_add"]["outcome"] == "failed"
    assert traces["test_calc.py::test_add"]["lines"]["calc.py"] == [1, 5, 6, 10]
    assert traces["test_calc.py::test_mul"]["lines"]["calc.py"] == [1, 10, 11]


@pytest.mark.slow
def test_a_test_that_hangs_tells_its_lines(runner: Any, fill: Fill) -> None:
    fill({"test_loop.py": "def test():\n    n = 0\n    while True:\n        n += 1\n"})
    runner.start()
    traces = runner.trace("test_loop.py::test", test_s=0.1)
    assert traces["test_loop.py::test"]["outcome"] == "timed_out"
    assert set(traces["test_loop.py::test"]["lines"]["test_loop.py"]) >= {2, 4}


@pytest.mark.slow
def test_a_file_that_does_not_collect_tells_its_imports_lines(runner: Any, fill: Fill) -> None:
    fill({"mod.py": "N = 1\nM = N / 0\n", "test_mod.py": "import mod\n"})
    runner.start()
    traces = runner.trace("test_mod.py")
    assert traces["test_mod.py"]["outcome"] == "error"
    assert traces["test_mod.py"]["lines"]["mod.py"] == [1, 2]


@pytest.mark.slow
def test_threads_are_traced(runner: Any, fill: Fill) -> None:
    fill({"mod.py": "def work():\n    return 1\n"})
    fill(
        {
            "test_mod.py": "import threading, mod\ndef test():\n"
            "    thread = threading.Thread(target=mod.work)\n"
            "    thread.start()\n    thread.join()\n"
        }
    )
    runner.start()
    assert runner.trace("test_mod.py::test")["test_mod.py::test"]["lines"]["mod.py"] == [2]


POINT = """\
class Point:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return "Point(%r)" % self.x


def moved(point):
    return Point(point.x)
"""
BY_PYTEST = "from mod import *\n\n\ndef test():\n    assert moved(Point(1)) == Point(2)\n"
BY_UNITTEST = """\
import unittest
from mod import *


class T(unittest.TestCase):
    def test(self):
        self.assertEqual(moved(Point(1)), Point(2))
"""


@pytest.mark.parametrize(
    ("driver", "text", "test"),
    [
        ("pytest", BY_PYTEST, "test_mod.py::test"),
        ("unittest", BY_UNITTEST, "test_mod.T.test"),
        ("pytest", BY_UNITTEST, "test_mod.py::T::test"),
    ],
)
def test_what_describes_a_failure_is_not_what_failed(
    runner: Any, fill: Fill, driver: str, text: str, test: str
) -> None:
    fill({"mod.py": POINT, "test_mod.py": text})
    runner.start(driver)
    traced = runner.trace(test)[test]
    assert traced["outcome"] == "failed"
    assert traced["lines"]["mod.py"] == [3, 10]


def test_tracing_changes_nothing_for_rollouts(calc: Any) -> None:
    before = calc.outcomes()
    calc.trace(*before)
    assert calc.outcomes() == before


@pytest.mark.slow
def test_a_plugin_that_pytest_rewrites_is_not_imported_before(
    runner: Any, fill: Fill, tmp_path: Path
) -> None:
    metadata = tmp_path / "site" / "plug-1.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: plug\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[pytest11]\nplug = plug\n")
    (metadata / "RECORD").write_text("plug/__init__.py,,\n")
    (tmp_path / "site" / "plug").mkdir()
    (tmp_path / "site" / "plug" / "__init__.py").write_text("")
    (tmp_path / "site" / "other.py").write_text("import plug\n")
    fill({"pytest.ini": "[pytest]\nfilterwarnings = error\n"})
    fill({"test_a.py": "import other\n\n\ndef test():\n    assert other.plug\n"})
    runner.start(extra_path=[str(tmp_path / "site")])
    assert runner.trace("test_a.py::test")["test_a.py::test"]["outcome"] == "passed"
