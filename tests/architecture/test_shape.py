"""The shape of the house: sizes, words, directions."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FILE = 300
NINETIETH_FILE = 250
MEDIAN_FILE = 90
NINETIETH_FUNCTION = 25
BROAD_PER_THOUSAND = 0.5
DICTS_PER_THOUSAND = 3.0

FOREIGN = (
    "pypi.org",
    "files.pythonhosted",
    "registry.npmjs",
    "index.crates",
    "proxy.golang",
    "extra-index-url",
)
"""Hosts of registries: where packages come from is the machine's affair."""


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def trees() -> Iterator[ast.Module]:
    for path in SOURCES:
        yield ast.parse(path.read_text(encoding="utf-8"))


def ninetieth(values: list[int]) -> float:
    return statistics.quantiles(values, n=10)[-1]


def test_files_are_short() -> None:
    lengths = [lines(path) for path in SOURCES]
    assert max(lengths) <= LONGEST_FILE
    assert ninetieth(lengths) <= NINETIETH_FILE
    assert statistics.median(lengths) <= MEDIAN_FILE


def test_functions_fit_on_a_screen() -> None:
    lengths = [
        (node.end_lineno or 0) - node.lineno + 1
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert ninetieth(lengths) <= NINETIETH_FUNCTION


def test_broad_excepts_are_rare() -> None:
    handlers = [
        node for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)
    ]
    broad = [
        h for h in handlers if h.type is None or _name(h.type) in ("Exception", "BaseException")
    ]
    assert len(broad) <= BROAD_PER_THOUSAND * sum(map(lines, SOURCES)) / 1000


def test_data_is_typed_and_no_dict() -> None:
    annotations = [each for tree in trees() for node in ast.walk(tree) for each in _annotated(node)]
    dicts = [each for each in annotations if re.search(r"\b[dD]ict\b", each)]
    assert len(dicts) <= DICTS_PER_THOUSAND * sum(map(lines, SOURCES)) / 1000


def test_every_module_and_every_folder_of_source_says_what_it_is() -> None:
    silent = [
        str(path)
        for path, tree in zip(SOURCES, trees(), strict=True)
        if len((ast.get_docstring(tree) or "").strip(". ")) < len("a word")
    ]
    assert silent == []


def test_the_layers_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    if not program.exists():
        pytest.skip("import-linter is not installed beside this interpreter")
    done = subprocess.run(
        [str(program), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_host_of_a_registry_is_named() -> None:
    here = Path(__file__).name
    named = [
        str(path)
        for path in _tracked()
        if path.name != here and any(host in _text(path) for host in FOREIGN)
    ]
    assert named == []


def test_what_runs_inside_is_syntax_of_python_3_8() -> None:
    for path in (ROOT / "src" / "oppie" / "inside").rglob("*.py"):
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def _tracked() -> Iterator[Path]:
    """All files of the repository; nothing where it is no git working tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    for name in listed.stdout.split("\0"):
        path = ROOT / name
        if name and path.is_file():
            yield path


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def _annotated(node: ast.AST) -> Iterator[str]:
    """The annotations of a variable, an argument or a result."""
    for name in ("annotation", "returns"):
        found = getattr(node, name, None)
        if found is not None:
            yield ast.unparse(found)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
