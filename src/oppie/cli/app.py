"""The parser: all commands by name, and only those that are asked for imported."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Sequence
from typing import cast

import typer

from oppie.cli.commands import COMMANDS, Entry
from oppie.cli.common import Command, Common, Job, before_the_command, command

HELP = """Improve a repository by search, and prove each improvement by running it.

With failing tests: oppie run. To see it work: oppie demo. Exit codes: docs/exit-codes.md.
"""

BARE = {"--branch": "--branch=auto"}
"""Options that may stand without a value, which the parser does not know of."""


def parse(words: Sequence[str], program: str, began: float) -> Job | int:
    """The Job that the words ask for, or an exit code where the parser did it all (help).

    Raises:
        typer.TyperException: the words are no command line of oppie.
    """
    app = typer.Typer(
        help=HELP,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(before_the_command)
    completing = f"_{program}_COMPLETE".replace("-", "_").upper() in os.environ
    for entry in COMMANDS:
        _add(app, entry, whole=completing or entry.name in words)
    arguments = [BARE.get(word, word) for word in words]
    common = Common(began=began)
    return cast("Job | int", app(arguments, prog_name=program, standalone_mode=False, obj=common))


def _add(app: typer.Typer, entry: Entry, *, whole: bool) -> None:
    if not whole:
        app.command(entry.name, help=entry.line)(_listed)
        return
    module = importlib.import_module(f"oppie.cli.commands.{entry.name}")
    function: Command = getattr(module, entry.name)
    examples: Sequence[str] = module.EXAMPLES
    epilog = "\b\nExamples:\n" + "\n".join(f"  {example}" for example in examples)
    decorate: Callable[..., object] = app.command(entry.name, help=function.__doc__, epilog=epilog)
    decorate(command(function))


def _listed() -> None:
    """Stands for a command whose module is not needed: it is not the one that was asked for."""
