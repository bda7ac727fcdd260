"""Words become a Job with its options."""

from __future__ import annotations

import functools
import importlib
import shlex
from pathlib import Path

import pytest
import typer

from oppie.cli.app import parse
from oppie.cli.commands import COMMANDS
from oppie.cli.common import Common

EXAMPLES = [
    (entry.name, example)
    for entry in COMMANDS
    for example in importlib.import_module(f"oppie.cli.commands.{entry.name}").EXAMPLES
]


def parsed(*words: str) -> functools.partial[int]:
    job = parse(words, "oppie", 0.0)
    assert isinstance(job, functools.partial)
    return job


def common(*words: str) -> Common:
    found = parsed(*words).args[0]
    assert isinstance(found, Common)
    return found


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_example_is_a_command_line(name: str, example: str) -> None:
    program, *words = shlex.split(example.partition(">" if name == "schema" else "\n")[0])
    assert program == "oppie"
    assert parsed(*words).func.__name__ == name


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_the_list_of_commands_says_what_each_says_first(entry: tuple[str, str]) -> None:
    name, line = entry
    module = importlib.import_module(f"oppie.cli.commands.{name}")
    assert getattr(module, name).__doc__.splitlines()[0] == line


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_help_has_examples_and_the_common_options(
    entry: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert parse([entry[0], "--help"], "oppie", 0.0) == 0
    printed = capsys.readouterr().out
    assert f"Usage: oppie {entry[0]}" in printed
    assert "Examples:\n  " in printed
    for option in ("-C DIR", "--json", "--events FILE", "--log-file FILE", "-q, --quiet"):
        assert option in printed


def test_the_list_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(["--help"], "oppie", 0.0) == 0
    printed = capsys.readouterr().out
    assert all(f"  {entry.name} " in printed and entry.line in printed for entry in COMMANDS)


def test_common_options_stand_before_the_command_or_after_it() -> None:
    assert common("--json", "-q", "run") == common("run", "--json", "-q")
    assert common("run", "--json").json
    assert not common("run").json


def test_folders_add_up_as_in_git() -> None:
    assert common("-C", "a", "run", "-C", "b").folder == Path("a/b")
    assert common("-C", "a", "run", "-C", "/b").folder == Path("/b")


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["--log-file=x"], "log_file", Path("x")),
        (["--events", "x"], "events", Path("x")),
        (["-v"], "verbose", True),
        (["--yes"], "yes", True),
        (["-y"], "yes", True),
    ],
)
def test_each_common_option(words: list[str], name: str, value: object) -> None:
    assert getattr(common("runs", *words), name) == value
    assert getattr(common(*words, "runs"), name) == value


def test_a_branch_needs_no_name() -> None:
    assert parsed("run", "--branch").keywords["branch"] == "auto"
    assert parsed("run", "--branch=fix").keywords["branch"] == "fix"
    assert parsed("run").keywords["branch"] == ""


def test_options_that_may_be_given_again() -> None:
    options = parsed("run", "a", "b::c", "--only=x", "--only=y", "--proposer=syntax").keywords
    assert options["where"] == ["a", "b::c"]
    assert options["only"] == ["x", "y"]
    assert options["proposer"] == ["syntax"]


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["run", "--enigne=simple"],
        ["run", "--engine=fast"],
        ["run", "--jobs=many"],
        ["run", "--budget"],
        ["show", "a", "b"],
        ["schema"],
        ["schema", "nothing"],
        ["--nonsense"],
        [],
    ],
)
def test_other_words_are_refused(words: list[str]) -> None:
    with pytest.raises(typer.TyperException):
        parse(words, "oppie", 0.0)


def test_only_the_modules_of_named_commands_are_imported() -> None:
    job = parsed("schema", "run")
    assert job.func.__module__ == "oppie.cli.commands.schema"


def test_a_command_may_be_called_like_a_value() -> None:
    assert parsed("run", "--task", "show").func.__name__ == "run"
