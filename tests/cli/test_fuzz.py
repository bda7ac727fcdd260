"""Whatever words are typed, they are a Job, help, or wrong use; never a defect."""

from __future__ import annotations

import functools
import io
from contextlib import redirect_stdout

import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from oppie.cli.app import parse
from oppie.cli.commands import COMMANDS

WORDS = st.sampled_from(
    [
        *(entry.name for entry in COMMANDS),
        *("-C", ".", "-q", "-v", "-h", "--json", "--yes", "--help", "--events", "--log-file=x"),
        *("--task=x", "--kind=fix", "--engine", "mcts", "--jobs=2", "--jobs=x", "--seed", "-1"),
        *("--branch", "--apply", "--first", "--memory=off", "--only=*", "--", "-", "", "--=", "-x"),
        *("--get", "jobs", "--set", "a=b", "--show", "--diff", "--tree", "--cache", "--force"),
        *(
            "t.py::test[a-b]",
            "--budget=1min,3usd",
            "--sandbox",
            "local",
            "run",
            "\udcff",
            "é",
            "a b",
        ),
    ]
)


@given(st.lists(WORDS, max_size=6))
@settings(max_examples=120, deadline=None)
def test_any_words(words: list[str]) -> None:
    with redirect_stdout(io.StringIO()):
        assert ended(words) in ("job", "help", "wrong use")


def ended(words: list[str]) -> str:
    try:
        job = parse(words, "oppie", began=0.0)
    except typer.TyperException as error:
        return "wrong use" if error.exit_code == 2 and error.format_message() else "defect"
    if isinstance(job, functools.partial):
        return "job"
    return "help" if job == 0 else "defect"
