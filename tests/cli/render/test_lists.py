"""Runs, checks, trees, what was removed, what init found: for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oppie.cli.render.checks import failed, show_checks
from oppie.cli.render.init import show_initialised
from oppie.cli.render.lists import show_removed
from oppie.cli.render.runs import show_runs
from oppie.cli.render.tree import show_tree
from oppie.model.change import Digest
from oppie.model.event import NodeGrew
from oppie.store.runs import StoredRun
from oppie.workflows.doctor import Check
from oppie.workflows.init import Initialised
from oppie.workflows.prove import Proof

Out = pytest.CaptureFixture[str]
RUN = StoredRun(
    number=1,
    id="20261123-201502-k3f9",
    began=1_795_464_902.0,
    oppie="0.1.0",
    request="{}",
    base=Digest("0" * 64),
    memory="",
    status="solved",
    seconds=1.9,
    executed=57,
    summary="- becomes +",
)
CHECKS = (
    Check("git", ok=True, needed=False, detail="installed"),
    Check("docker", ok=False, needed=False, detail="no answer", hint="Start it."),
    Check("tests", ok=False, needed=True, detail="none", hint="Write one.", exit_code=4),
)


def test_runs_as_a_table(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    show_runs((RUN,), json=False)
    printed = capsys.readouterr().out
    assert "20261123-201502-k3f9" in printed
    assert "solved" in printed
    assert "- becomes +" in printed


def test_a_narrow_terminal_does_not_cut_the_ids(
    capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    show_runs((RUN,), json=False)
    assert "20261123-201502-k3f9" in capsys.readouterr().out


def test_no_runs(capsys: Out) -> None:
    show_runs((), json=False)
    assert "oppie run" in capsys.readouterr().out


def test_runs_as_a_document(capsys: Out) -> None:
    show_runs((RUN,), json=True)
    assert json.loads(capsys.readouterr().out) == {
        "schema": "oppie.runs/1",
        "runs": [
            {
                "run": "20261123-201502-k3f9",
                "began": "2026-11-23T20:15:02Z",
                "status": "solved",
                "seconds": 1.9,
                "rollouts": 57,
                "summary": "- becomes +",
            }
        ],
    }


def test_checks_with_their_hints(capsys: Out) -> None:
    show_checks(CHECKS, json=False)
    assert capsys.readouterr().out == (
        "ok      git: installed\n"
        "missing docker: no answer\n"
        "        Start it.\n"
        "FAILED  tests: none\n"
        "        Write one.\n"
    )


def test_checks_as_a_document(capsys: Out) -> None:
    show_checks(CHECKS, json=True)
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] is False
    assert [check["name"] for check in document["checks"]] == ["git", "docker", "tests"]


def test_only_what_is_needed_fails() -> None:
    assert [failed(check) for check in CHECKS] == [False, False, True]


def test_a_tree_is_drawn_by_its_parents(capsys: Out) -> None:
    show_tree(
        (
            NodeGrew(0, None, 0, "base"),
            NodeGrew(1, 0, 1, "[a]"),
            NodeGrew(2, 0, 1, "b"),
            NodeGrew(3, 1, 2, "c"),
        )
    )
    assert capsys.readouterr().out == ("search\n└── base\n    ├── [a]\n    │   └── c\n    └── b\n")


def test_a_run_without_a_tree(capsys: Out) -> None:
    show_tree(())
    assert capsys.readouterr().out == "This run grew no tree.\n"


def test_what_was_removed(capsys: Out) -> None:
    show_removed(("removed the copy x",), json=False)
    show_removed((), json=False)
    assert capsys.readouterr().out == "removed the copy x\nThere was nothing to remove.\n"
    show_removed(("a",), json=True)
    assert json.loads(capsys.readouterr().out) == {"schema": "oppie.clean/1", "removed": ["a"]}


def test_what_init_found(capsys: Out) -> None:
    proofs = (
        Proof("test", "pytest", works=True, detail="3 tests pass, 1 does not"),
        Proof("lint", "ruff", works=False, detail="there is no such program"),
    )
    done = Initialised(Path("/p/oppie.yaml"), written=True, types=("python",), commands=proofs)
    show_initialised(done, json=False)
    assert capsys.readouterr().out == (
        "Project: python\n"
        "test: pytest (3 tests pass, 1 does not)\n"
        "lint: ruff (there is no such program)\n"
        "Wrote /p/oppie.yaml. Next: oppie run\n"
    )
    show_initialised(done, json=True)
    document = json.loads(capsys.readouterr().out)
    assert document["commands"][1]["works"] is False


def test_init_left_the_file_alone(capsys: Out) -> None:
    show_initialised(Initialised(Path("/p/oppie.yaml"), written=False), json=False)
    assert "--force" in capsys.readouterr().out
    assert "Project" not in capsys.readouterr().out
