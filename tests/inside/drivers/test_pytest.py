"""pytest as people have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

Fill = Callable[[Mapping[str, str]], None]

PASSES = "def test():\n    pass\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "addopts",
    [
        "-n 4 --dist loadfile",
        "--cov=src --cov-report=term-missing --cov-fail-under=90",
        "-x --maxfail=1",
        "-p no:randomly -p no:xdist",
        "--random-order --random-order-seed=3",
        "--strict-markers --strict-config -ra -q",
        "--junitxml=out.xml --durations=5",
    ],
)
def test_addopts_that_are_not_for_rollouts(runner: Any, fill: Fill, addopts: str) -> None:
    fill({"pytest.ini": f"[pytest]\naddopts = {addopts}\n"})
    fill({"test_a.py": "def test_bad(): assert 0\ndef test_good(): pass\n"})
    assert runner.start()["event"] == "opened"
    assert runner.outcomes() == {"test_a.py::test_bad": "failed", "test_a.py::test_good": "passed"}
    assert not (runner.workspace / "out.xml").exists()


@pytest.mark.slow
def test_user_options_still_choose(runner: Any, fill: Fill) -> None:
    fill({"pyproject.toml": "[tool.pytest.ini_options]\naddopts = '-m \"not slow\"'\n"})
    marks = "def pytest_configure(config):\n    config.addinivalue_line('markers', 'slow')\n"
    fill({"conftest.py": marks})
    fill({"test_a.py": "import pytest\n@pytest.mark.slow\ndef test_slow(): pass\n" + PASSES})
    assert runner.start("pytest", "-k", "test")["tests"] == ["test_a.py::test"]
    fill({"mod.py": "N = 1"})
    results, done = runner.run({"test_a.py": PASSES}, ["test_a.py"])
    assert list(results) == ["test_a.py::test"]
    assert done["route"] == "reload"


@pytest.mark.slow
def test_settings_unknown_to_this_pytest_are_passed_over(runner: Any, fill: Fill) -> None:
    ini = (
        "[pytest]\naddopts = --strict-config\nnever_heard_of = 1\nrequired_plugins = pytest-nope\n"
    )
    fill({"pytest.ini": ini + "filterwarnings = error\n", "test_a.py": PASSES})
    runner.start()
    assert runner.outcomes() == {"test_a.py::test": "passed"}


@pytest.mark.slow
def test_warnings_as_errors_fail_a_test(runner: Any, fill: Fill) -> None:
    fill({"setup.cfg": "[tool:pytest]\nfilterwarnings = error\n"})
    fill({"test_a.py": "import warnings\ndef test(): warnings.warn('old')\n"})
    runner.start()
    results, _ = runner.run()
    assert results["test_a.py::test"]["failure"]["kind"] == "UserWarning"


OUTCOMES = """\
import pytest

@pytest.fixture
def broken(): raise ValueError("setup")

@pytest.fixture
def torn():
    yield
    raise ValueError("teardown")

def test_setup(broken): pass
def test_teardown(torn): pass
def test_missing(nothing): pass
@pytest.mark.skip
def test_skip(): pass
@pytest.mark.xfail
def test_xfail(): assert 0
@pytest.mark.xfail(strict=True)
def test_xpass_strict(): pass
@pytest.mark.xfail
def test_xpass(): pass
@pytest.mark.parametrize("n", [1, 2])
def test_param(n): assert n == 1
class TestX:
    def test_y(self): pass
"""


def test_every_outcome(runner: Any, fill: Fill) -> None:
    fill({"tests/test_a.py": OUTCOMES})
    runner.start()
    results, _ = runner.run()
    told = {
        test.partition("::")[2]: (
            result["outcome"],
            result["failure"] and (result["failure"]["kind"], result["failure"]["message"]),
        )
        for test, result in results.items()
    }
    assert told == {
        "test_setup": ("error", ("ValueError", "setup")),
        "test_teardown": ("error", ("ValueError", "teardown")),
        "test_missing": ("error", ("LookupError", "fixture 'nothing' not found")),
        "test_skip": ("skipped", None),
        "test_xfail": ("skipped", None),
        "test_xpass_strict": ("failed", ("Failed", "[XPASS(strict)] ")),
        "test_xpass": ("passed", None),
        "test_param[1]": ("passed", None),
        "test_param[2]": ("failed", ("AssertionError", "assert 2 == 1")),
        "TestX::test_y": ("passed", None),
    }


SHARED = """\
import pytest
made = []
@pytest.fixture(scope="module")
def shared():
    made.append(1)
    yield len(made)
    made.append("gone")
