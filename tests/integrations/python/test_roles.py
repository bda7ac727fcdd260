"""What may change, and what is a test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.integrations.python.roles import is_test, may_change

SOURCES = """
solution.py src/pkg/__init__.py pkg/core.py pkg/testing.py src/pkg/testing/helpers.py pkg/contest.py
pkg/docs/render.py pkg/build/backend.py pkg/latest.py packages/one/src/one/a.py app/main.py
pkg/testtools.py pkg/attest.py pkg/Testament.py pkg/Contest.py pkg/a_spec.py
src/build/env.py scripts/tool.py manage.py pkg/protest_a.py
""".split()  # noqa: SIM905 - a list of paths reads best as words
TESTS = """
test_a.py a_test.py tests.py test.py tests/test_a.py tests/helpers.py tests/data/pkg/a.py
pkg/tests/test_b.py pkg/test/support.py pkg/test_utils.py conftest.py sub/conftest.py
testing/test_x.py testing/helpers.py packages/one/tests/a.py packages/one/testing/a.py
app/tests.py a_tests.py TestCore.py CoreTest.py CoreTests.py
""".split()  # noqa: SIM905 - the same
SETTINGS = """
pytest.ini .pytest.ini pytest.toml tox.ini tox.toml setup.cfg pyproject.toml noxfile.py .coveragerc
packages/one/pyproject.toml
""".split()  # noqa: SIM905 - the same
NEITHER = """
setup.py versioneer.py pkg/_version.py pkg/a_pb2.py pkg/a_pb2_grpc.py pkg/_vendor/lib.py
vendor/lib.py third_party/lib.py docs/conf.py doc/ext/a.py examples/a.py benchmarks/b.py
build/lib/a.py dist/a.py .github/scripts/a.py .venv/lib/a.py node_modules/a/b.py README.md
pkg/data.json
pkg/a.pyi pkg/a.pyx packages/one/docs/conf.py packages/one/setup.py Makefile
""".split()  # noqa: SIM905 - the same


@pytest.mark.parametrize("path", SOURCES)
def test_source_may_change(path: str) -> None:
    assert may_change(path)
    assert not is_test(path)


@pytest.mark.parametrize("path", TESTS + SETTINGS)
def test_tests_and_their_settings_may_not_change(path: str) -> None:
    assert is_test(path)
    assert not may_change(path)


@pytest.mark.parametrize("path", NEITHER)
def test_what_was_not_written_here_is_neither(path: str) -> None:
    assert not may_change(path)
    assert not is_test(path)


PARTS = st.sampled_from(["a", "tests", "docs", "packages", "testing", "_vendor", "src", ".x"])
NAMES = st.sampled_from(["a.py", "test_a.py", "conftest.py", "setup.py", "a.txt"])


@given(st.lists(PARTS, max_size=4), NAMES)
def test_no_path_is_both(folders: list[str], name: str) -> None:
    path = "/".join([*folders, name])
    assert not (may_change(path) and is_test(path))


@given(st.lists(PARTS, max_size=4), NAMES)
def test_nothing_in_a_folder_of_tests_may_change(folders: list[str], name: str) -> None:
    assert not may_change("/".join([*folders, "tests", name]))


def test_further_names_of_tests_count() -> None:
    assert may_change("checks/check_a.py")
    assert is_test("checks/check_a.py", ("check_*.py",))
    assert not may_change("checks/check_a.py", ("check_*.py",))
    assert may_change("checks/recheck_a.py", ("check_*.py",))
