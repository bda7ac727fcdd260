"""Packages with tests, from what the go command lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oppie.inside.suites.go.listing import Package, read


def listed(top: Path, test: str) -> Package:
    """The one package of a module whose test file holds a text."""
    (top / "a_test.go").write_text(test)
    own = {"ImportPath": "m", "Name": "m", "Dir": str(top), "TestGoFiles": ["a_test.go"]}
    own["Module"] = {"Path": "m", "Main": True, "Dir": str(top)}
    return read(json.dumps(own).encode(), str(top)).packages[0]


def test_tests_are_those_that_the_go_command_would_run(tmp_path: Path) -> None:
    told = "func ExampleC() {\n\tif x {\n\t}\n\t// Unordered output: 1\n}\n"
    silent = "func ExampleD() {\n}\n"
    found = listed(tmp_path, f"func TestA(t *testing.T) {{}}\nfunc Testb() {{}}\n{silent}{told}")
    assert found.tests == (("TestA", "a_test.go"), ("ExampleC", "a_test.go"))
    assert found.identity("TestA/x") == "a_test.go::TestA/x"


@pytest.mark.parametrize(
    ("test", "measures"),
    [
        ("n := testing.AllocsPerRun(10, f)", True),
        ("runtime.ReadMemStats(&stats)", True),
        ("func BenchmarkA(b *testing.B) {}", False),
    ],
    ids=["allocations", "memory", "a benchmark that no test runs"],
)
def test_tests_that_measure_the_program_are_known(
    tmp_path: Path, test: str, *, measures: bool
) -> None:
    assert listed(tmp_path, test).measures is measures
