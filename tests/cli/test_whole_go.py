"""A whole run on a small Go project, with real tests in the local sandbox."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_whole import FAST, document, oppie

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("go") is None, reason="there is no go command here"),
]

SOURCE = """package calc

func Distance(a, b float64) float64 {
\treturn a - b
}

func Last(xs []int) int {
\treturn xs[len(xs)-1]
}
"""
TESTS = """package calc

import "testing"

func TestDistance(t *testing.T) {
\tfor _, c := range []struct{ a, b, want float64 }{{3, 1, 2}, {1, 3, 2}, {-1, 1, 2}} {
\t\tif got := Distance(c.a, c.b); got != c.want {
\t\t\tt.Errorf("got %v, want %v", got, c.want)
\t\t}
\t}
}

func TestLast(t *testing.T) {
\tif got := Last([]int{1, 2}); got != 2 {
\t\tt.Errorf("got %d, want 2", got)
\t}
}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "calc"
    folder.mkdir()
    (folder / "go.mod").write_text("module example.com/calc\n\ngo 1.20\n")
    (folder / "calc.go").write_text(SOURCE)
    (folder / "calc_test.go").write_text(TESTS)
    return folder


def passes(folder: Path) -> bool:
    done = subprocess.run(["go", "test", "./..."], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def test_a_fault_is_repaired_with_the_import_that_it_takes(project: Path) -> None:
    found = document(project, "run", *FAST, "--apply")
    assert found["status"] == "solved"
    assert '"math"' in (project / "calc.go").read_text()
    assert passes(project)


@pytest.mark.parametrize(
    ("old", "new"),
    [("xs[len(xs)-1]", "xs[len(xs)-1"), ("xs[len(xs)-1]", "xs[len(ys)-1]")],
)
def test_a_build_that_is_broken_is_repaired(project: Path, old: str, new: str) -> None:
    right = SOURCE.replace("return a - b", "if a < b {\n\t\treturn b - a\n\t}\n\treturn a - b")
    (project / "calc.go").write_text(right.replace(old, new))
    # One session: of two, the one that ends first would say which patch passes first.
    assert document(project, "run", *FAST, "--jobs=1", "--apply")["status"] == "solved"
    assert (project / "calc.go").read_text() == right


def test_one_test_can_be_asked_for(project: Path) -> None:
    found = document(project, "run", "calc_test.go::TestLast", *FAST)
    assert found["status"] == "nothing-to-do"


def test_without_a_go_command_it_is_told_how_to_get_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = shutil.which("git")
    assert git is not None
    (project.parent / "bin").mkdir()
    (project.parent / "bin" / "git").symlink_to(git)
    monkeypatch.setenv("PATH", str(project.parent / "bin"))
    assert "go.dev" in oppie(project, "run", *FAST, code=5).stderr
