"""Swapped functions behave as those of a new import, in every way in which one can be held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

Fill = Callable[[Mapping[str, str]], None]

SHAPES = """\
import functools

def plain(x): return x + 1

def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)
    return wrapper

@logged
def wrapped(x): return x + 1

@functools.lru_cache(maxsize=None)
def cached(x): return x + 1

class Box:
    def method(self, x): return x + 1

    @staticmethod
    def static(x): return x + 1

    @classmethod
    def made(cls, x): return x + 1

    @property
    def prop(self): return 1 + 1

def stream(x):
    yield x + 1

async def later(x): return x + 1

def closure(n):
    def inner(x): return x + 1
    return inner

held = closure(1)
table = {"plain": plain, "lambda": lambda x: x + 1}
bound = Box().method
"""

TESTS = """\
import asyncio
import pytest
from shapes import *
from shapes import plain as other, held, table, bound

@pytest.mark.slow
@pytest.mark.parametrize("call", [
    lambda: plain(1), lambda: other(1), lambda: wrapped(1), lambda: cached(1),
    lambda: Box().method(1), lambda: Box.static(1), lambda: Box.made(1), lambda: Box().prop,
    lambda: next(stream(1)), lambda: asyncio.run(later(1)), lambda: closure(1)(1),
    lambda: held(1), lambda: table["plain"](1), lambda: table["lambda"](1), lambda: bound(1),
])
def test_two(call):
    assert call() == 2
"""


def test_every_way_to_hold_a_function(runner: Any, fill: Fill) -> None:
    fill({"shapes.py": SHAPES, "test_shapes.py": TESTS})
    opened = runner.start()
    assert set(runner.outcomes().values()) == {"passed"}
    broken = {"shapes.py": SHAPES.replace("+ 1", "+ 2")}
    warm, done = runner.run(broken)
    assert len(warm) == len(opened["tests"]) == 15
    assert {result["outcome"] for result in warm.values()} == {"failed"}
    assert done["route"] == "swap"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("ran at import", ("return 2 * n", "return 3 * n")),
        ("decorator", ("return function", "return None")),
        ("class body", ("size = 1", "size = 2")),
        ("default", ("by=1", "by=2")),
    ],
)
def test_what_ran_at_import_is_imported_anew(
    runner: Any, fill: Fill, what: str, change: tuple[str, str]
) -> None:
    del what
    source = (
        "def twice(n):\n    return 2 * n\n\n"
        "def mark(function):\n    return function\n\n"
        "FOUR = twice(2)\n\n"
        "class Box:\n    size = 1\n\n"
        "@mark\ndef grow(by=1):\n    return by\n"
    )
    fill({"mod.py": source})
    fill({"test_mod.py": "import mod\ndef test(): assert mod.FOUR == 4 and mod.grow() == 1\n"})
    fill({"test_box.py": "import mod\ndef test(): assert mod.Box.size == 1\n"})
    runner.start()
    results, done = runner.run({"mod.py": source.replace(*change)})
    assert done["route"] == "reload"
    assert "failed" in {result["outcome"] for result in results.values()}


@pytest.mark.slow
def test_a_generator_that_waits_is_imported_anew(runner: Any, fill: Fill) -> None:
    source = "def count():\n    yield 1\n    yield 2\n\nwaiting = count()\n"
    fill({"mod.py": source, "test_mod.py": "import mod\ndef test(): assert next(mod.waiting) == 1"})
    runner.start()
    results, done = runner.run({"mod.py": source.replace("yield 1", "yield 3")})
    assert done["route"] == "reload"
    assert results["test_mod.py::test"]["outcome"] == "failed"


def test_a_moved_function_has_its_new_lines_in_failures(runner: Any, fill: Fill) -> None:
    source = "def f():\n    return 1 / 0\n"
    fill({"mod.py": source, "test_mod.py": "import mod\ndef test(): mod.f()"})
    runner.start()
    results, done = runner.run({"mod.py": "# one\n# two\n" + source})
    assert done["route"] == "swap"
    frames = results["test_mod.py::test"]["failure"]["frames"]
    assert frames[-1] == {"path": "mod.py", "line": 4, "function": "f"}


@pytest.mark.slow
def test_lambdas_of_one_line_are_not_mixed_up(runner: Any, fill: Fill) -> None:
    source = "pair = [lambda x: x, lambda x: x]\n"
    fill({"mod.py": source})
    fill({"test_mod.py": "import mod\ndef test(): assert [f(2) for f in mod.pair] == [2, 3]"})
    runner.start()
    results, _ = runner.run({"mod.py": "pair = [lambda x: x, lambda x: x + 1]\n"})
    assert results["test_mod.py::test"]["outcome"] == "passed"


@pytest.mark.slow
def test_a_changed_test_file_is_reloaded(runner: Any, fill: Fill) -> None:
    fill({"test_mod.py": "def test(): assert 1 == 2"})
    runner.start()
    results, done = runner.run({"test_mod.py": "def test(): assert 1 == 1"})
    assert results["test_mod.py::test"]["outcome"] == "passed"
    assert done["route"] == "reload"


@pytest.mark.slow
def test_a_file_that_nobody_imported_yet_is_simply_written(runner: Any, fill: Fill) -> None:
    fill(
        {"late.py": "N = 1", "test_mod.py": "def test():\n    import late\n    assert late.N == 2"}
    )
    runner.start()
    results, done = runner.run({"late.py": "N = 2"})
    assert results["test_mod.py::test"]["outcome"] == "passed"
    assert done["route"] == "swap"


@pytest.mark.slow
def test_a_file_that_was_missed_at_import_is_missed_no_more(runner: Any, fill: Fill) -> None:
    fill({"mod.py": "try:\n    from extra import N\nexcept ImportError:\n    N = 1\n"})
    fill({"test_mod.py": "import mod\ndef test(): assert mod.N == 2"})
    runner.start()
    results, done = runner.run({"extra.py": "N = 2"})
    assert results["test_mod.py::test"]["outcome"] == "passed"
    assert done["route"] == "reload"


@pytest.mark.slow
def test_data_read_at_import_is_read_again(runner: Any, fill: Fill) -> None:
    fill({"data.txt": "1", "mod.py": "N = int(open('data.txt').read())"})
    fill({"test_mod.py": "import mod\ndef test(): assert mod.N == 2"})
    runner.start()
    results, done = runner.run({"data.txt": "2"})
    assert results["test_mod.py::test"]["outcome"] == "passed"
    assert done["route"] != "swap"
