"""A first file: what was found, everything else as a comment, and valid."""

from __future__ import annotations

import re

from oppie.config.document import read
from oppie.config.load import validated
from oppie.config.settings import Settings
from oppie.config.template import LATER, Known, template

FOUND = (
    Known("project_type", "python", "found"),
    Known("test", "python -m pytest -q", "5 tests pass, 1 does not"),
    Known("lint", "ruff check .", "there is no such program", works=False),
)


def test_what_was_found_is_said() -> None:
    values = read(template(FOUND), "oppie.yaml").layer().values
    assert values == {"project_type": "python", "test": "python -m pytest -q"}


def test_what_does_not_work_is_a_comment_with_the_reason() -> None:
    text = template(FOUND)
    assert "# Tried by oppie init: there is no such program.\n# lint: ruff check ." in text


def test_every_other_setting_is_there_as_a_comment() -> None:
    text = template(())
    for name in Settings.model_fields:
        assert (f"# {name}:" in text) == (name not in LATER)


def test_every_comment_is_a_valid_setting_when_it_is_taken_out_of_it() -> None:
    text = re.sub(r"^# ((?: *)[a-z_]+:.*)$", r"\1", template(()), flags=re.MULTILINE)
    settings = validated(read(text, "oppie.yaml").layer())
    assert settings == Settings()


def test_it_points_editors_to_the_schema() -> None:
    assert template(()).startswith("# yaml-language-server: $schema=")
