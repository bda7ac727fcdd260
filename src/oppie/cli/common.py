"""Options that every command takes, before its name or after it."""

from __future__ import annotations

import functools
import inspect
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

Command = Callable[..., int]
Job = Callable[[], int]
"""A command with its options, ready to run; its result is the exit code."""


@dataclass(frozen=True, slots=True)
class Common:
    """The options' values.

    Attributes:
        folder: where to work.
        quiet, verbose: print less, or more.
        log_file, events: files to write progress to, for people and for programs.
        json: one JSON document on standard output.
        yes: answer yes to every question.
        began: monotonic second at which the program began.
    """

    folder: Path = Path()
    quiet: bool = False
    verbose: bool = False
    log_file: Path | None = None
    events: Path | None = None
    json: bool = False
    yes: bool = False
    began: float = field(default_factory=time.monotonic, compare=False)

    def then(self, later: Common) -> Common:
        """Both together; a later folder is taken from the earlier one, as in git."""
        return Common(
            folder=self.folder / later.folder,
            quiet=self.quiet or later.quiet,
            verbose=self.verbose or later.verbose,
            log_file=later.log_file or self.log_file,
            events=later.events or self.events,
            json=self.json or later.json,
            yes=self.yes or later.yes,
            began=self.began,
        )


def common(  # noqa: PLR0913 - the options of the command line
    folder: Annotated[
        Path, typer.Option("-C", metavar="DIR", help="Work in this folder.", show_default=False)
    ] = Path(),
    *,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print results only.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Print each rollout.")] = False,
    log_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every line to a file too.")
    ] = None,
    events: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write progress as JSON lines.")
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document; messages go to stderr.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Answer yes to every question.")] = False,
) -> Common:
    """The options that every command takes."""
    return Common(folder, quiet, verbose, log_file, events, json, yes)


def before_the_command(context: typer.Context, **values: object) -> None:
    """Keep what stands before the command's name for the command."""
    context.obj = context.obj.then(common(**values))  # type: ignore[arg-type]


def command(function: Command) -> Callable[..., Job]:
    """What the parser calls: takes the common options too, and gives back a Job.

    Nothing runs while the parser does, so that it has no say in what an error or an
    interruption becomes.
    """

    def parsed(context: typer.Context, **values: object) -> Job:
        mine = common(**{name: values.pop(name) for name in _PARAMETERS})  # type: ignore[arg-type]
        earlier = context.obj if isinstance(context.obj, Common) else Common()
        return functools.partial(function, earlier.then(mine), **values)

    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    _sign(parsed, own)
    return parsed


def _sign(function: Callable[..., object], own: list[inspect.Parameter]) -> None:
    """Give a function its own and the common options as keyword parameters."""
    context = inspect.Parameter("context", _KEYWORD, annotation=typer.Context)
    options = [each.replace(kind=_KEYWORD) for each in (*own, *_PARAMETERS.values())]
    function.__signature__ = inspect.Signature([context, *options])  # type: ignore[attr-defined]
    function.__annotations__ = {each.name: each.annotation for each in (context, *options)}


_KEYWORD = inspect.Parameter.KEYWORD_ONLY
_PARAMETERS = inspect.signature(common, eval_str=True).parameters
_sign(before_the_command, [])
