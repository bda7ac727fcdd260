"""Of several types in one folder, the one that the user means is worked with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from oppie.errors import ProjectError
from oppie.integrations.python import PythonIntegration
from oppie.model.project import Detection
from oppie.workflows.recognise import Wish, recognise

FILES = ("a.py", "b.py", "tests/test_a.py", "web/x.els", "web/x.test.els")


class Usual(PythonIntegration):
    """Python, found without a look at the disk."""

    def detect(self, root: Path, files: Sequence[str]) -> Detection | None:  # noqa: ARG002 - the port's
        return Detection(self.name, "", "pytest")


class Elsewhere(PythonIntegration):
    """Another type, whose files end in ``.els``."""

    name = "elsewhere"
    programs = frozenset(("els",))

    def __init__(self, test: str = "els test") -> None:
        super().__init__()
        self._test = test

    def detect(self, root: Path, files: Sequence[str]) -> Detection | None:  # noqa: ARG002 - the port's
        return Detection(self.name, "", self._test) if any(".els" in f for f in files) else None

    def may_change(self, path: str) -> bool:
        return path.endswith(".els") and not self.is_test(path)

    def is_test(self, path: str) -> bool:
        return path.endswith(".test.els")


def first(wish: Wish, other: Elsewhere | None = None, files: Sequence[str] = FILES) -> str:
    integrations = (other or Elsewhere(), Usual())
    return recognise(integrations, Path("/nowhere"), files, wish)[0][1].type


def test_with_nothing_said_most_source_files_decide() -> None:
    assert first(Wish()) == "python"
    assert first(Wish(), files=(*FILES, "web/y.els", "web/z.els")) == "elsewhere"


def test_a_type_without_tests_comes_last() -> None:
    files = (*FILES, "web/y.els", "web/z.els")
    assert first(Wish(), Elsewhere(test=""), files) == "python"


@pytest.mark.parametrize("command", ["els test", "cd web && bin/els test", "els 'unclosed"])
def test_the_program_of_the_test_command_tells(command: str) -> None:
    assert first(Wish(test=command)) == "elsewhere"


@pytest.mark.parametrize("place", ["web", "web/x.test.els", "web/x.test.els::adds"])
def test_what_was_named_tells(place: str) -> None:
    assert first(Wish(where=(place,))) == "elsewhere"


def test_the_type_that_was_named_goes_before_all() -> None:
    wish = Wish(project_type="python", test="els test", where=("web",))
    assert first(wish) == "python"


def test_a_type_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ProjectError, match="no go project is here") as caught:
        first(Wish(project_type="go"))
    assert caught.value.hint == "Found: elsewhere, python."


def test_nothing_known_tells_what_oppie_knows() -> None:
    with pytest.raises(ProjectError, match="no project of a type") as caught:
        recognise((PythonIntegration(),), Path("/nowhere"), ("main.c",))
    assert "oppie knows: python" in caught.value.hint
