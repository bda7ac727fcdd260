"""Judges tell right from wrong in each language, and say when they cannot."""

from __future__ import annotations

import os
import select
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.judges import scripts
from benchmarks.judges.go import go
from benchmarks.judges.judgement import Question
from benchmarks.judges.rust import rust
from benchmarks.judges.rust_literals import literal, parameters
from benchmarks.judges.scripts import javascript, python

INPUTS = ([[3, 1, 2]], [[5]], [["no number"]])
CARGO = '[package]\nname = "task"\nversion = "0.1.0"\nedition = "2021"\n'

PYTHON = Question(
    entry="least",
    path=Path("a.py"),
    patched="def least(v): return sorted(v)[0]\n",
    reference="def least(v): return min(v)\n",
    files=(),
    inputs=INPUTS,
)
JAVASCRIPT = replace(
    PYTHON,
    path=Path("a.js"),
    patched="module.exports = {least: (v) => v.sort((a, b) => a - b)[0]};",
    reference="module.exports = {least: (v) => v.reduce((a, b) => a < b ? a : b)};",
)
GO = replace(
    PYTHON,
    entry="Least",
    path=Path("a.go"),
    patched="package task\n\nfunc Least(v []int) (int, error) { return min(v), nil }\n\n"
    "func min(v []int) int {\n\tm := v[0]\n\tfor _, e := range v {\n\t\tif e < m {\n\t\t\tm = e\n"
    "\t\t}\n\t}\n\treturn m\n}\n",
    reference='package task\n\nimport "sort"\n\nfunc Least(v []int) (int, error) '
    "{\n\tsort.Ints(v)\n\treturn v[0], nil\n}\n",
)
RUST = replace(
    PYTHON,
    path=Path("src/lib.rs"),
    patched="fn least(v: &[i32]) -> Option<i32> { v.iter().cloned().min() }\n",
    reference="fn least(v: &[i32]) -> Option<i32> "
    "{ let mut w = v.to_vec(); w.sort(); w.get(0).cloned() }\n",
    files=(("Cargo.toml", CARGO),),
)
NEEDS = {"python": "", "javascript": "node", "go": "go", "rust": "cargo"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("judge", "question", "program", "wrong"),
    [
        pytest.param(python, PYTHON, "", ("sorted(v)[0]", "v[0]"), id="python"),
        pytest.param(javascript, JAVASCRIPT, "node", ("a - b", "b - a"), id="javascript"),
        pytest.param(go, GO, "go", ("e < m", "e > m"), id="go"),
        pytest.param(rust, RUST, "cargo", ("min()", "max()"), id="rust"),
    ],
)
def test_right_and_wrong(judge, question: Question, program: str, wrong: tuple[str, str]) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    if program and shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    assert judge(question).correct is True
    bad = judge(replace(question, patched=question.patched.replace(*wrong)))
    assert bad.correct is False
    assert bad.detail


@pytest.mark.slow
def test_a_function_that_is_not_there_cannot_be_judged() -> None:
    assert go(replace(GO, entry="least")).correct is None
    assert rust(replace(RUST, entry="other")).correct is None
    if shutil.which("node"):
        assert javascript(replace(JAVASCRIPT, entry="other", reference="")).correct is None


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("i32", 7, "(7_i32)"),
        ("u8", 256, None),
        ("u8", -1, None),
        ("i64", True, None),
        ("f32", 1, "(1.0)"),
        ("bool", True, "true"),
        ("char", "a", "'\\u{61}'"),
        ("&str", 'a"b', '"a\\u{22}b"'),
        ("String", "x", 'String::from("x")'),
        ("&'static str", "x", '"x"'),
        ("&mut Vec<u8>", [1], "&mut vec![(1_u8)]"),
        ("&[i32]", [], "&vec![]"),
        ("Vec<Vec<i32>>", [[1], []], "vec![vec![(1_i32)], vec![]]"),
        ("Vec<i32>", [1.5], None),
        ("(i32, &str)", [1, "a"], '((1_i32), "a")'),
        ("(i32,)", [1], "((1_i32),)"),
        ("(i32, i32)", [1], None),
        ("Option<i32>", None, "None"),
        ("std::option::Option<i32>", 1, "Some((1_i32))"),
        ("HashMap<i32, i32>", [[1, 2]], None),
    ],
)
def test_literals_of_rust(kind: str, value: object, written: str | None) -> None:
    assert literal(kind, value) == written


def test_parameters_of_rust() -> None:
    source = "pub fn f(a: Vec<(i32, f32)>, mut b: &str,\n c: HashMap<i32, String>,) -> i32 {"
    assert parameters(source, "f") == ("Vec<(i32, f32)>", "&str", "HashMap<i32, String>")
    assert parameters(source, "g") is None
    assert parameters("fn f() {}", "f") == ()


def test_what_a_judge_started_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "LIMIT_S", 0.5)
    number = tmp_path / "number"
    judged = scripts.ended(["sh", "-c", f"sleep 60 & echo $! > {number}; wait"], tmp_path, "")
    assert judged.correct is False
    with suppress(ProcessLookupError):  # it is gone already
        ended = os.pidfd_open(int(number.read_text()))
        assert select.select([ended], [], [], 20)[0]
        os.close(ended)
