"""The training command, on tasks made up here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import priors
from benchmarks.options import Options
from benchmarks.same import Reference, bare
from benchmarks.samples import sample_of
from benchmarks.tasks import Task
from oppie.proposers.syntax.languages.python import PYTHON


def task(number: int) -> Task:
    body = f"def f(x):\n    return x {{}} {number + 2}\n"
    return Task(
        task=f"py-{number}",
        language="python",
        bug_class="made up",
        entry="f",
        source=["m.py"],
        test_command="",
        files={"m.py": body.format(">"), "notes.txt": ""},
        reference={"m.py": body.format(">=")},
    )


def test_the_fix_is_found_among_the_candidates(tmp_path: Path) -> None:
    (tmp_path / "py-1.situation.json").write_text('{"suspicions": [], "failures": []}')
    sample = sample_of(task(1), tmp_path)
    assert sample is not None
    assert sample.solvable
    assert sample.problem == "1"


def test_what_is_of_no_known_language_is_no_sample(tmp_path: Path) -> None:
    unknown = task(1).model_copy(update={"source": ["notes.txt"]})
    assert sample_of(unknown, tmp_path) is None


def test_training_writes_factors_and_tells_ranks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(priors, "FILE", tmp_path / "learned.json")
    tasks = [task(n) for n in range(6)]
    for each in tasks:
        (tmp_path / f"{each.task}.situation.json").write_text('{"suspicions":[],"failures":[]}')
    data = tmp_path / "tasks.jsonl"
    data.write_text("\n".join(each.model_dump_json() for each in tasks))
    figures = {f.name: f for f in priors.run(Options(data=data, keep=tmp_path))}
    written = json.loads((tmp_path / "learned.json").read_text())
    assert written["tasks"] == len(tasks)
    assert written["weights"]["compare-operator"] > 0
    median = figures["priors.python.median_rank"]
    assert median.value is not None
    assert median.its_value is not None
    assert median.value <= median.its_value


def test_layout_does_not_count() -> None:
    wanted = Reference.of("def f(x):  # half\n    return (x / 2)\n", PYTHON)
    assert wanted.met(b"def f(x):\n    return (x  /  2)\n")
    assert not wanted.met(b"def f(x):\n    return (x // 2)\n")
    assert bare(b"x = 1  # one\n", PYTHON) == b"x = 1       \n"
