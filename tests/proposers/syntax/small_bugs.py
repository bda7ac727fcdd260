"""Reads ``tests/data/small_bugs``; its README tells the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oppie.model.observation import Failure, Frame
from oppie.model.search import ProposalRequest

FOLDER = Path(__file__).parents[2] / "data" / "small_bugs"
_SAID = re.compile(r"(?P<kind>\w+): (?P<message>.*?)(?: @(?P<line>\d+))?$")


@dataclass(frozen=True, slots=True)
class SmallBug:
    """One function with one bug, what its test says, and how it is mended."""

    name: str
    path: str
    before: str
    after: str
    failure: Failure
    test: str

    def request(self) -> ProposalRequest:
        """What a proposer sees of it."""
        test = self.test
        if self.path.endswith(".py"):
            test = f"from m import *\n\n\ndef test_it():\n    {test}\n"
        return ProposalRequest(
            sources={self.path: self.before.encode()},
            context={f"test_{self.path}": test.encode()},
            failures=(self.failure,),
        )


def small_bugs(folder: str = ".", path: str = "m.py") -> Iterator[SmallBug]:
    """All of a folder, file by file; each as a source of the name ``path``."""
    for file in sorted((FOLDER / folder).glob("*.txt")):
        for block in re.split(r"^## ", file.read_text(), flags=re.MULTILINE)[1:]:
            name, *lines = block.splitlines()
            yield _bug(f"{file.stem}: {name}", path, lines)


def _bug(name: str, path: str, lines: list[str]) -> SmallBug:
    def text(marks: str) -> str:
        return "".join(f"{line[1:]}\n" for line in lines if line[:1] in marks)

    said = _SAID.match(text("!").strip())
    assert said is not None, name
    frames = (Frame(f"test_{path}", 5, "test_it"),)
    if said["line"]:
        frames += (Frame(path, int(said["line"]), ""),)
    failure = Failure(said["kind"], said["message"], frames)
    return SmallBug(name, path, text(" -"), text(" +"), failure, text("?").strip() or "pass")
