"""``oppie configure``: settings read and changed."""

from __future__ import annotations

from typing import Annotated

import typer

from oppie.cli.common import Common
from oppie.cli.render.settings import show_settings
from oppie.cli.request import said, settings
from oppie.config.file import change
from oppie.config.keys import setting
from oppie.config.layers import Said
from oppie.config.paths import project_file
from oppie.errors import UsageError

EXAMPLES = (
    "oppie configure --show",
    "oppie configure --get sandbox.memory",
    "oppie configure --set budget=5min --set 'files.protect=[migrations/**]'",
    "oppie configure --unset engine",
    "oppie configure --performance-target='<70us VST commits' --mcts-trigger='complexity > 0.8'",
)


def configure(  # noqa: PLR0913 - the options of the command line
    common: Common,
    *,
    project_type: Annotated[
        str | None, typer.Option(metavar="NAME", help="python, nodejs, go, rust or a plugin's.")
    ] = None,
    performance_target: Annotated[
        str | None, typer.Option(metavar="TARGET", help="Such as '<70us VST commits'.")
    ] = None,
    mcts_trigger: Annotated[
        str | None, typer.Option(metavar="EXPR", help="When the tree search takes over.")
    ] = None,
    validation_framework: Annotated[
        str | None, typer.Option(metavar="NAME", help="Such as 14-day-cycle.")
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Print all settings that hold.")] = False,
    get: Annotated[list[str] | None, typer.Option(metavar="KEY", help="Print a setting.")] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Change a setting.")
    ] = None,
    unset: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="Remove a setting; its default holds.")
    ] = None,
) -> int:
    """Read and change settings; comments stay.

    Changes go into the project's oppie.yaml, or into a new one. Keys have dots:
    sandbox.memory. Several options may be combined; changes come before what is printed.
    """
    named = said(
        project_type=project_type, performance_target=performance_target, mcts_trigger=mcts_trigger,
        validation_framework=validation_framework,
    )  # fmt: skip
    sets = [each for each in named if each.value is not None]
    sets += [_pair(each) for each in set_ or ()]
    drops = [Said(setting(key, "--unset").key, None, "--unset") for key in unset or ()]
    if sets or drops:
        change(project_file(common.folder), sets, drops)
    asked = [setting(key, "--get").key for key in get or ()]
    if asked or show or common.json or not (sets or drops):
        show_settings(settings(common.folder), () if show else asked, json=common.json)
    return 0


def _pair(text: str) -> Said:
    key, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"'{text}' is no KEY=VALUE", where="--set")
    found = setting(key.strip(), "--set")
    return Said(found.key, found.typed(value.strip(), "--set"), "--set")
