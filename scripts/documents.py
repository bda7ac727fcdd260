"""Write the documents that are made from the code, or check that they are in step.

python scripts/documents.py [--check]
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

from pydantic.fields import FieldInfo

from oppie import errors
from oppie.cli import codes
from oppie.cli.app import parse
from oppie.cli.commands import COMMANDS
from oppie.config.edit import flow
from oppie.config.environment import SHORT, variables
from oppie.config.settings import Section, Settings

DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "<!-- Made by scripts/documents.py; change the code instead. -->\n"
WIDTH = "80"


class Page(NamedTuple):
    """A document and what makes it."""

    name: str
    make: Callable[[], str]


def exit_codes() -> str:
    """The table of exit codes."""
    rows = [(code.number, code.meaning) for code in codes.ALL]
    rows += [(each.exit_code, _meaning(each)) for each in errors.OppieError.__subclasses__()]
    lines = [f"| {number} | {meaning} |" for number, meaning in sorted(rows)]
    return (
        f"{MADE}\n# Exit codes\n\n"
        "Every failure says what is wrong, where, and what to do, on standard error; with "
        "`--json` as one\n`oppie.error/1` document on standard output (`oppie schema error`).\n\n"
        "| code | meaning |\n| --- | --- |\n" + "\n".join(lines) + "\n"
    )


def configuration() -> str:
    """The reference of all settings."""
    names = {each.key: name for name, each in variables()} | {key: name for name, key in SHORT}
    return f"{MADE}\n{CONFIGURATION}" + "\n".join(_section("", Settings, names)) + "\n"


def commands() -> str:
    """What ``--help`` says, for each command."""
    parts = [f"{MADE}\n# Commands\n\n```text\n{_help()}```\n"]
    parts += [f"## oppie {each.name}\n\n```text\n{_help(each.name)}```\n" for each in COMMANDS]
    return "\n".join(parts)


CONFIGURATION = """# Settings

Flags go before variables, variables before `oppie.yaml`, that before the user's own file
(`config.yaml` in `OPPIE_HOME`, else in the system's folder for settings), that before the
defaults. `oppie configure --show` prints what holds and where it was said; `oppie init` writes a
first file; `oppie configure --set KEY=VALUE` changes a value and keeps every comment. An unknown
key is an error that names the nearest one. Variables take several values with commas between.

| key | default | variable | meaning |
| --- | --- | --- | --- |
"""
PAGES = (
    Page("exit-codes.md", exit_codes),
    Page("configuration.md", configuration),
    Page("commands.md", commands),
)


def _meaning(kind: type[errors.OppieError]) -> str:
    first = (kind.__doc__ or "").partition(";")[0].strip().rstrip(".")
    return first[:1].lower() + first[1:]


def _section(above: str, section: type[Section], names: dict[str, str]) -> Iterator[str]:
    for name, field in section.model_fields.items():
        key = above + name
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Section):
            yield from _section(f"{key}.", kind, names)
        else:
            yield _row(key, field, names.get(key, ""))


def _row(key: str, field: FieldInfo, variable: str) -> str:
    default = flow(field.default)
    shown = "" if default in ("''", "[]", "{}") else f"`{default}`"
    name = f"`{variable}`" if variable else ""
    return f"| `{key}` | {shown} | {name} | {field.description} |"


def _help(*words: str) -> str:
    os.environ["COLUMNS"] = WIDTH
    written = io.StringIO()
    with redirect_stdout(written):
        parse([*words, "--help"], "oppie", began=0.0)
    return written.getvalue()


def main(words: list[str]) -> int:
    """Write them, or with ``--check`` name those that are not in step."""
    stale = [page for page in PAGES if _read(DOCS / page.name) != page.make()]
    for page in stale:
        if "--check" not in words:
            (DOCS / page.name).write_text(page.make(), encoding="utf-8")
        print(f"docs/{page.name} {'is not in step' if '--check' in words else 'written'}")
    return 1 if stale and "--check" in words else 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
