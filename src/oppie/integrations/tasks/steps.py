"""Steps of continuous integration: the lines that workflows run."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from oppie.integrations.reading import Folder
from oppie.integrations.tasks.task import NamedTask

WORKFLOWS = ".github/workflows/"


def read(folder: Folder) -> Iterator[NamedTask]:
    """All steps as one task that nobody calls by a name; nothing where there are none."""
    if found := tuple(_steps(folder)):
        yield NamedTask("workflow", (), found)


def _steps(folder: Folder) -> Iterator[str]:
    for file in sorted(f for f in folder.files if f.startswith(WORKFLOWS)):
        if file.endswith((".yml", ".yaml")):
            try:
                document = yaml.safe_load(folder.text(file))
            except yaml.YAMLError:
                continue
            yield from _runs(document)


def _runs(node: object) -> Iterator[str]:
    """The lines of every ``run`` in a workflow, in order."""
    if isinstance(node, list):
        for each in node:
            yield from _runs(each)
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "run" and isinstance(value, str):
                yield from value.replace("\\\n", " ").splitlines()
            else:
                yield from _runs(value)