def test_one(shared): assert shared == 1 and made == [1]
def test_two(shared): assert shared == 1 and made == [1]
def test_three(): pass
"""


def test_module_fixtures_are_shared_in_any_order(runner: Any, fill: Fill) -> None:
    fill({"test_a.py": SHARED})
    runner.start()
    names = [f"test_a.py::test_{name}" for name in ("two", "three", "one")]
    assert runner.outcomes(targets=names[:1], others=names[1:]) == dict.fromkeys(names, "passed")


@pytest.mark.slow
def test_ids_are_from_the_workspaces_top(runner: Any, fill: Fill) -> None:
    fill({"part/pytest.ini": "[pytest]\n", "part/tests/test_a.py": PASSES})
    opened = runner.start(folder="part", import_roots=["part"])
    assert opened["tests"] == ["part/tests/test_a.py::test"]
    results, _ = runner.run({"part/tests/test_a.py": PASSES + "# changed"}, opened["tests"])
    assert results["part/tests/test_a.py::test"]["outcome"] == "passed"


@pytest.mark.slow
def test_doctests(runner: Any, fill: Fill) -> None:
    fill({"mod.py": 'def f():\n    """One.\n\n    >>> f()\n    1\n    """\n    return 2\n'})
    fill({"pytest.ini": "[pytest]\naddopts = --doctest-modules\n"})
    opened = runner.start()
    assert opened["tests"] == ["mod.py::mod.f"]
    results, _ = runner.run()
    failure = results["mod.py::mod.f"]["failure"]
    assert failure["message"].startswith("f()\nexpected: 1\ngot: 2")
    assert failure["frames"][-1] == {"path": "mod.py", "line": 4, "function": "<module>"}


def test_a_conftest_that_cannot_be_imported(runner: Any, fill: Fill) -> None:
    fill({"mod.py": "def one(:\n", "tests/conftest.py": "import mod", "tests/test_a.py": PASSES})
    opened = runner.start()
    assert opened["tests"] == ["tests/conftest.py"]
    results, _ = runner.run()
    assert results["tests/conftest.py"]["failure"]["kind"] == "SyntaxError"
    fixed = {"mod.py": "def one(): pass"}
    assert runner.outcomes(fixed, ["tests/conftest.py"]) == {"tests/test_a.py::test": "passed"}


@pytest.mark.slow
def test_a_module_that_leaves_at_import(runner: Any, fill: Fill) -> None:
    fill({"test_a.py": "import sys\nsys.exit(1)\n", "test_b.py": PASSES})
    assert runner.start()["tests"] == ["test_b.py::test", "test_a.py"]
    results, _ = runner.run()
    assert results["test_a.py"]["failure"]["kind"] == "SystemExit"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("files", "args", "code"),
    [
        ({"test_a.py": "x = 1"}, (), "no-tests"),
        ({"test_a.py": PASSES}, ("--nope",), "collect"),
        ({"test_a.py": PASSES}, ("missing.py",), "collect"),
    ],
)
def test_refusals(runner: Any, fill: Fill, files: Any, args: Any, code: str) -> None:
    fill(files)
    refused = runner.start("pytest", *args)
    assert refused["event"] == "refused"
    assert refused["code"] == code
    assert refused["message"]


NOISY = """\
import os, sys
def test():
    print("x" * 100000)
    os.write(1, b"{}")
    os.write(2, b"{}")
def test_in():
    input()
"""


@pytest.mark.slow
def test_output_and_input_of_tests_stay_away(runner: Any, fill: Fill) -> None:
    fill({"test_a.py": NOISY})
    runner.start()
    results, _ = runner.run()
    assert results["test_a.py::test"]["outcome"] == "passed"
    assert results["test_a.py::test_in"]["failure"]["kind"] == "OSError"


@pytest.mark.slow
def test_captured_output_is_seen_by_tests(runner: Any, fill: Fill) -> None:
    asks = "def test(capsys):\n    print('é')\n    assert capsys.readouterr().out == 'é\\n'\n"
    fill({"test_a.py": asks})
    runner.start()
    assert runner.outcomes() == {"test_a.py::test": "passed"}


CASES = """\
import unittest
class T(unittest.TestCase):
    def test_bad(self): self.assertEqual(1, 2)
    def test_broken(self): 1 / 0
    def test_hang(self):
        while True: pass
    @unittest.skip("why")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail()
class Setup(unittest.TestCase):
    def setUp(self): raise ValueError("no")
    def test(self): pass
class Shared(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise ValueError("no")
    def test(self): pass
"""


def test_cases_of_unittest_tell_their_own_exceptions(runner: Any, fill: Fill) -> None:
    fill({"test_a.py": CASES})
    runner.start()
    results, _ = runner.run(test_s=0.2)
    told = {
        test.partition("::")[2]: (result["outcome"], (result["failure"] or {}).get("kind"))
        for test, result in results.items()
    }
    assert told == {
        "T::test_bad": ("failed", "AssertionError"),
        "T::test_broken": ("failed", "ZeroDivisionError"),
        "T::test_hang": ("timed_out", "TimedOut"),
        "T::test_skip": ("skipped", None),
        "T::test_expected": ("skipped", None),
        "Setup::test": ("failed", "ValueError"),
        "Shared::test": ("error", "ValueError"),
    }
    frames = results["test_a.py::T::test_bad"]["failure"]["frames"]
    assert frames[-1] == {"path": "test_a.py", "line": 3, "function": "test_bad"}


SUBTESTS = """\
import unittest
class T(unittest.TestCase):
    def test(self):
        for i in range(3):
            with self.subTest(i=i): self.assertEqual(i, 0)
"""


SOME_SKIPPED = """from unittest import SkipTest, TestCase

class T(TestCase):
    def test_one(self):
        with self.subTest(1): raise SkipTest("not here")
        with self.subTest(2): self.assertEqual(1, 2)
        with self.subTest(3): raise SkipTest("not here")
    def test_other(self):
        with self.subTest(1): raise SkipTest("not here")
"""


@pytest.mark.slow
def test_a_skipped_subtest_hides_no_failure_and_skips_no_test(runner: Any, fill: Fill) -> None:
    fill({"test_a.py": SOME_SKIPPED})
    runner.start()
    results, _ = runner.run()
    seen = {test.rpartition("::")[2]: result for test, result in results.items()}
    assert seen["test_one"]["outcome"] == "failed"
    assert seen["test_one"]["failure"]["kind"] != "Skipped"
    assert seen["test_other"]["outcome"] == "passed"


@pytest.mark.slow
def test_a_subtest_that_fails_fails_its_test(runner: Any, fill: Fill) -> None:
    fill({"test_a.py": SUBTESTS})
    runner.start()
    assert runner.outcomes() == {"test_a.py::T::test": "failed"}
