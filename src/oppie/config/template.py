"""A first ``oppie.yaml``: what was found, and every other setting as a comment."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic.fields import FieldInfo

from oppie.config.edit import flow
from oppie.config.file import HEAD
from oppie.config.settings import Section, Settings

LATER = ("metrics", "targets", "knobs", "helios", "release", "licenses")
"""Keys that a first file does not name."""
WIDTH = 90


@dataclass(frozen=True, slots=True)
class Known:
    """A value that was found.

    Attributes:
        why: how it was found, or what it said when it was tried.
        works: False leaves it as a comment.
    """

    key: str
    value: str
    why: str
    works: bool = True


def template(known: Sequence[Known]) -> str:
    """The text of the file."""
    named = {each.key: each for each in known}
    parts = [HEAD + "# What stands behind a # is the default.\n"]
    for name, field in Settings.model_fields.items():
        if name in LATER:
            continue
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Section):
            parts.append("\n".join(_section(name, field, kind)) + "\n")
        else:
            parts.append("\n".join(_setting(name, field, named.get(name))) + "\n")
    return "\n".join(parts)


def _setting(name: str, field: FieldInfo, known: Known | None) -> Iterator[str]:
    yield from _comment(field.description or "")
    if known is None:
        yield f"# {name}: {flow(field.default)}"
        return
    yield from _comment(f"Tried by oppie init: {known.why}." if known.why != "found" else "")
    yield f"{'' if known.works else '# '}{name}: {flow(known.value)}"


def _section(name: str, field: FieldInfo, kind: type[Section]) -> Iterator[str]:
    yield from _comment(field.description or "")
    yield f"# {name}:"
    for inner, its in kind.model_fields.items():
        yield f"#   {inner}: {flow(its.default)}  # {its.description}"


def _comment(text: str) -> Iterator[str]:
    yield from (f"# {line}" for line in textwrap.wrap(text, WIDTH))
